/** "Leave now": blanks the page at once, wipes the talk, and puts a neutral site in the page's place. */

import { composing, h, icon, unseen } from "./dom.js";

const TIMES = 3;
/* Longest pause between two Escapes that belong together, in milliseconds: while the chat is open, and after one closed it. */
const PAUSE = 3000;
const QUICK = 800;
const NEUTRAL = "https://www.wikipedia.org/";
/* Encrypted, or on this very machine. */
const EXIT = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])\S+$/;

export class Leave {
  constructor(chat) {
    this.chat = chat;
    this.pressed = 0;
    const until = { signal: chat.gone.signal, capture: true };
    addEventListener("keydown", (event) => this.#count(event), until);
    addEventListener("pageshow", (event) => event.persisted && this.chat.wipe(), until);
  }

  /** The link; it works even if the script behind it fails. */
  link() {
    const { words } = this.chat;
    const click = (event) => {
      event.preventDefault();
      this.go();
    };
    const props = { class: "leave", "data-key": "leave", href: this.address, rel: "noreferrer nofollow", click };
    return h("a", props, icon("leave"), h("span", {}, words.leave), words.leave_keys && unseen(`. ${words.leave_keys}`));
  }

  /** Where to: the partner's choice, else the page's, else ours. */
  get address() {
    const { config, options } = this.chat;
    const wanted = config.partner?.exit_url ?? options.exit;
    return EXIT.test(wanted ?? "") ? wanted : NEUTRAL;
  }

  /** Leaves. The order matters: first nothing is to be seen, then nothing is kept, then the page goes. */
  go() {
    const { address, chat } = this;
    document.body?.replaceChildren();
    chat.app.replaceChildren();
    chat.speech?.stop();
    chat.api.end();
    chat.host.remove();
    unheld();
    document.title = new URL(address).host;
    document.head?.append(h("meta", { name: "referrer", content: "no-referrer" }));
    location.replace(address);
    try {
      if (top !== window) top?.location.replace(address);
    } catch { /* a frame that may not lead the page around it away: then the frame alone has gone */ }
  }

  /** Escapes count while the chat is open; one that closes something does not, and those right after it do. */
  #count(event) {
    const { chat } = this;
    if (event.key !== "Escape" || event.repeat || composing(event)) return;
    const now = Date.now();
    const soon = now - this.last < (chat.app.hidden ? QUICK : PAUSE);
    if (chat.app.hidden && !soon) return;
    this.last = now;
    this.pressed = this.#closes(event) ? 0 : soon ? this.pressed + 1 : 1;
    if (this.pressed >= TIMES) return this.go();
    const text = chat.words.leave_more ?? "";
    if (this.pressed) chat.announce(text.replace("{times}", String(TIMES - this.pressed)));
  }

  /** Does this Escape close a sheet, the panel, or something of the page? */
  #closes(event) {
    const { chat } = this;
    const ours = event.composedPath().includes(chat.app) && (chat.sheet || chat.mode === "bubble");
    return Boolean(ours) || pageShows(chat.host);
  }
}

/* What is closed has no rectangle. */
function pageShows(host) {
  return [...document.querySelectorAll("dialog[open], [popover], [aria-modal=true]")].some((one) => one !== host && one.getClientRects()[0]);
}

/**
 * Takes away whatever of the page would ask "Do you want to leave?", or say no: a new, empty document has no listeners,
 * and those that stay (of the Navigation API) can prevent nothing any more.
 */
function unheld() {
  addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
  try {
    Event.prototype.preventDefault = () => {};
    document.open();
    document.append(h("html", {}, h("head")));
  } catch { /* a page that is still loading: then the listener has to do */ }
}
