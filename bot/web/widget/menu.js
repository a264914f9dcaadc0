/** The menu: every story, topic and game without typing. */

import { h } from "./dom.js";
import { suggestions } from "./suggestions.js";

/** What the sheet holds; `beside`: the same as a pane beside the talk, stories first. */
export function menuSheet(chat, beside = false) {
  const { words, config, buttons } = chat;
  const named = (names) => names.filter((name) => buttons[name]).map((name) => ({ title: buttons[name], payload: `/${name}` }));
  const chapters = (config.chapters ?? []).map((chapter) => chapterPart(chat, chapter));
  if (beside) return [h("h3", {}, buttons.start_scenario), suggestions(chat, config.scenarios), h("h3", {}, buttons.topics), chapters];
  return [
    h("h2", { id: "sheet", tabindex: "-1" }, words.menu ?? buttons.menu),
    suggestions(chat, config.activities, "start"),
    suggestions(chat, named(["help_self", "help_friend", "help_human"])),
    chapters,
    h("h3", {}, buttons.start_scenario),
    suggestions(chat, config.scenarios),
    suggestions(chat, named(["glossary", "law_table", "young_people_in_action", "ask_bot", "ask_privacy"])),
  ];
}

function chapterPart(chat, { title, topics }) {
  const found = (chat.config.topics ?? []).filter((topic) => topics.includes(topic.id));
  return h("details", { class: "chapter" }, h("summary", {}, title), suggestions(chat, found));
}
