/** The talk: what was said, what can be tapped next, the line to type in. */

import { cards } from "./cards.js";
import { button, h, icon, link, unseen } from "./dom.js";
import { showsMore } from "./playful.js";
import { suggestions } from "./suggestions.js";

export class Talk {
  constructor(chat) {
    this.chat = chat;
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
    this.next = h("div", { class: "next", tabindex: "-1" });
    this.pane = h("div", { class: "pane", tabindex: "0", role: "region" }, this.log, this.next);
    this.input = h("textarea", { id: "say", rows: "1", maxlength: "2000", autocomplete: "off", spellcheck: "false", enterkeyhint: "send", keydown: (event) => this.#enter(event), input: () => this.#grow() });
    this.prompt = h("label", { for: "say", class: "unseen" });
    this.send = h("button", { type: "submit", class: "send" }, icon("send"), (this.sendName = unseen("")));
    this.form = h("form", { class: "say", submit: (event) => this.#submit(event) }, this.prompt, this.input, this.send);
    this.element = h("div", { class: "talk" }, this.pane, this.form);
  }

  /** Puts the words of the language on everything that stays. */
  label() {
    const { words } = this.chat;
    this.log.setAttribute("aria-label", words.log ?? words.title);
    this.pane.setAttribute("aria-label", words.log ?? words.title);
    this.prompt.textContent = words.input;
    this.input.placeholder = words.input;
    this.sendName.textContent = words.send;
  }

  /** The first words, before anything was said; drawn again when the language changes. */
  welcome() {
    const { chat } = this;
    if (this.log.querySelector(".turn:not(.first)")) return;
    this.form.hidden = Boolean(chat.shut);
    if (chat.reached === false) return this.#alone();
    const { hello, notice } = chat.words;
    const messages = [{ kind: "welcome", text: hello }, { kind: "system", text: notice }].filter(({ text }) => text);
    this.log.replaceChildren(this.#turn(messages, "first"));
    this.#offer(suggestions(chat, starters(chat), "start"));
  }

  /** No configuration: the server is away, or it does not let this page's site in. Help stays. */
  #alone() {
    const { chat } = this;
    const { words, base } = chat;
    const elsewhere = link(words.open_staysafe, new URL("chat", base).href, { class: "chip strong", note: words.new_tab });
    this.log.replaceChildren(this.#turn([{ kind: "text", text: chat.shut ? words.not_here : words.unreachable }], "first"));
    this.#offer([chat.shut ? elsewhere : this.#again(() => chat.configure()), ...chat.bar.ways()]);
  }

  /** Says something to the bot: one request, one answer. */
  async say(message, shown) {
    if (this.waiting || !message.trim() || showsMore(this.chat, this.log, message)) return;
    const { chat } = this;
    const mine = h("div", { class: "turn mine" }, h("p", { class: "bubble" }, unseen(`${chat.words.you}: `), shown));
    const hadFocus = this.next.contains(chat.root.activeElement) || chat.root.activeElement === null;
    this.log.append(mine);
    await this.#deliver(message, mine, hadFocus);
  }

  /** Empties the talk. */
  clear() {
    this.log.replaceChildren();
    this.next.replaceChildren();
    this.input.value = "";
    this.#grow();
  }

  async #deliver(message, mine, moveFocus) {
    const { chat } = this;
    mine.classList.remove("failed");
    this.#wait(true, mine);
    try {
      const answer = await chat.api.say(message, chat);
      this.#wait(false);
      this.#answer(answer, mine);
    } catch (error) {
      this.#wait(false);
      this.#fail(error, () => this.#deliver(message, mine, true), mine);
    }
    if (moveFocus) (this.next.hasChildNodes() ? this.next : this.pane).focus({ preventScroll: true });
  }

  #answer(answer, mine) {
    const { chat } = this;
    if (answer.lang && answer.lang !== chat.config.lang) chat.configure(answer.lang);
    chat.know(answer.referrals);
    const messages = Array.isArray(answer.messages) && answer.messages.length ? answer.messages : [{ kind: "help", text: chat.words.offline }];
    const turn = this.#turn(messages);
    this.log.append(turn);
    this.#offer(suggestions(chat, answer.suggestions));
    this.#bringUp(mine);
    if (chat.speech.always) chat.speech.read(turn.innerText, chat.lang);
  }

  #fail(error, again, mine) {
    const { chat } = this;
    mine.classList.add("failed");
    if (error.referrals) chat.know(error.referrals);
    const text = error.message && error.status ? error.message : chat.words.offline;
    this.log.append(this.#turn([{ kind: "system", text }]));
    this.#offer([this.#again(again), ...chat.bar.ways()]);
    this.pane.scrollTop = this.pane.scrollHeight;
  }

  #again(click) {
    return button(this.chat.words.retry, click, { class: "chip strong" });
  }

  #turn(messages, more = "") {
    const { chat } = this;
    return h("div", { class: `turn ${more}` }, unseen(`${chat.name}: `), cards(chat, messages));
  }

  #offer(children) {
    this.next.replaceChildren(...children.filter(Boolean));
  }

  #wait(waiting, mine) {
    this.waiting = waiting;
    this.send.setAttribute("aria-disabled", String(waiting));
    this.log.querySelector(".typing")?.remove();
    if (!waiting) return;
    this.#offer([]);
    const dots = h("p", { class: "typing" }, unseen(this.chat.words.typing), h("i"), h("i"), h("i"));
    this.log.append(dots);
    this.#bringUp(mine);
  }

  /** Scrolls so that an answer is read from its beginning. */
  #bringUp(mine) {
    this.pane.scrollTop = Math.min(mine.offsetTop - 12, this.pane.scrollHeight);
  }

  #submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text || this.waiting) return this.input.focus();
    this.input.value = "";
    this.#grow();
    this.chat.say(text);
  }

  #enter(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
  }
}

function starters({ buttons, config }) {
  const names = [...(config.activities ?? []).slice(0, 3).map((one) => one.start), "topics", "help_self", "help_friend"];
  return names.filter((name) => buttons[name]).map((name) => ({ title: buttons[name], payload: `/${name}` }));
}
