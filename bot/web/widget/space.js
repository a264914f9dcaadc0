/** The room that the panel has: above a phone's keyboard, in low windows, over the page that it covers. */

import { wear } from "./look.js";
import { menuSheet } from "./menu.js";

/* Where the bubble fills the window; chat.css says the same. */
const FULL = "(max-width: 480px), (max-height: 420px)";
/* Heights and widths of the panel in CSS pixels: below LOW it keeps to two lines around the talk, from WIDE on two panes; up to NARROW smaller words at the beginning. */
const LOW = 470;
const WIDE = 900;
const NARROW = 350;
/* A keyboard takes at least so much; less is a toolbar that comes and goes. */
const KEYBOARD = 120;

export class Space {
  constructor(chat) {
    this.chat = chat;
    this.behind = [];
    const until = { signal: chat.gone.signal };
    addEventListener("resize", () => this.draw(), until);
    for (const name of ["resize", "scroll"]) globalThis.visualViewport?.addEventListener(name, () => this.#fit(), until);
    this.watch = globalThis.ResizeObserver && new ResizeObserver(() => this.#measure());
    this.watch?.observe(chat.app);
  }

  /** Fits the panel to the window as it is now. */
  draw() {
    this.#fit();
    this.#measure();
    this.#cover(this.chat.mode === "bubble" && !this.chat.app.hidden && matchMedia(FULL).matches);
  }

  /** Lets go of the page. */
  end() {
    this.watch?.disconnect();
    this.#cover(false);
  }

  /** Into the part of the window that the keyboard leaves. Who zooms in with two fingers moves about freely. */
  #fit() {
    const { app } = this.chat;
    const { height = innerHeight, offsetTop = 0, scale = 1 } = globalThis.visualViewport ?? {};
    const shrunk = Math.abs(scale - 1) < 0.05 && innerHeight - height > KEYBOARD;
    app.toggleAttribute("data-typing", shrunk);
    app.style.setProperty("--top", shrunk ? `${offsetTop}px` : "0px");
    app.style.setProperty("--high", shrunk ? `${height}px` : "100dvh");
  }

  #measure() {
    const { chat } = this;
    const { app, side } = chat;
    if (app.hidden) return;
    app.toggleAttribute("data-narrow", app.clientWidth <= NARROW);
    app.toggleAttribute("data-low", app.clientHeight <= LOW);
    const wide = app.clientWidth >= WIDE && chat.mode !== "class" && app.clientHeight > LOW;
    app.toggleAttribute("data-wide", wide);
    if (wide) wear(chat.root, "wide").catch(() => {});
    if (wide && !side.firstChild && chat.config.topics) side.append(...menuSheet(chat, true).flat(2).filter(Boolean));
  }

  /**
   * On a phone the panel covers the page: what is behind it takes no focus and is not read out. Never anything that
   * holds the chat itself, wherever a page or a framework has put it.
   */
  #cover(full) {
    if (full === this.behind.length > 0) return;
    for (const one of this.behind) one.inert = false;
    this.behind = full ? beside(this.chat.host) : [];
    for (const one of this.behind) one.inert = true;
  }
}

/** The elements beside `host` and beside all that hold it, up to the page, also out of shadow trees. */
function beside(host) {
  const found = [];
  for (let at = host; at; at = at.parentNode ?? at.host) {
    for (const other of at.parentNode?.children ?? []) {
      if (other !== at && !other.inert && other.localName !== "script") found.push(other);
    }
  }
  return found;
}
