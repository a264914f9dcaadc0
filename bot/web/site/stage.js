/** Draws the window for the class, and the one with notes. Text is text: nothing reads HTML. */

import { LEARNT, share, slidesOf } from "./slides.js";

/** An element: `h("p", {class: "x"}, "text", node)`. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

/** Bold between two stars, nothing else. */
const rich = (text) => text.split("**").map((part, at) => (at % 2 ? h("b", {}, part) : part));
const minutes = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor((ms % 60000) / 1000)).padStart(2, "0")}`;

/** What a clock shows: the time of day, or what is left of the step. */
function clock({ state, words }, of) {
  if (of === "day") return new Date().toTimeString().slice(0, 5);
  const left = state.timer - Date.now();
  return left > 0 ? minutes(left) : words.over;
}

/** Moves the clocks on, and touches nothing else: what is read aloud or has the focus stays. */
export function tick(root, here) {
  for (const one of root.querySelectorAll("[data-clock]")) one.textContent = clock(here, one.dataset.clock);
}

const clockOf = (here, of) => h("span", { class: "clock", role: of === "left" && "timer", "data-clock": of }, clock(here, of));

/** Sizes of the letters, as parts of the least one: the first at which everything fits is taken; then closer lines. */
const SIZES = [1.8, 1.6, 1.4, 1.25, 1.12, 1];

/** The clean slide, with the contacts below it, in letters as large as fit; showing the hands changes no size. */
export function drawStage(root, here) {
  const { state, slides } = here;
  const asks = slides[state.slide].options && !state.help && !state.black;
  draw(root, asks ? { ...here, state: { ...state, open: true } } : here);
  const slide = root.querySelector(".slide");
  const close = slide && !fits(root, slide);
  if (asks && !state.open) draw(root, here);
  if (close) tighten(root.querySelector(".slide"));
}

/** Closer lines; what is too long even then, on a small screen, can be scrolled by keyboard. */
function tighten(slide) {
  slide.classList.add("close");
  if (slide.scrollHeight > slide.clientHeight) slide.tabIndex = 0;
}

/** Takes the largest letters with which all is seen; false when even the least are too large. */
function fits(root, slide) {
  return SIZES.some((size) => {
    root.style.setProperty("--fit", String(size));
    return slide.scrollHeight <= slide.clientHeight && slide.scrollWidth <= slide.clientWidth;
  });
}

function draw(root, here) {
  const { state, words, slides, lesson } = here;
  if (state.black) return root.replaceChildren(h("div", { class: "blank", role: "status" }, h("h1", {}, words.blank)));
  const slide = state.help ? { title: words.help, kind: "contacts" } : slides[state.slide];
  const parts = [
    h("section", { class: "slide", "aria-live": "polite" }, slide.label && h("p", { class: "over" }, slide.label), h("h1", {}, slide.title), body(slide, here)),
    here.notesHere && h("aside", { class: "mine" }, h("h2", {}, words.notes), h("ul", {}, lesson.steps[state.step].notes.map((note) => h("li", {}, rich(note))))),
    bar(here),
  ];
  root.replaceChildren(...parts.filter(Boolean));
}

function body(slide, here) {
  if (slide.kind === "contacts") return contacts(slide, here);
  if (slide.kind === LEARNT) return learnt(slide, here);
  const open = here.state.open && slide.options;
  const beside = slide.scene ? h("div", { class: "scene" }, slide.scene.map((text) => h("p", {}, rich(text)))) : slide.options && messages(slide.chat);
  return h("div", { class: beside ? "split" : "single" }, beside,
    h("div", {},
      slide.texts?.map((text) => h("p", {}, rich(text))),
      !beside && messages(slide.chat),
      slide.list && h("ul", { class: "list" }, slide.list.map((text) => h("li", {}, rich(text)))),
      slide.ask && h("p", { class: "ask" }, slide.ask),
      slide.options && answers(slide, here, open),
      open && slide.right != null && h("p", { class: "right" }, h("b", {}, here.words.right.replace("{answer}", slide.options[slide.right])), " ", slide.because.join(" "))));
}

const messages = (lines) => lines?.length ? h("ul", { class: "chat" }, lines.map((line) => h("li", { class: line.mine && "own" }, h("b", {}, line.by), " ", line.text))) : null;

/** Answers with their hands: the bars come together, when they are opened. */
function answers(slide, { state, words }, open, always = false) {
  const votes = state.votes[slide.key] ?? [];
  const most = Math.max(1, ...votes);
  return h("ol", { class: "answers" }, slide.options.map((text, at) => {
    const counted = votes[at] ?? 0;
    const shown = open || always;
    return h("li", { class: at === state.focus ? "on" : "" },
      h("button", { type: "button", "data-answer": String(at), "aria-pressed": String(at === state.focus) }, h("b", {}, String(at + 1)), " ", text),
      h("progress", { class: !shown && "later", max: String(most), value: shown ? String(counted) : "0", "aria-hidden": "true" }),
      h("span", { class: shown || at === state.focus ? "hands" : "hands later" }, `${counted} ${counted === 1 ? words.hand : words.hands}`));
  }));
}

function contacts(slide, { lesson, words }) {
  const { scan } = lesson;
  return h("div", { class: "contacts" },
    h("div", {}, slide.texts?.map((text) => h("p", {}, text)), lesson.contacts.map((one) => h("div", { class: "contact" }, h("p", {}, h("span", { class: "over" }, `${words[one.part]}: `), h("b", {}, one.name)), ways(one)))),
    h("figure", {}, h("img", { src: `data:image/svg+xml,${encodeURIComponent(scan.svg)}`, alt: words.scan_alt.replace("{address}", scan.address) }), h("figcaption", {}, words.scan)));
}

/** A number to call or text, large; else the address. */
function ways(one) {
  const number = one.phone ?? one.text;
  const address = one.address?.replace(/^https?:\/\/(www\.)?|\/$/g, "");
  return [number && h("p", { class: "number" }, number), address && h("p", { class: "address" }, address)];
}

/** Before above after for each question of one kind, as bars, with the range that chance leaves. */
function learnt(slide, { lesson, words, state }) {
  const phases = [["before", words.before], ["later", words.later]];
  const rows = lesson.survey.map((item, at) => ({ item, shares: phases.map(([phase]) => share(state.votes[`${phase}.${at}`] ?? [], item.better)) })).filter(({ item, shares }) => item.measures === slide.measure && shares.every(Boolean));
  if (!rows.length) return h("p", {}, words.learnt_none);
  const percent = (one) => `${Math.round(one.share * 100)} % (${Math.round(one.from * 100)}–${Math.round(one.to * 100)})`;
  return h("dl", { class: "learnt" }, rows.map(({ item, shares }) => [h("dt", {}, item.short), shares.map((one, at) => h("dd", {}, h("span", {}, phases[at][1]), h("progress", { max: "100", value: String(Math.round(one.share * 100)), "aria-hidden": "true" }), h("b", {}, percent(one))))]));
}

function bar(here) {
  const { lesson, words, state } = here;
  return h("footer", { class: "bottom" },
    lesson.emergency && h("span", {}, `${words.short.emergency}: `, h("b", {}, lesson.emergency)),
    lesson.contacts.filter((one) => words.short[one.part]).map((one) => h("span", {}, `${words.short[one.part]}: `, h("b", {}, one.phone ?? one.name.split(" (")[0]))),
    state.timer > 0 && clockOf(here, "left"),
    h("span", { class: "move" }, h("button", { type: "button", "data-do": "back", "aria-label": words.keys.items[1][1] }, "←"), h("button", { type: "button", "data-do": "on", "aria-label": words.keys.items[0][1] }, "→")));
}

/** Notes of this step, hands to count, what comes next, the keys. */
export function drawNotes(root, here) {
  const { lesson, words, state, slides } = here;
  const step = lesson.steps[state.step];
  const slide = slides[state.slide];
  const after = slides[state.slide + 1] ?? (lesson.steps[state.step + 1] && slidesOf(lesson, words, state.step + 1, [])[0]);
  root.replaceChildren(h("div", { class: "lead" },
    h("p", { class: "over" }, words.step.replace("{at}", state.step + 1).replace("{of}", lesson.steps.length), ` · ${step.title} · ${step.minutes}′ · `, clockOf(here, "day"), state.timer > 0 && [" · ", clockOf(here, "left")]),
    h("h1", {}, slide.ask ?? slide.title),
    slide.options && answers(slide, here, false, true),
    slide.options && h("p", { class: "count" }, h("button", { type: "button", "data-do": "minus" }, "−"), h("button", { type: "button", "data-do": "plus" }, "+")),
    slide.talk && h("dl", {}, h("dt", {}, words.likely), h("dd", {}, slide.talk.likely.join("; ")), h("dt", {}, words.say), h("dd", {}, slide.talk.say)),
    h("h2", {}, words.notes), h("ul", {}, step.notes.map((note) => h("li", {}, rich(note)))),
    h("p", { class: "next" }, h("b", {}, `${words.next}: `), after ? (after.ask ?? after.title) : words.end),
    h("p", { class: "count" }, h("button", { type: "button", "data-do": "back" }, "←"), h("button", { type: "button", "data-do": "on" }, "→")),
    h("details", {}, h("summary", {}, words.keys.title), h("dl", {}, words.keys.items.map(([key, what]) => [h("dt", {}, key), h("dd", {}, what)])))));
}
