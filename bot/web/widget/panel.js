/** The panel that holds the talk, the help bar, the sheets (menu, help, settings) and the way out. */

import { Api } from "./api.js";
import { colour, inkOn, mix, readable } from "./colours.js";
import { Contacts } from "./contacts.js";
import { button, composing, h, redrawn } from "./dom.js";
import { Face } from "./face.js";
import { Glossary } from "./glossary.js";
import { HelpBar, helpSheet } from "./help.js";
import { Leave } from "./leave.js";
import { wear } from "./look.js";
import { menuSheet } from "./menu.js";
import { Silence } from "./silence.js";
import { Space } from "./space.js";
import { WORDS } from "./words.js";

const SHEETS = { menu: menuSheet, help: helpSheet, settings: settingsSheet };
/* Few need the settings: they are loaded when somebody opens them. */
let settings;
function settingsSheet(chat) {
  const rest = settings?.(chat) ?? h("p", {}, "…");
  if (!settings) {
    import(new URL("settings.js", import.meta.url).href).then(
      (file) => {
        settings = file.settings;
        if (chat.sheet === "settings") chat.show("settings");
      },
      () => (rest.textContent = chat.words.offline),
    );
  }
  return [h("h2", { id: "sheet", tabindex: "-1" }, chat.words.settings), rest];
}

/* The grounds that words stand on, by look: paper and card. */
const GROUNDS = { light: ["#f6f4ff", "#ffffff"], dark: ["#12111d", "#1d1b2c"], contrast: ["#000000", "#000000"] };

/** Loads the look and the configuration. `View` shows the conversation: the talk, or the class view. */
export async function openPanel(host, root, options, View) {
  await wear(root, "chat");
  if (options.mode === "class") await wear(root, "classroom");
  const chat = new Chat(host, root, options, View);
  const loaded = chat.configure();
  await Promise.race([loaded, new Promise((done) => setTimeout(done, 900))]);
  return chat;
}

export class Chat {
  constructor(host, root, options, View) {
    this.host = host;
    this.root = root;
    this.options = options;
    this.mode = options.mode;
    this.base = options.base;
    this.gone = new AbortController();
    const until = { signal: this.gone.signal };
    this.api = new Api({ ...options, mode: options.mode === "class" ? "class" : "chat" });
    this.lang = options.lang;
    this.look = { theme: "auto", size: 1 };
    this.contacts = new Contacts(this);
    this.take({});
    this.app = h("div", { class: "app", hidden: true, tabindex: "-1" });
    this.status = h("p", { class: "unseen", role: "status" });
    /** @type {import("./speech.js").Speech | undefined} Comes with the settings. */
    this.speech;
    this.face = new Face();
    this.leave = new Leave(this);
    this.bar = new HelpBar(this);
    this.talk = new View(this);
    this.main = h("div", { class: "main" }, this.talk.element);
    this.app.append(this.main);
    root.append(this.app);
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
      matchMedia(query).addEventListener?.("change", () => this.dress(), until);
    }
    addEventListener("pagehide", () => this.wipe(), until);
    this.silence = new Silence(this);
    this.space = new Space(this);
    this.app.addEventListener("keydown", (event) => this.#keys(event));
    this.draw();
  }

  /** The contacts as they are known now. */
  get referrals() {
    return this.contacts.known;
  }

  get country() {
    return this.contacts.country;
  }

  /** Reads the configuration; without it the words and contacts of this file's folder have to do. The last wish counts. */
  async configure(lang = this.lang) {
    const wish = (this.wish = {});
    try {
      const config = await this.api.config(lang);
      if (wish !== this.wish) return;
      this.take(config);
      this.lang = this.config.lang;
      this.contacts.country ??= this.config.partner?.country ?? null;
      this.reached = true;
      await this.contacts.refer({});
    } catch {
      if (wish !== this.wish) return;
      this.reached = false;
      const found = await this.contacts.refer({});
      this.shut = Boolean(found.talk?.routes) && new URL(this.base).origin !== location.origin;
      import(new URL("check.js", import.meta.url).href).then(({ why }) => why(this.base)).then(console.warn, () => {});
    }
    this.contacts.prepare();
    redrawn(this.root, () => {
      this.draw();
      this.talk.welcome();
    });
  }

  /** Takes over a configuration: what is missing in it comes from the bundled words. */
  take(config) {
    this.config = config;
    this.words = { ...WORDS, ...this.options.words, ...config.ui?.widget };
    this.buttons = config.ui?.buttons ?? {};
    this.glossary = new Glossary(config.glossary);
    this.name = config.partner?.persona || this.words.bot;
  }

  /** Remembers contacts and shows them; `choice` is the one they were asked for. */
  know(referrals, choice) {
    this.contacts.know(referrals, choice);
  }

