/** Runs a lesson: a clean window for the class, and one with notes for whoever leads it. Needs the server no more once it
 *  is open, not even to open it anew; keeps its own public files, and the place in the lesson and the counts in the address
 *  after the # sign. There is no field to type in. */

import { slidesOf } from "./slides.js";
import { drawNotes, drawStage, tick } from "./stage.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const lesson = read("data");
const words = read("words");
const leads = new URLSearchParams(location.search).has("notes");
const stage = document.getElementById("run");
const channel = new BroadcastChannel(`staysafe-lesson-${lesson.id}`);
const FRESH = { step: 0, slide: 0, path: {}, votes: {}, focus: 0, open: false, black: false, help: false, timer: 0, at: 0 };

let state = { ...FRESH, ...fromAddress() };
let digits = "";
let digitsUntil = 0;
let notesAsked = 0;
let notesHere = false;

function fromAddress() {
  try {
    return JSON.parse(decodeURIComponent(location.hash.slice(1)) || "{}");
  } catch {
    return {};
  }
}

/** Takes over a change, shows it, and tells the other window. */
function change(part) {
  state = { ...state, ...part, at: state.at + 1 };
  channel.postMessage(state);
  show();
}

function show() {
  const { step, slide, path, votes, timer } = state;
  history.replaceState(null, "", `#${encodeURIComponent(JSON.stringify({ step, slide, path, votes, timer }))}`);
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset;
  (leads ? drawNotes : drawStage)(stage, here());
  document.body.classList.toggle("black", state.black && !leads);
  // What had the focus is drawn anew; who works with the Tab key stays where they were.
  const again = focused?.do ? `[data-do="${focused.do}"]` : focused?.answer ? `[data-answer="${focused.answer}"]` : null;
  if (again) /** @type {HTMLElement | null} */ (stage.querySelector(again))?.focus();
}

const here = () => ({ lesson, words, state, slides: slides(), notesHere });
const slides = (step = state.step) => slidesOf(lesson, words, step, state.path[step] ?? []);
const current = () => slides()[state.slide];
const still = { focus: 0, open: false, help: false };

function on() {
  const all = slides();
  const slide = all[state.slide];
  if (slide.options && !state.open && hands().some(Boolean)) return reveal();
  if (slide.goto && state.slide === all.length - 1) return choose(state.focus);
  if (state.slide < all.length - 1) return change({ ...still, slide: state.slide + 1 });
  if (state.step < lesson.steps.length - 1) change({ ...still, step: state.step + 1, slide: 0, timer: 0 });
}

const hands = () => state.votes[current().key] ?? [];

/** The bars of all answers together; the one with the most hands is taken next. */
function reveal() {
  const most = Math.max(...hands());
  change({ open: !state.open, focus: most > 0 && !state.open ? hands().indexOf(most) : state.focus });
}

function back() {
  if (state.open) return change({ open: false });
  if (state.slide > 0) return change({ ...still, slide: state.slide - 1 });
  if (state.step > 0) change({ ...still, step: state.step - 1, slide: slides(state.step - 1).length - 1 });
}

/** An answer is taken: in a story it opens what follows. */
function choose(index) {
  const slide = current();
  if (!slide.goto) return change({ open: true, focus: index });
  const taken = (state.path[state.step] ?? []).slice(0, slide.depth);
  change({ ...still, path: { ...state.path, [state.step]: [...taken, index] }, slide: state.slide + 1 });
}

function count(by) {
  const slide = current();
  if (!slide.options) return;
  const votes = slide.options.map((_, at) => state.votes[slide.key]?.[at] ?? 0);
  votes[state.focus] = Math.max(0, votes[state.focus] + by);
  change({ votes: { ...state.votes, [slide.key]: votes } });
}

/** Digits in quick order make one number, so that the twelfth answer can be chosen too. */
function digit(key) {
  const slide = current();
  if (!slide.options) return;
  digits = Date.now() < digitsUntil ? digits + key : key;
  digitsUntil = Date.now() + 700;
  const at = Number(digits) - 1;
  if (slide.options[at] === undefined) return;
  if (state.focus === at && state.open) return choose(at);
  change({ focus: at });
}

/** On one screen, notes need the key twice within two seconds: never by accident. */
function notes() {
  if (leads) return;
  if (!notesHere && Date.now() - notesAsked > 2000) {
    notesAsked = Date.now();
    return;
  }
  notesHere = !notesHere;
  show();
}

const move = (by) => () => current().options && change({ focus: (state.focus + by + current().options.length) % current().options.length });
const KEYS = {
  ArrowRight: on, " ": on, PageDown: on, ArrowLeft: back, PageUp: back, ArrowUp: move(-1), ArrowDown: move(1),
  Enter: () => current().options && choose(state.focus),
  "+": () => count(1), "=": () => count(1), "-": () => count(-1),
  r: () => current().options && reveal(),
  b: () => change({ black: !state.black }), ".": () => change({ black: !state.black }),
  h: () => change({ help: !state.help }),
  t: () => change({ timer: state.timer ? 0 : Date.now() + lesson.steps[state.step].minutes * 60000 }),
  n: notes,
  w: () => leads || open(`${location.pathname}?notes${location.hash}`, "staysafe-notes", "popup,width=900,height=700"),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const run = /^[0-9]$/.test(key) ? () => digit(key) : KEYS[key];
  if (!run || (key === " " && event.target.closest?.("button, a, summary"))) return;
  if (key === "Enter" && event.target.closest?.("button, a")) return;
  event.preventDefault();
  if (!/^[0-9]$/.test(key)) digits = "";
  run();
});
stage.addEventListener("click", (event) => {
  const run = { on, back, plus: () => count(1), minus: () => count(-1) }[event.target.closest("[data-do]")?.dataset.do];
  const answer = event.target.closest("[data-answer]");
  if (run) run();
  else if (answer) Number(answer.dataset.answer) === state.focus && state.open ? choose(state.focus) : change({ focus: Number(answer.dataset.answer) });
});
channel.addEventListener("message", ({ data }) => {
  if (data === "hello") return channel.postMessage(state);
  if (data.at > state.at) {
    state = data;
    show();
  }
});

/** Has the files of this lesson kept (offline.js). Where a browser cannot, a lesson only must not be opened anew offline. */
async function stay() {
  const { serviceWorker } = navigator;
  if (leads || !serviceWorker) return;
  await serviceWorker.register("/class/offline.js", { scope: "/class/" });
  const { active } = await serviceWorker.ready;
  const files = performance.getEntriesByType("resource").map((file) => file.name).filter((name) => name.startsWith(location.origin));
  active?.postMessage([...new Set([location.href.split("#")[0], `${location.origin}${location.pathname}?notes`, ...files])]);
}

addEventListener("load", () => stay().catch(() => {}));
setInterval(() => tick(stage, here()), 1000);

document.getElementById("without").hidden = true;
stage.hidden = false;
if (leads) channel.postMessage("hello");
show();
