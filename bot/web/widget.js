/**
 * The launcher: one small file that a page embeds. It draws the button; everything else loads on the first tap.
 * If that fails, it still shows where to get help. bot/web/README.md lists the attributes.
 */

/* The server puts the names and links of the international contacts and the few words below in here. */
const FILLED = { referrals: {}, words: { en: { launcher: "Staysafe", leave: "Leave now", retry: "Try again", unreachable: "The chat can't be reached." } }, files: "" };

/* Where Staysafe is; a pinned launcher stands in a folder of its version. */
const BASE = new URL(import.meta.url.replace(/(v\/[^/]+\/)?[^/]*$/, ""));
const FILES = new URL(FILLED.files, BASE);
const STYLE = `
:host{all:initial!important;display:block!important;direction:inherit!important;line-height:1.5!important;
font-family:system-ui,sans-serif!important;--c:var(--staysafe-colour,#5b3df5)}
:host([data-mode=bubble]){position:fixed!important;z-index:2147483647!important;inset:auto 16px var(--up,16px) auto!important;overflow:visible!important}
:host([data-mode=bubble][data-side=left]){inset:auto auto var(--up,16px) 16px!important}
:host([data-mode=inline]){position:relative!important;height:var(--staysafe-height,640px)!important}
:host([data-mode=page]),:host([data-mode=class]){position:fixed!important;inset:0!important}
*{box-sizing:border-box}
[hidden]{display:none!important}
button,a{font:inherit;font-weight:600;color:#b3261e}
.launch{display:flex;align-items:center;gap:10px;min-height:56px;padding:0 20px 0 16px;border:2px solid #fff;border-radius:28px;background:var(--c);color:#fff;cursor:pointer;box-shadow:0 6px 24px #0005}
.launch::before{content:"";width:30px;height:26px;border-radius:50% 50% 50% 5px;background:radial-gradient(circle at 33% 48%,var(--c) 3px,#0000 3.5px),radial-gradient(circle at 67% 48%,var(--c) 3px,#fff 3.5px)}
.launch[aria-busy]{opacity:.75}
:focus-visible{outline:3px solid #1b1730}
.alone{max-width:360px;max-height:80vh;overflow:auto;padding:20px;border-radius:18px;background:#fff;color:#1b1730}
.alone>*{margin:0 0 16px}
.alone>a,.alone>button{display:inline-block;padding:10px 18px;border:2px solid;border-radius:14px;background:#fff}
@media (max-width:480px){.launch{padding:0 11px}.launch span{position:absolute;width:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
@media print{:host{display:none!important}}`;

const file = (name) => import(new URL(`web/widget/${name}`, FILES).href);

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

class StaysafeChat extends HTMLElement {
  static #bubble;
  #root = this.attachShadow({ mode: "open" });
  #chat;
  #loading;
  #tries = 0;
  #tick;
  #home;

