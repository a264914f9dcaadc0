/** What the bot says, as cards: messages of one topic, story step or question belong together. */

import { art } from "./art.js";
import { h } from "./dom.js";
import { dial } from "./links.js";
import { enliven } from "./playful.js";
import { rich } from "./rich.js";

const GROUPED = ["topic", "scenario", "quiz", "help"];

/** The elements for the messages of one answer. */
export function cards(chat, messages) {
  const made = groups(messages).map((group) => card(chat, group));
  enliven(chat, made, messages);
  return made;
}

function groups(messages) {
  const found = [];
  for (const message of messages) {
    const last = found.at(-1);
    const first = last?.[0];
    const same = first && GROUPED.includes(message.kind) && first.kind === message.kind &&
      first.title === message.title && Boolean(first.progress) === Boolean(message.progress);
    same ? last.push(message) : found.push([message]);
  }
  return found;
}

function card(chat, group) {
  const { kind, title, progress } = group[0];
  const source = group.find((message) => message.source)?.source;
  const glossary = ["text", "topic", "scenario"].includes(kind) ? chat.glossary.answer(title) : null;
  const about = { base: chat.base, numbers: numbers(chat.referrals), glossary, newTab: chat.words.new_tab };
  const texts = group.map((message) => h("div", { class: "said" }, rich(message.text, about)));
  const boxed = GROUPED.includes(kind);
  return h("div", { class: boxed ? `card ${kind}` : `bubble ${kind}` }, boxed && heading(chat, kind, title, progress), texts, source && origin(chat, source));
}

function heading(chat, kind, title, progress) {
  const picture = progress ? null : drawing(chat, kind, title);
  const bar = progress && h("div", { class: "progress" }, h("progress", { max: progress.of, value: progress.at, "aria-label": progress.text }), h("span", { "aria-hidden": "true" }, progress.text));
  return [picture, bar, title && h("h3", {}, title)];
}

/** The story's own drawing, or that of the topic's chapter. */
function drawing({ config, base }, kind, title) {
  const story = kind === "scenario" && config.scenarios?.find((one) => one.title === title);
  const topic = kind === "topic" && config.topics?.find((one) => one.title === title);
  const chapter = topic && config.chapters?.find((one) => one.topics.includes(topic.id));
  const found = story || chapter;
  return found ? art(found.id, base) : null;
}

function origin(chat, source) {
  return h("details", { class: "source" }, h("summary", {}, chat.words.source), h("p", {}, source));
}

/** Printed numbers of the contacts in memory, with the links that dial them. */
function numbers({ emergency, services = [], fallback = [] }) {
  const found = {};
  for (const { number, tel, phone } of [emergency ?? {}, ...services, ...fallback]) {
    const href = dial("tel", tel ?? number ?? phone);
    if (href) found[number ?? phone] = href;
  }
  return found;
}
