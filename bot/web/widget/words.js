/** Words for when the server cannot be reached: enough to send, get help and leave. The rest comes from GET /config, other languages from the launcher. */

export const WORDS = {
  input: "Type a message",
  send: "Send",
  leave: "Leave now",
  close: "Close",
  you: "You",
  bot: "Staysafe",
  offline: "I can't reach the server. What you typed is still here, so try again. Help is below.",
  unreachable: "The chat can't be reached just now. These links still help:",
  not_here: "The chat doesn't work on this page. Help does, and you can open Staysafe in a new tab.",
  open_staysafe: "Open Staysafe",
  retry: "Try again",
  help: "Help",
  more_help: "More help",
  country: "My country",
  website: "Website",
  report: "Report",
  back: "Back to the chat",
  new_tab: "(opens a new tab)",
};
