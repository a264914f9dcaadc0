/** What the bot says, as cards: messages of one topic, story step or question belong together. */

import { art } from "./art.js";
import { h } from "./dom.js";
import { contactLine, helpCard } from "./help.js";
import { dial } from "./links.js";
import { enliven } from "./playful.js";
import { rich } from "./rich.js";

const GROUPED = ["topic", "scenario", "quiz", "help"];

/** The elements for the messages of one answer; `referrals` are the contacts that came with it. */
export function cards(chat, messages, referrals = chat.referrals) {
  const made = groups(messages).map((group) => card(chat, group, referrals));
  enliven(chat, made, messages);
  return made;
}

function groups(messages) {
  const found = [];
  for (const message of messages) {
    const last = found[found.length - 1];
    const first = last?.[0];
    const same = first && GROUPED.includes(message.kind) && first.kind === message.kind &&
      first.title === message.title && Boolean(first.progress) === Boolean(message.progress);
    same ? last.push(message) : found.push([message]);
  }
  return found;
}

function card(chat, group, referrals) {
  const { kind, title, progress } = group[0];
  const source = group.find((message) => message.source)?.source;
  const glossary = ["text", "topic", "scenario"].includes(kind) ? chat.glossary.answer(title) : null;
  const about = { base: chat.base, numbers: numbers(referrals), glossary, newTab: chat.words.new_tab };
  const texts = kind === "help" ? helping(chat, group, about, referrals) : group.map((message) => said(message, about));
  const boxed = GROUPED.includes(kind);
  return h("div", { class: boxed ? `card ${kind}` : `bubble ${kind}` }, boxed && heading(chat, kind, title, progress), texts, source && origin(chat, source));
}

/** A message; one that names contacts of a country goes when another one is chosen. */
function said({ text, country }, about) {
  return h("div", { class: "said", "data-of": country }, rich(text, about));
}

/** The texts of a help answer: a list of those who listen or act becomes the card, any other contact a line to tap. */
function helping(chat, group, about, referrals) {
  const known = new Map(everyone(referrals).map((one) => [one.name, one]));
  let carded = false;
  return group.flatMap((message) => {
    const lines = message.text.split("\n").map((line) => line.trim()).filter(Boolean);
    const named = lines.map((line) => known.get(line.match(/^- \*\*([^*]+)\*\*/)?.[1]));
    const { talk, report, remove } = referrals;
    const main = lines.some((line) => line.endsWith(":")) || named.some((one) => [talk, report, remove].includes(one));
    if (!named.some(Boolean) || lines.some((line, at) => !named[at] && !line.endsWith(":"))) return [said(message, about)];
    if (!main) return named.map((service) => contactLine(chat, service));
    if (carded) return [];
    carded = true;
    return [helpCard(chat)];
  });
}

function everyone({ talk, report, remove, crisis, meanwhile, services = [], fallback = [], named = [] }) {
  return [...named, ...services, ...fallback, meanwhile, crisis, remove, report, talk].filter(Boolean);
}

function heading(chat, kind, title, progress) {
  const picture = progress ? null : drawing(chat, kind, title);
  const bar = progress && h("div", { class: "progress" }, h("progress", { max: progress.of, value: progress.at, "aria-label": progress.text }), h("span", { "aria-hidden": "true" }, progress.text));
  return [picture, bar, title && h("h3", {}, title)];
}

/** The story's own drawing, or that of the topic's chapter. */
function drawing({ config }, kind, title) {
  const story = kind === "scenario" && config.scenarios?.find((one) => one.title === title);
  const topic = kind === "topic" && config.topics?.find((one) => one.title === title);
  const chapter = topic && config.chapters?.find((one) => one.topics.includes(topic.id));
  const found = story || chapter;
  return found ? art(found.id) : null;
}

function origin(chat, source) {
  return h("details", { class: "source" }, h("summary", {}, chat.words.source), h("p", {}, source));
}

/** Printed numbers of the contacts in memory, with the links that dial them. */
function numbers(referrals) {
  const found = {};
  for (const { number, tel, phone } of [referrals.emergency ?? {}, ...everyone(referrals)]) {
    const href = dial("tel", tel ?? number ?? phone);
    if (href) found[number ?? phone] = href;
  }
  return found;
}
