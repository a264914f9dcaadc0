/** The panel that holds the talk, the help bar, the sheets (menu, help, settings) and the way out. */

import { Api } from "./api.js";
import { colour, inkOn, mix, readable } from "./colours.js";
import { button, h, icon } from "./dom.js";
import { Glossary } from "./glossary.js";
import { HelpBar, helpSheet } from "./help.js";
import { Leave } from "./leave.js";
import { menuSheet } from "./menu.js";
import { settingsSheet } from "./settings.js";
import { Speech } from "./speech.js";
import { WORDS } from "./words.js";

/* The server forgets a conversation after half an hour of silence; then it goes from the screen too. */
const SILENCE = 30 * 60000;
const SHEETS = { menu: menuSheet, help: helpSheet, settings: settingsSheet };
/* The grounds that words stand on, by look: paper and card. */
const GROUNDS = { light: ["#fbf7f0", "#ffffff"], dark: ["#11191b", "#1a2629"], contrast: ["#000000", "#000000"] };

/** Loads the look and the configuration. `View` shows the conversation: the talk, or the class view. */
export async function openPanel(host, root, options, View) {
  const chat = new Chat(host, root, options, View);
  const look = ["chat", ...(options.mode === "class" ? ["classroom"] : [])];
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...(await Promise.all(look.map(sheet)))];
  const loaded = chat.configure();
  await Promise.race([loaded, new Promise((done) => setTimeout(done, 900))]);
  return chat;
}

async function sheet(name) {
  const answer = await fetch(new URL(`${name}.css`, import.meta.url), { credentials: "omit", referrerPolicy: "no-referrer" });
  const made = new CSSStyleSheet();
  made.replaceSync(await answer.text());
  return made;
}

