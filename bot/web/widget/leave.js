/** "Leave now": blanks the page at once, wipes the talk, and puts a neutral site in the page's place. */

import { h, icon, unseen } from "./dom.js";

const TIMES = 3;
/* Longest pause between two Escapes, in milliseconds. */
const PAUSE = 3000;
const NEUTRAL = "https://www.wikipedia.org/";

export class Leave {
  constructor(chat) {
    this.chat = chat;
    this.pressed = 0;
    addEventListener("keydown", (event) => this.#count(event), true);
    addEventListener("pageshow", (event) => event.persisted && this.chat.wipe());
  }

  /** The link; it works even if the script behind it fails. */
  link() {
    const { words } = this.chat;
    const click = (event) => {
      event.preventDefault();
      this.go();
    };
    const props = { class: "leave", href: this.address, rel: "noreferrer nofollow", click, title: words.leave_note };
    return h("a", props, icon("leave"), h("span", {}, words.leave), words.leave_keys && unseen(`. ${words.leave_keys}`));
  }

  /** Where to: the partner's choice, else the page's, else ours. */
  get address() {
    const { config, options } = this.chat;
    const wanted = config.partner?.exit_url ?? options.exit;
    return /^https:\/\/[^\s]+$/.test(wanted ?? "") ? wanted : NEUTRAL;
  }

  /** Leaves. The order matters: first nothing is to be seen, then nothing is kept, then the page goes. */
  go() {
    const { address, chat } = this;
    document.title = new URL(address).host;
    document.body?.replaceChildren();
    chat.app.replaceChildren();
    chat.speech.stop();
    chat.api.end();
    chat.host.remove();
    document.head?.append(h("meta", { name: "referrer", content: "no-referrer" }));
    location.replace(address);
  }

  #count(event) {
    if (!this.chat.opened || event.key !== "Escape") return;
    const now = Date.now();
    this.pressed = now - this.last < PAUSE ? this.pressed + 1 : 1;
    this.last = now;
    if (this.pressed >= TIMES) return this.go();
    const text = this.chat.words.leave_more ?? "";
    this.chat.announce(text.replace("{times}", String(TIMES - this.pressed)));
  }
}
