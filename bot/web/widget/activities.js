/** What activities draw: messages that arrive one by one, the breath card, the plan to print, topics in beats. */

import { button, h } from "./dom.js";
import { wear } from "./look.js";

/* One round of breathing: the word of each part, and its seconds. */
/** @type {[string, number][]} */
const BREATH = [["breathe_in", 4], ["breathe_hold", 2], ["breathe_out", 6]];

/** @param said the elements of the messages, in their order */
export async function play(chat, said, messages) {
  await wear(chat.root, "activities");
  if (messages.some((one) => one.from)) arrive(said);
  messages.forEach((message, at) => {
    if (message.from) line(said[at], message);
    if (message.shows === "breath") said[at].after(breath(chat));
    if (message.shows === "plan") plan(chat, said[at], message);
  });
  beats(chat, said, messages);
}

/** A message of somebody in a story, on their side. */
function line(element, { from, mine, text }) {
  element.classList.add("line", mine ? "own" : "other");
  element.replaceChildren(h("p", {}, h("b", {}, `${from}: `), text.replace(`**${from}:** `, "")));
}

/** One after the other, as in a real chat; a tap shows all. All words are there for screen readers at once. */
function arrive(said) {
  said.forEach((element, at) => {
    element.style.setProperty("--n", at);
    element.classList.add("arrives");
    element.addEventListener("click", () => said.forEach((one) => one.classList.remove("arrives")), { once: true });
  });
}

/** A circle that grows and shrinks; who wants less motion sees the seconds count. */
function breath({ words }) {
  const label = h("span");
  const card = h("div", { class: "breath", "aria-hidden": "true" }, h("i"), label);
  const round = BREATH.reduce((sum, [, seconds]) => sum + seconds, 0);
  let second = 0;
  const tick = () => {
    let rest = second % round;
    const at = BREATH.findIndex(([, seconds]) => (rest -= seconds) < 0);
    card.dataset.part = at;
    label.textContent = `${words[BREATH[at][0]] ?? ""} ${-rest}`;
    second += 1;
  };
  const timer = setInterval(() => (card.isConnected ? tick() : clearInterval(timer)), 1000);
  tick();
  return card;
}

/** The helpline of the country beside the plan, and a way to print both. */
function plan(chat, element, { title }) {
  const { words } = chat;
  const contact = h("p", { class: "contact" });
  element.append(contact);
  chat.contacts.follow(() => {
    const { talk, services, fallback } = chat.referrals;
    const service = talk ?? services?.[0] ?? fallback?.[0];
    contact.replaceChildren(...(service ? [h("strong", {}, service.name), " ", h("bdi", { dir: "ltr" }, service.phone ?? service.url ?? "")] : []));
    return chat.talk.element.contains(contact);
  });
  element.after(button(words.print_plan ?? "", () => print(chat, title, element), { class: "chip print" }));
}

/** Prints a part of the talk from a page of its own that goes with it; its words are copied node by node. */
function print(chat, title, element) {
  const frame = h("iframe", { class: "unseen", title, "aria-hidden": "true", tabindex: "-1" });
  chat.app.append(frame);
  const { contentDocument: page, contentWindow: view } = frame;
  page.title = " ";
  page.documentElement.lang = chat.lang;
  page.body.append(Object.assign(page.createElement("h1"), { textContent: title }), page.importNode(element, true));
  view.addEventListener("afterprint", () => frame.remove(), { once: true });
  view.print();
}

/** A long topic: its first messages, the next ones at each tap. */
function beats(chat, said, messages) {
  const hidden = said.filter((element) => element.hidden);
  if (!hidden.length) return;
  const beat = (element) => messages[said.indexOf(element)].beat;
  const more = button(chat.buttons.more ?? "+", () => {
    const shown = hidden.filter((element) => beat(element) === beat(hidden[0]));
    hidden.splice(0, shown.length);
    for (const element of shown) element.hidden = false;
    shown[shown.length - 1].after(more);
    if (!hidden.length) more.remove();
    shown[0].tabIndex = -1;
    shown[0].focus({ preventScroll: true });
  }, { class: "chip beats" });
  said[said.indexOf(hidden[0]) - 1].after(more);
}
