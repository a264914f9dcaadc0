/** Settings: text size, look, reading aloud, language; and what leaving can and cannot hide. All in memory only. */

import { h } from "./dom.js";
import { wear } from "./look.js";
import { Speech } from "./speech.js";

const SIZES = [1, 1.2, 1.45];
const THEMES = ["auto", "light", "dark", "contrast"];

/** What the sheet holds below its heading. */
export function settings(chat) {
  const { words, look, lang } = chat;
  wear(chat.root, "settings").catch(() => {});
  const speech = (chat.speech ??= new Speech(() => chat.sheet === "settings" && chat.show("settings"), { signal: chat.gone.signal }));
  const set = (name) => (value) => {
    look[name] = value;
    chat.dress();
  };
  const sizes = SIZES.map((value, at) => [value, words[`size_${at + 1}`] ?? "A".repeat(at + 1)]);
  const themes = THEMES.map((value) => [value, words[`theme_${value}`] ?? value]);
  return [
    options("size", words.text_size, sizes, look.size, set("size")),
    options("theme", words.theme, themes, look.theme, set("theme")),
    speech.voice(lang ?? "en") && check("aloud", words.read_aloud, speech.always, (on) => (speech.always = on)),
    chat.mode === "class" && check("keys", words.class_keys, look.keys !== false, (on) => (look.keys = on)),
    languages(chat),
    words.leave_title && h("h3", {}, words.leave_title),
    words.leave_note && h("p", {}, words.leave_note),
    words.leave_keys && h("p", {}, words.leave_keys),
    h("h3", {}, words.privacy_title),
    h("p", {}, words.notice),
  ];
}

function options(name, legend, choices, chosen, change) {
  return h("fieldset", { class: "options" }, h("legend", {}, legend), choices.map(([value, label]) => h("label", {}, h("input", { type: "radio", name, "data-key": `${name}${value}`, checked: value === chosen, change: () => change(value) }), h("span", {}, label))));
}

function check(id, label, on, change) {
  return h("p", { class: "check" }, h("input", { id, type: "checkbox", checked: on, change: (event) => change(event.target.checked) }), h("label", { for: id }, label));
}

function languages(chat) {
  const wanted = chat.config.partner?.languages ?? [];
  const known = (chat.config.languages ?? []).filter(({ code }) => !wanted.length || wanted.includes(code));
  if (known.length < 2) return null;
  const change = (event) => chat.configure(event.target.value);
  const options = known.map(({ code, name }) => h("option", { value: code, lang: code, selected: code === chat.lang }, name));
  return h("p", { class: "field" }, h("label", { for: "lang" }, chat.words.language), h("select", { id: "lang", change }, options));
}
