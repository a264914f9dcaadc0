/** Answers with a count of raised hands each. The counts live on the screen only and go with it. */

import { h } from "./dom.js";

export class Hands {
  /** @param answers suggestions `{title, payload}` */
  constructor(chat, answers) {
    this.chat = chat;
    this.element = h("ul", { class: "votes", "aria-label": chat.words.choices }, answers.map((one, at) => this.#row(one, at)));
  }

  /** The hands of all answers together, as bars of one scale; and hidden again. */
  reveal() {
    const counts = [...this.element.querySelectorAll("output")];
    const most = Math.max(1, ...counts.map((one) => Number(one.textContent)));
    for (const [at, bar] of [...this.element.querySelectorAll("progress")].entries()) Object.assign(bar, { hidden: !bar.hidden, max: most, value: Number(counts[at].textContent) });
  }

  #row({ title, payload }, at) {
    const { chat } = this;
    const count = h("output", { class: "count" }, "0");
    const step = (sign, by, word) => h("button", { type: "button", class: by > 0 ? "plus" : "minus", "aria-label": (word ?? sign).replace("{option}", title), click: () => this.#count(count, by) }, sign);
    const choose = h("button", { type: "button", class: "answer", click: () => chat.say(payload, title) }, h("b", { "aria-hidden": "true" }, String(at + 1)), h("span", {}, title));
    return h("li", { class: "vote" }, choose, h("div", { class: "hands" }, step("−", -1, chat.words.class_less), count, step("+", 1, chat.words.class_more)), h("progress", { hidden: true, "aria-hidden": "true" }));
  }

  #count(count, by) {
    count.textContent = String(Math.max(0, Number(count.textContent) + by));
  }
}
