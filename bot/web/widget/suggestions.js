/** What can be tapped next: answers to a question as big buttons, lists of stories and chapters, chips for the rest. */

import { art } from "./art.js";
import { button, h } from "./dom.js";

const HELP = /^\/help_/;
const ICONS = { __proto__: null, topics: "list", menu: "menu", help_self: "help", help_friend: "help", help_human: "phone", back: "back" };

/** Does a payload answer a question of an activity (data/activities.yml)? */
export const isAnswer = (chat, payload) => named(chat, "answer", payload);
const isListed = (chat, payload) => named(chat, "start", payload);

function named({ config }, part, payload) {
  return (config.activities ?? []).some((one) => one[part] && payload.startsWith(`/${one[part]}{`));
}

/** Elements for suggestions `{title, payload}`; `look` "start" makes tiles of the first ones. */
export function suggestions(chat, given, look) {
  const all = (Array.isArray(given) ? given : []).filter((one) => one?.title && one?.payload);
  const answers = all.filter((one) => isAnswer(chat, one.payload));
  const listed = all.filter((one) => isListed(chat, one.payload));
  const rest = all.filter((one) => !answers.includes(one) && !listed.includes(one));
  return [
    answers.length && group(chat, "answers", answers.map((one, at) => answer(chat, one, at))),
    listed.length && group(chat, "listed", listed.map((one) => entry(chat, one))),
    rest.length && group(chat, look === "start" ? "tiles" : "chips", rest.map((one) => chip(chat, one))),
  ].filter(Boolean);
}

function group({ words }, name, children) {
  return h("ul", { class: name, "aria-label": words.choices ?? words.send }, children.map((child) => h("li", {}, child)));
}

function answer(chat, { title, payload }, at) {
  return h("button", { type: "button", class: "answer", click: () => chat.say(payload, title) }, h("b", { "aria-hidden": "true" }, String(at + 1)), h("span", {}, title));
}

function entry(chat, { title, payload }) {
  const { config } = chat;
  const found = [...(config.scenarios ?? []), ...(config.chapters ?? [])].find((one) => one.payload === payload);
  const about = found?.about ?? found?.intro;
  return h("button", { type: "button", class: "entry", click: () => chat.say(payload, title) }, found && art(found.id), h("span", {}, h("strong", {}, title), about && h("small", {}, about)));
}

function chip(chat, { title, payload }) {
  const sign = chat.config.activities?.find((one) => one.payload === payload)?.icon ?? ICONS[payload.slice(1)];
  const look = HELP.test(payload) ? "chip help" : "chip";
  return button(title, () => chat.say(payload, title), { icon: sign, class: look });
}