export class Chat {
  constructor(host, root, options, View) {
    Object.assign(this, { host, root, options, mode: options.mode, base: options.base });
    this.api = new Api({ ...options, mode: options.mode === "class" ? "class" : "chat" });
    this.lang = options.lang;
    this.country = options.country || null;
    this.look = { theme: "auto", size: 1 };
    this.referrals = { services: [], fallback: options.contacts ?? [] };
    this.take({});
    this.app = h("div", { class: "app", hidden: true, tabindex: "-1" });
    this.status = h("p", { class: "unseen", role: "status" });
    this.speech = new Speech();
    this.leave = new Leave(this);
    this.bar = new HelpBar(this);
    this.talk = new View(this);
    root.append(this.app);
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
      matchMedia(query).addEventListener("change", () => this.dress());
    }
    addEventListener("pagehide", () => this.wipe());
    addEventListener("resize", () => this.#cover());
    this.app.addEventListener("keydown", (event) => this.#keys(event));
    this.draw();
  }

  /** Reads the configuration; without it the words and contacts of this file's folder have to do. */
  async configure(lang = this.lang) {
    try {
      this.take(await this.api.config(lang));
      this.lang = this.config.lang;
      this.country ??= this.config.partner?.country ?? null;
      this.reached = true;
      await this.refer({});
    } catch {
      this.reached = false;
      const found = await this.refer({});
      this.shut = found.need !== undefined && new URL(this.base).origin !== location.origin;
    }
    this.draw();
    this.talk.welcome();
  }

  /** Takes over a configuration: what is missing in it comes from the bundled words. */
  take(config) {
    this.config = config;
    this.words = { ...WORDS, ...config.ui?.widget };
    this.buttons = config.ui?.buttons ?? {};
    this.glossary = new Glossary(config.glossary);
    this.name = config.partner?.persona || this.words.bot;
  }

  /** Asks for contacts and shows them; those in memory stay when that fails. */
  async refer({ all = false, need } = {}) {
    try {
      const found = await this.api.referrals({ country: this.country, lang: this.lang, need, all });
      if (!all) this.know(found);
      return found;
    } catch {
      return this.referrals;
    }
  }

  /** Remembers contacts and shows them in the bar. */
  know(referrals) {
    if (!referrals?.services?.length && !referrals?.fallback?.length) return;
    this.referrals = referrals;
    if (referrals.country) this.country = referrals.country;
    this.bar.draw();
  }

  /** Draws the frame around the talk; the talk itself stays as it is. */
  draw() {
    const { words } = this;
    const key = this.root.activeElement?.dataset.key;
    const tool = (name, sign) => button(words[name] ?? name, () => this.show(name), { icon: sign, bare: true, class: "tool", "data-key": name });
    const close = this.mode === "bubble" && button(words.close, () => this.close(), { icon: "close", bare: true, class: "tool", "data-key": "close" });
    const title = h("h2", { class: "title", id: "title" }, h("span", { class: "mark" }, icon("help")), h("span", {}, this.name, h("small", {}, words.program)));
    this.main = h("div", { class: "main" }, this.talk.element);
    const tools = h("div", { class: "tools" }, tool("menu", "menu"), tool("settings", "look"), close);
    this.app.replaceChildren(this.leave.link(), this.status, h("div", { class: "head" }, title, tools), this.main, this.bar.element);
    this.talk.label();
    this.bar.draw();
    this.dress();
    if (key) this.app.querySelector(`[data-key="${key}"]`)?.focus();
  }

  /** Puts on language, direction, look, text size and the partner's colours. */
  dress() {
    const { app, config, look } = this;
    const prefers = (what) => matchMedia(`(prefers-${what})`).matches;
    const theme = look.theme !== "auto" ? look.theme : prefers("contrast: more") ? "contrast" : prefers("color-scheme: dark") ? "dark" : "light";
    const grounds = GROUNDS[theme];
    const wanted = theme === "contrast" ? "#ffe14d" : colour(config.partner?.colours?.primary, "#0b5d66");
    const tint = mix(readable(wanted, ...grounds), grounds[1], 0.09);
    const primary = readable(wanted, ...grounds, tint);
    const accent = theme === "contrast" ? "#ffe14d" : colour(config.partner?.colours?.accent, "#f2b84b");
    const values = { primary, accent, "on-primary": inkOn(primary), tint, "accent-tint": mix(accent, grounds[1], theme === "dark" ? 0.16 : 0.24), size: look.size };
    for (const [name, value] of Object.entries(values)) app.style.setProperty(`--${name}`, value);
    Object.assign(app.dataset, { theme, mode: this.mode });
    app.lang = this.config.lang ?? "en";
    app.dir = config.direction === "rtl" ? "rtl" : "ltr";
  }

  /** Opens the panel, moves the focus into it, and taps a button for the person if one is given. */
  open(payload, shown) {
    for (const before of this.host.querySelectorAll(":scope > :not([slot])")) before.remove();
    const launch = this.root.querySelector(".launch");
    if (launch) launch.hidden = true;
    this.app.hidden = false;
    if (this.mode === "bubble") {
      this.app.setAttribute("role", "dialog");
      this.app.setAttribute("aria-labelledby", "title");
      this.app.focus();
    }
    this.opened = true;
    this.#cover();
    if (payload) this.say(payload, this.#title(payload) ?? shown);
  }

  #title(payload) {
    return [this.config.topics, this.config.scenarios].flat().find((one) => one?.payload === payload)?.title;
  }

  /** Closes the panel and moves the focus back. The talk stays until the page goes. */
  close() {
    this.app.hidden = true;
    this.speech.stop();
    const launch = this.root.querySelector(".launch");
    if (launch) launch.hidden = false;
    this.#cover();
    launch?.focus();
  }

  /** On a phone the panel covers the page: the page behind it takes no focus and is not read out. */
  #cover() {
    if (this.mode === "bubble") document.body.inert = !this.app.hidden && innerWidth <= 480;
  }

  /** Shows a sheet over the talk ("menu", "help", "settings"), or the talk again (null). */
  show(name) {
    this.app.querySelector(".sheet")?.remove();
    this.talk.element.inert = Boolean(name);
    const from = this.sheet;
    this.sheet = name;
    if (!name) return this.app.querySelector(`[data-key="${from}"]`)?.focus();
    const made = SHEETS[name](this);
    const back = button(this.words.back, () => this.show(null), { icon: "back", class: "quiet" });
    this.main.append(h("section", { class: "sheet", "aria-labelledby": "sheet", tabindex: "-1" }, back, made));
    this.app.querySelector("#sheet")?.focus();
  }

  /** Sends a message or a button's payload; `shown` is what the person sees of it. */
  say(message, shown = message) {
    if (this.sheet) this.show(null);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wipe(this.words.cleared), SILENCE);
    return this.talk.say(message, shown);
  }

  /** Tells screen readers something that has no place in the talk. */
  announce(text) {
    this.status.textContent = text;
  }

  /** Forgets the talk, here and on the server; `why` is told to screen readers. */
  wipe(why = "") {
    clearTimeout(this.timer);
    this.speech.stop();
    if (!this.api.keeps) this.api.end();
    this.talk.clear();
    if (this.sheet) this.show(null);
    this.talk.welcome();
    this.announce(why);
  }

  #keys(event) {
    if (event.key === "Escape" && this.sheet) this.show(null);
    else if (event.key === "Escape" && this.mode === "bubble") this.close();
  }
}
