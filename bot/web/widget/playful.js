/** Answers that need more than words load their drawing when they come; without it the words stand as they are. */

/** Draws what is in `messages`: somebody's messages in a chat, a card that moves, a plan, a long topic in beats. */
export function enliven(chat, elements, messages) {
  if (!messages.some((one) => one.from || one.shows || one.beat)) return;
  const said = elements.flatMap((element) => [...element.querySelectorAll(".said")]);
  const late = said.filter((_, at) => messages[at].beat > (messages.find((one) => one.beat != null)?.beat ?? 0));
  for (const element of late) element.hidden = true;
  const file = new URL("activities.js", import.meta.url).href;
  import(file).then(({ play }) => play(chat, said, messages), () => late.forEach((element) => (element.hidden = false)));
}

/** Does a message ask for the rest of the topic that is on the screen? Then it is shown, and nothing is sent. */
export function showsMore({ buttons }, log, message) {
  const asked = message.trim().toLowerCase();
  const more = asked === "/more" || asked === buttons.more?.toLowerCase() ? [...log.querySelectorAll(".turn:not(.mine)")].pop()?.querySelector(".beats") : null;
  more?.click();
  return Boolean(more);
}
