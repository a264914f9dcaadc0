/** Draws the window for the class, and the one with notes. Text is text: nothing reads HTML. */

import { LEARNT, share, slidesOf } from "./slides.js";

/** An element: `h("p", {class: "x"}, "text", node)`. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

/** Bold between two stars, nothing else. */
const rich = (text) => text.split("**").map((part, at) => (at % 2 ? h("b", {}, part) : part));
const clock = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor((ms % 60000) / 1000)).padStart(2, "0")}`;

/** The clean slide, with the contacts below it. */
export function drawStage(root, here) {
  const { state, words, slides, lesson } = here;
  if (state.black) return root.replaceChildren(h("p", { class: "blank", role: "status" }, words.blank));
  const slide = state.help ? { title: words.help, kind: "contacts" } : slides[state.slide];
  const parts = [
    h("section", { class: "slide", "aria-live": "polite" }, slide.label && h("p", { class: "over" }, slide.label), h("h1", {}, slide.title), body(slide, here)),
    here.notesHere && h("aside", { class: "mine" }, h("h2", {}, words.notes), h("ul", {}, lesson.steps[state.step].notes.map((note) => h("li", {}, rich(note))))),
    bar(here),
  ];
  root.replaceChildren(...parts.filter(Boolean));
}

function body(slide, here) {
  if (slide.kind === "contacts") return contacts(here);
  if (slide.kind === LEARNT) return learnt(here);
  const open = here.state.open && slide.options;
  return h("div", { class: slide.scene ? "split" : "single" },
    slide.scene && h("div", { class: "scene" }, slide.scene.map((text) => h("p", {}, rich(text)))),
    h("div", {},
      slide.texts?.map((text) => h("p", {}, rich(text))),
      slide.chat?.length ? h("ul", { class: "chat" }, slide.chat.map((line) => h("li", {}, h("b", {}, line.by), " ", line.text))) : null,
      slide.list && h("ul", { class: "list" }, slide.list.map((text) => h("li", {}, rich(text)))),
      slide.ask && h("p", { class: "ask" }, slide.ask),
      slide.options && answers(slide, here, open),
      open && slide.right != null && h("p", { class: "right" }, here.words.right.replace("{answer}", slide.options[slide.right]), " ", slide.because.join(" "))));
}

/** Answers with their hands: the bars come together, when they are opened. */
function answers(slide, { state, words }, open, always = false) {
  const votes = state.votes[slide.key] ?? [];
  const most = Math.max(1, ...votes);
  return h("ol", { class: "answers" }, slide.options.map((text, at) => {
    const counted = votes[at] ?? 0;
    const shown = open || always;
    return h("li", { class: at === state.focus ? "on" : "" },
      h("button", { type: "button", "data-answer": String(at), "aria-pressed": String(at === state.focus) }, h("b", {}, String(at + 1)), " ", text),
      shown && h("i", { class: "share", "data-size": String(Math.round((counted / most) * 20)) }),
      (shown || at === state.focus) && h("span", { class: "hands" }, `${counted} ${words.hands}`));
  }));
}

function contacts({ lesson, words }) {
  const { scan } = lesson;
  return h("div", { class: "contacts" },
    h("div", {}, lesson.contacts.map((one) => h("div", { class: "contact" }, h("p", { class: "over" }, words[one.part]), h("p", { class: "name" }, one.name), one.phone && h("p", { class: "number" }, one.phone), one.address && h("p", { class: "address" }, one.address.replace(/^https?:\/\/(www\.)?|\/$/g, ""))))),
    h("figure", {}, h("img", { src: `data:image/svg+xml,${encodeURIComponent(scan.svg)}`, alt: scan.alt }), h("figcaption", {}, scan.label)));
}

/** Before beside after, with the range that chance leaves. */
function learnt({ lesson, words, state }) {
  const rows = lesson.survey.map((item, at) => ({ item, before: share(state.votes[`before.${at}`] ?? [], item.better), later: share(state.votes[`later.${at}`] ?? [], item.better) })).filter((row) => row.before && row.later);
  if (!rows.length) return h("p", {}, words.learnt_none);
  const percent = (one) => `${Math.round(one.share * 100)} % (${Math.round(one.from * 100)}–${Math.round(one.to * 100)})`;
  return h("div", {},
    h("table", {}, h("thead", {}, h("tr", {}, h("th", {}), h("th", { scope: "col" }, words.before), h("th", { scope: "col" }, words.later))),
      h("tbody", {}, rows.map(({ item, before, later }) => h("tr", {}, h("th", { scope: "row" }, item.ask), h("td", {}, percent(before)), h("td", {}, percent(later)))))),
    h("p", { class: "small" }, words.learnt_note));
}

function bar({ lesson, words, state }) {
  const left = state.timer - Date.now();
  return h("footer", { class: "bottom" },
    lesson.emergency && h("span", {}, `${words.short.emergency}: `, h("b", {}, lesson.emergency)),
    lesson.contacts.map((one) => h("span", {}, `${words.short[one.part]}: `, h("b", {}, one.phone ?? one.name.split(" (")[0]))),
    state.timer > 0 && h("span", { class: "clock", role: "timer" }, left > 0 ? clock(left) : words.over),
    h("span", { class: "move" }, h("button", { type: "button", "data-do": "back", "aria-label": words.keys.items[1][1] }, "←"), h("button", { type: "button", "data-do": "on", "aria-label": words.keys.items[0][1] }, "→")));
}

/** Notes of this step, hands to count, what comes next, the keys. */
export function drawNotes(root, here) {
  const { lesson, words, state, slides } = here;
  const step = lesson.steps[state.step];
  const slide = slides[state.slide];
  const after = slides[state.slide + 1] ?? (lesson.steps[state.step + 1] && slidesOf(lesson, words, state.step + 1, [])[0]);
  const left = state.timer - Date.now();
  root.replaceChildren(h("div", { class: "lead" },
    h("p", { class: "over" }, words.step.replace("{at}", state.step + 1).replace("{of}", lesson.steps.length), ` · ${step.title} · ${step.minutes}′ · ${new Date().toTimeString().slice(0, 5)}`, state.timer > 0 && ` · ${left > 0 ? words.clock.replace("{left}", clock(left)) : words.over}`),
    h("h1", {}, slide.ask ?? slide.title),
    slide.options && answers(slide, here, false, true),
    slide.options && h("p", { class: "count" }, h("button", { type: "button", "data-do": "minus" }, "−"), h("button", { type: "button", "data-do": "plus" }, "+")),
    slide.talk && h("dl", {}, h("dt", {}, words.likely), h("dd", {}, slide.talk.likely.join("; ")), h("dt", {}, words.say), h("dd", {}, slide.talk.say)),
    h("h2", {}, words.notes), h("ul", {}, step.notes.map((note) => h("li", {}, rich(note)))),
    h("p", { class: "next" }, h("b", {}, `${words.next}: `), after ? (after.ask ?? after.title) : words.end),
    h("p", { class: "count" }, h("button", { type: "button", "data-do": "back" }, "←"), h("button", { type: "button", "data-do": "on" }, "→")),
    h("details", {}, h("summary", {}, words.keys.title), h("dl", {}, words.keys.items.map(([key, what]) => [h("dt", {}, key), h("dd", {}, what)])))));
}
