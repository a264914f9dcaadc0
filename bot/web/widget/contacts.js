/**
 * Who can help, as far as it is known: never another country's number. A choice takes the old contacts away at once;
 * what was asked for before it is dropped when it comes.
 */

import { button, redrawn } from "./dom.js";

export class Contacts {
  constructor(chat) {
    const { options } = chat;
    this.chat = chat;
    this.country = options.country || null;
    this.offline = { need: "help", services: [], ...options.referrals, fallback: Object.values(options.referrals ?? {}) };
    this.known = this.offline;
    this.choice = 0;
    this.asked = 0;
    this.shown = 0;
    this.drawn = new Set();
  }

  /** Asks for contacts and shows them; those in memory stay when that fails. */
  async refer({ all = false, need = this.known.need } = {}) {
    const { chat, choice, country } = this;
    const turn = ++this.asked;
    try {
      const found = await chat.api.referrals({ country, lang: chat.lang, need, all });
      if (choice !== this.choice) return this.known;
      if (!all && turn > this.shown) {
        this.shown = turn;
        this.know(found, choice);
      }
      return found;
    } catch {
      if (choice === this.choice && this.known.looking) this.#show({ ...this.known, looking: false, failed: true });
      return this.known;
    }
  }

  /** Takes over contacts that were asked for at `choice`. */
  know(referrals, choice = this.choice) {
    if (choice !== this.choice || !(referrals?.talk || referrals?.services?.length || referrals?.fallback?.length)) return;
    if (referrals.country) this.country = referrals.country;
    this.#show(referrals);
  }

  /** The person chooses a country (null: rather not say). */
  async choose(code) {
    const { chat } = this;
    this.country = code || null;
    const choice = ++this.choice;
    const { need } = this.known;
    this.#show({ ...this.offline, need, country: this.country, country_name: this.name, looking: true });
    chat.host.dispatchEvent(new CustomEvent("staysafe-country", { bubbles: true, detail: { country: this.country } }));
    this.numbers?.then((all) => this.#urgent(all?.[this.country], choice));
    await this.refer({ need });
    if (choice === this.choice && chat.api.session) chat.api.say(`/set_country{"at":"${code || "none"}"}`, chat).then((answer) => this.know(answer.referrals, choice), () => {});
  }

  /** The name of the country, in the language of the talk. */
  get name() {
    return this.chat.config.countries?.find(({ code }) => code === this.country)?.name ?? this.country;
  }

  /** Fetches the emergency numbers of all countries, so that they are here when nothing else is. */
  prepare() {
    this.numbers ??= this.chat.api.emergencies().catch(() => (this.numbers = null));
  }

  /** Draws something again whenever contacts change. `draw` gives false when it is no longer on the page. */
  follow(draw) {
    this.drawn.add(draw);
    draw();
  }

  /** The emergency number of the chosen country, while nothing better is known. */
  #urgent(number, choice) {
    if (number && choice === this.choice && !this.known.emergency) this.#show({ ...this.known, emergency: { number } });
  }

  /** Takes contacts of another country off the screen: a way to those of the chosen one stands there instead. */
  sweep() {
    const { chat } = this;
    for (const old of chat.app.querySelectorAll("[data-of]")) {
      if (old.dataset.of === this.known.country) continue;
      const told = old.previousElementSibling?.classList.contains("instead");
      old.replaceWith(...(told ? [] : [button(chat.words.more_help, () => chat.show("help"), { class: "chip instead" })]));
    }
  }

  #show(referrals) {
    this.known = referrals;
    redrawn(this.chat.root, () => {
      this.sweep();
      for (const draw of this.drawn) if (draw() === false) this.drawn.delete(draw);
    });
  }
}
