/** The class view: one idea at a time for a projector, no typing, hands counted, shown together and forgotten. */

import { cards } from "./cards.js";
import { button, h } from "./dom.js";
import { Hands } from "./hands.js";
import { openPanel } from "./panel.js";
import { isAnswer, suggestions } from "./suggestions.js";

/** Milliseconds between two presses that belong together. */
const TWICE = 2000;
/* Keys that clickers and keyboards without the usual ones send. */
const SAME = { PageDown: "ArrowRight", PageUp: "ArrowLeft", ".": "b", "=": "+" };

/** Gives the panel, with this view in the place of the talk. */
export const start = (host, root, options) => openPanel(host, root, options, Classroom);

export class Classroom {
  constructor(chat) {
    this.chat = chat;
    this.slide = h("div", { class: "slide", tabindex: "-1", role: "region", "aria-live": "polite" });
    this.options = h("div", { class: "choices" });
    this.steps = h("div", { class: "steps" });
    this.notes = h("aside", { class: "teacher", hidden: true, tabindex: "0" }, h("slot", { name: "notes" }));
    this.cover = h("p", { class: "cover", hidden: true, role: "status" });
    this.board = h("div", { class: "board" }, this.slide, this.options, this.steps);
    this.element = h("div", { class: "classroom" }, this.board, this.notes, this.cover);
    this.beats = [];
    this.at = 0;
    this.asked = 0;
    this.next = [];
    addEventListener("keydown", (event) => this.#key(event), { signal: chat.gone.signal });
  }

  /** Puts the words of the language on everything that stays. */
  label() {
    const { words } = this.chat;
    this.slide.setAttribute("aria-label", words.log ?? words.title);
    this.notes.setAttribute("aria-label", words.class_notes ?? "");
    this.cover.textContent = words.class_blank ?? "";
  }

  /** The choice of stories and chapters. */
  welcome() {
    if (this.began) return;
    const { chat } = this;
    const { words, config } = chat;
    const listed = [...(config.scenarios ?? []), ...(config.chapters ?? []), ...(config.activities ?? [])];
    this.#deal([h("h2", {}, words.class_title ?? words.unreachable)], listed);
  }

  /** Takes a turn and shows the answer from its first idea. */
  async say(message, shown) {
    if (this.waiting) return;
    const { chat } = this;
    this.began = this.waiting = true;
    this.element.setAttribute("aria-busy", "true");
    try {
      const answer = await chat.api.say(message, chat);
      chat.know(answer.referrals);
      this.#deal(answer.messages.map((one) => cards(chat, [one])), answer.suggestions);
    } catch (error) {
      const text = h("p", { role: "alert" }, error.status ? error.message : chat.words.unreachable);
      this.#deal([[text, ...chat.bar.ways()]], [{ title: chat.words.retry, payload: message, shown }]);
    }
    this.waiting = false;
    this.element.removeAttribute("aria-busy");
  }

  /** Back to the choice of stories, nothing kept. */
  clear() {
    this.began = false;
    this.#deal([], []);
  }

  #deal(beats, next) {
    Object.assign(this, { beats, next: next ?? [], at: 0 });
    this.#draw();
    this.slide.focus({ preventScroll: true });
  }

  #draw() {
    const { chat, beats, at, next } = this;
    const { words } = chat;
    const last = at >= beats.length - 1;
    const answers = next.filter((one) => isAnswer(chat, one.payload));
    // The scene stays beside its question.
    const beside = last && answers.length ? [beats[at - 1] ?? []] : [];
    this.slide.replaceChildren(...[...beside, beats[at] ?? []].flat());
    this.hands = last && answers.length ? new Hands(chat, answers) : null;
    const others = next.filter((one) => !answers.includes(one));
    this.options.replaceChildren(...(last ? [this.hands?.element, ...suggestions(chat, others)].filter(Boolean) : []));
    const dots = beats.length > 1 && h("p", { class: "dots", "aria-hidden": "true" }, beats.map((_, index) => h("i", { class: index === at && "on" })));
    const move = (label, by, sign) => button(label ?? sign, () => this.#move(by), { icon: sign, class: "chip" });
    const tools = [
      (at > 0 || this.#known("/back")) && move(words.class_previous, -1, "back"),
      dots,
      (!last || this.#known("/next")) && move(words.class_next, 1, "send"),
      h("span", { class: "gap" }),
      this.hands && button(words.class_reveal ?? "R", () => this.hands.reveal(), { class: "quiet", "aria-keyshortcuts": "r" }),
      button(words.class_notes ?? "N", () => this.#toggleNotes(), { class: "quiet", "aria-keyshortcuts": "n" }),
      button(words.class_blank_key ?? "B", () => this.#toggle(this.cover), { class: "quiet", "aria-keyshortcuts": "b" }),
      this.began && button(words.class_home ?? words.back, () => (this.clear(), this.welcome()), { class: "quiet" }),
    ];
    this.steps.replaceChildren(...tools.filter(Boolean));
    this.board.scrollTop = 0;
    chat.contacts.sweep();
  }

  #known(payload) {
    return this.next.some((one) => one.payload === payload);
  }

  /** On or back by one idea; beyond the ends, the tour goes on or back. */
  #move(by) {
    const to = this.at + by;
    if (to >= 0 && to < this.beats.length) {
      this.at = to;
      this.#draw();
      return this.slide.focus({ preventScroll: true });
    }
    const beyond = by > 0 ? "/next" : "/back";
    if (this.#known(beyond)) this.chat.say(beyond);
  }

  /** Notes are for one person, and the screen may be everybody's: they open at the second press only. */
  #toggleNotes() {
    const asked = Date.now() - this.asked < TWICE;
    this.asked = asked ? 0 : Date.now();
    if (asked || !this.notes.hidden) this.#toggle(this.notes);
  }

  #toggle(part) {
    part.hidden = !part.hidden;
    this.board.inert = !this.cover.hidden;
    if (part === this.notes && !part.hidden) part.focus();
    else this.slide.focus({ preventScroll: true });
  }

  #key(event) {
    const { chat } = this;
    const on = event.composedPath()[0];
    if (chat.sheet || chat.look.keys === false || event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT)$/.test(on.tagName)) return;
    const key = SAME[event.key] ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const run = this.#commands(on)[key];
    if (!run || (!this.cover.hidden && key !== "b")) return;
    if (run() !== false) event.preventDefault();
  }

  #commands(on) {
    const shown = () => [...this.options.querySelectorAll(".answer, .entry, .chip")];
    const focus = (by) => shown()[(shown().indexOf(on) + by + shown().length) % shown().length]?.focus();
    const digits = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => [digit, () => this.options.querySelectorAll(".answer, .entry")[digit - 1]?.click()]));
    return {
      ...digits,
      ArrowRight: () => this.#move(1),
      ArrowLeft: () => this.#move(-1),
      " ": () => (on.matches("button, a, summary") ? false : this.#move(1)),
      ArrowDown: () => focus(1),
      ArrowUp: () => focus(-1),
      "+": () => on.closest(".vote")?.querySelector(".plus").click(),
      "-": () => on.closest(".vote")?.querySelector(".minus").click(),
      n: () => this.#toggleNotes(),
      r: () => this.hands?.reveal(),
      b: () => this.#toggle(this.cover),
      m: () => this.chat.show("menu"),
    };
  }
}