  connectedCallback() {
    const { dataset } = this;
    dataset.mode = ["inline", "page", "class"].includes(dataset.mode) ? dataset.mode : "bubble";
    const bubble = dataset.mode === "bubble";
    const other = StaysafeChat.#bubble;
    /* One button a page is enough. */
    if (bubble && other !== this && other?.isConnected) return;
    if (!this.#root.firstChild) this.#build(bubble);
    if (bubble) this.#float();
    if (this.#chat) this.#chat.moved();
    else if (!bubble || "open" in dataset) this.open();
  }

  disconnectedCallback() {
    clearInterval(this.#tick);
    setTimeout(() => {
      if (this.isConnected) return;
      /* A framework that draws the whole document anew has taken us along with the old one. */
      if (this.parentNode) return document.documentElement?.append(this);
      this.#chat?.end();
      this.#chat = this.#loading = null;
    });
  }

  /** Opens the talk, loads it the first time, and says something for the person if `payload` is given. */
  async open(payload = this.dataset.start, shown = payload) {
    (await (this.#loading ??= this.#load()))?.open(payload, shown);
  }

  async #load() {
    const button = this.#root.querySelector(".launch");
    button?.setAttribute("aria-busy", "true");
    try {
      const again = this.#tries++ ? `?${this.#tries}` : "";
      const { start } = await file((this.dataset.mode === "class" ? "classroom" : "chat") + ".js" + again);
      const options = { ...this.dataset, base: BASE.href, referrals: FILLED.referrals };
      const chat = await start(this, this.#root, options);
      this.#root.querySelector(".alone")?.remove();
      if (this.isConnected) return (this.#chat = chat);
      chat.end();
    } catch {
      this.#alone();
    } finally {
      button?.removeAttribute("aria-busy");
    }
    this.#loading = null;
  }

  get #words() {
    return { ...FILLED.words.en, ...FILLED.words[this.dataset.lang] };
  }

  #build(bubble) {
    const { colour, label } = this.dataset;
    if (/^#[0-9a-f]{6}$/i.test(colour)) this.style.setProperty("--staysafe-colour", colour);
    if ("adoptedStyleSheets" in document) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      this.#root.adoptedStyleSheets = [sheet];
    } else this.#root.append(element("style", {}, STYLE));
    if (!bubble) return this.#root.append(element("slot"));
    const button = element("button", { class: "launch" }, element("span", {}, label || this.#words.launcher));
    button.onclick = () => this.open();
    this.#root.append(button);
  }

  #float() {
    StaysafeChat.#bubble = this;
    try {
      this.popover = "manual";
      this.hidePopover();
      this.showPopover();
    } catch { /* older browsers: the z-index has to do */ }
    clearInterval(this.#tick);
    this.#tick = setInterval(() => this.#settle(), 500);
    this.#settle();
  }

  /** Keeps clear of other widgets; goes along into a modal dialog of the page, outside of which nothing can be tapped. */
  #settle() {
    const { x, width, height } = this.getBoundingClientRect();
    let up = 16;
    for (let tries = 3; height && tries--;) {
      const under = [0.1, 0.5, 0.9].flatMap((at) => document.elementsFromPoint(x + width * at, innerHeight - up - height / 2));
      const other = under.find((one) => one !== this && /fixed|sticky/.test(getComputedStyle(one).position))?.getBoundingClientRect();
      if (!other || other.height > innerHeight / 2) break;
      up = innerHeight - other.top + 12;
    }
    if (height) this.style.setProperty("--up", `${up}px`);
    const [modal] = [...document.querySelectorAll("dialog:modal")].reverse();
    const home = this.#home;
    if (modal ? modal.contains(this) : !home) return;
    this.#home = modal && (home || this.parentNode);
    (modal || (home.isConnected ? home : document.documentElement)).append(this);
  }

  /** What is left when the rest cannot be loaded: contacts, another try, a way out. */
  #alone() {
    const words = this.#words;
    const links = Object.values(FILLED.referrals).map(({ name, url, report_url }) =>
      element("li", {}, element("a", { href: report_url || url, target: "_blank", rel: "noreferrer" }, name)));
    const again = element("button", {}, words.retry);
    again.onclick = () => this.open();
    const leave = element("a", { href: this.dataset.exit || "https://www.wikipedia.org/", rel: "noreferrer" }, words.leave);
    leave.onclick = () => {
      document.body.remove();
      location.replace(leave.href);
      return false;
    };
    const text = element("p", { role: "alert" }, words.unreachable);
    this.#root.querySelector(".alone")?.remove();
    this.#root.append(element("div", { class: "alone" }, leave, text, element("ul", {}, ...links), again));
  }
}

const placed = new WeakSet();

/** Puts the chat where a script of ours stands. */
function place(script) {
  if (script.src !== import.meta.url || "manual" in script.dataset || placed.has(script)) return;
  placed.add(script);
  const chat = document.createElement("staysafe-chat");
  Object.assign(chat.dataset, script.dataset);
  if (chat.dataset.mode === "inline" && document.body.contains(script)) script.after(chat);
  else document.documentElement.append(chat);
}

if (!customElements.get("staysafe-chat")) {
  customElements.define("staysafe-chat", StaysafeChat);
  document.querySelectorAll("script[type=module]").forEach(place);
  /* A module runs once; a script that comes later with another part of the page is heard when it has loaded. */
  document.addEventListener("load", ({ target }) => target.localName === "script" && place(target), true);
  if (location.hash === "#staysafe-check") file("check.js").then(({ check }) => check(BASE.href));
}