  /** Draws the frame around the talk, and the sheet. The talk stays in its place: words half typed, what was read. */
  draw() {
    const { app, main, words } = this;
    const tool = (name, sign) => button(words[name] ?? name, () => this.show(name), { icon: sign, bare: true, class: "tool", "data-key": name });
    const close = this.mode === "bubble" && button(words.close, () => this.close(), { icon: "close", bare: true, class: "tool", "data-key": "close" });
    const title = h("h2", { class: "title", id: "title" }, this.face.element, h("span", { translate: "no" }, this.name, h("small", {}, words.program)));
    this.side = h("nav", { class: "side", "aria-label": words.menu });
    const tools = h("div", { class: "tools" }, tool("menu", "menu"), tool("settings", "look"), close);
    for (const one of [...app.children]) if (one !== main) one.remove();
    main.before(this.leave.link(), this.status, h("div", { class: "head" }, title, tools), this.side);
    main.after(this.bar.element);
    this.talk.label();
    this.bar.draw();
    this.dress();
    this.space?.draw();
    if (this.sheet) this.show(this.sheet);
  }

  /** Puts on language, direction, look, text size and the partner's colours. */
  dress() {
    const { app, config, look } = this;
    const prefers = (what) => matchMedia(`(prefers-${what})`).matches;
    const theme = look.theme !== "auto" ? look.theme : prefers("contrast: more") ? "contrast" : prefers("color-scheme: dark") ? "dark" : "light";
    const grounds = GROUNDS[theme];
    const wanted = theme === "contrast" ? "#ffe14d" : colour(config.partner?.colours?.primary, "#5b3df5");
    const tint = mix(readable(wanted, ...grounds), grounds[1], 0.09);
    const primary = readable(wanted, ...grounds, tint);
    const accent = theme === "contrast" ? "#ffe14d" : colour(config.partner?.colours?.accent, "#ff7a59");
    const values = { primary, accent, "on-primary": inkOn(primary), tint, "accent-tint": mix(accent, grounds[1], theme === "dark" ? 0.16 : 0.24), size: look.size };
    for (const [name, value] of Object.entries(values)) app.style.setProperty(`--${name}`, value);
    Object.assign(app.dataset, { theme, mode: this.mode });
    app.lang = this.config.lang ?? "en";
    app.dir = config.direction === "rtl" ? "rtl" : "ltr";
  }

  /** Opens the panel, moves the focus into it, and taps a button for the person if one is given. */
  open(payload, shown) {
    for (const before of this.host.querySelectorAll(":scope > :not([slot])")) before.remove();
    this.#swap(false);
    if (this.mode === "bubble") {
      this.app.setAttribute("role", "dialog");
      this.app.setAttribute("aria-labelledby", "title");
      this.app.focus();
    }
    if (payload) this.say(payload, this.#title(payload) ?? shown);
  }

  #title(payload) {
    return [this.config.topics, this.config.scenarios].flat().find((one) => one?.payload === payload)?.title;
  }

  /** Closes the panel and moves the focus back. The talk stays until the page goes. */
  close() {
    this.speech?.stop();
    this.#swap(true)?.focus();
  }

  /** The panel or the button: one of them is there. */
  #swap(closed) {
    const launch = this.root.querySelector(".launch");
    if (launch) launch.hidden = !closed;
    this.app.hidden = closed;
    this.space.draw();
    return launch;
  }

  /** The element came to another place of the page (into a dialog, say): what is read is brought up again. */
  moved() {
    this.space.draw();
    this.talk.bringUp?.();
  }

  /** The element was taken out of the page: nothing of it stays, here or on the server. */
  end() {
    this.silence.end();
    this.speech?.stop();
    if (!this.api.keeps) this.api.end();
    this.gone.abort();
    this.#swap(true);
    this.space.end();
    this.app.remove();
  }

  /** Shows a sheet over the talk ("menu", "help", "settings"), or the talk again (null). */
  show(name) {
    const { app, sheet: from } = this;
    const old = app.querySelector(".sheet");
    const at = old?.scrollTop;
    this.talk.element.inert = Boolean(name);
    this.sheet = name;
    const back = name && button(this.words.back, () => this.show(null), { icon: "back", class: "quiet", "data-key": "back" });
    const sheet = name && h("section", { class: "sheet", "aria-labelledby": "sheet", tabindex: "-1" }, back, SHEETS[name](this));
    redrawn(this.root, () => {
      old?.remove();
      if (sheet) this.main.append(sheet);
    });
    if (name === from) sheet.scrollTop = at;
    else app.querySelector(name ? "#sheet" : `[data-key="${from}"]`)?.focus();
  }

  /** Sends a message or a button's payload; `shown` is what the person sees of it. */
  say(message, shown = message) {
    if (this.sheet) this.show(null);
    this.silence.begin();
    return this.talk.say(message, shown);
  }

  /** Tells screen readers something that has no place in the talk. */
  announce(text) {
    this.status.textContent = text;
  }

  /** Forgets the talk, here and on the server; `why` is told to screen readers. */
  wipe(why = "") {
    this.silence.end();
    this.speech?.stop();
    if (!this.api.keeps) this.api.end();
    this.talk.clear();
    if (this.sheet) this.show(null);
    this.talk.welcome();
    this.announce(why);
  }

  #keys(event) {
    if (event.key !== "Escape" || composing(event) || !(this.sheet || this.mode === "bubble")) return;
    event.preventDefault();
    this.sheet ? this.show(null) : this.close();
  }
}
