/** The talk: what was said, what can be tapped next, the line to type in. */

import { cards } from "./cards.js";
import { button, composing, h, icon, link, unseen } from "./dom.js";
import { showsMore } from "./playful.js";
import { suggestions } from "./suggestions.js";

/* What the server reads of one message, in characters. Of a longer one it gets the beginning and the end. */
const LONGEST = 2000;
const PART = 990;

export class Talk {
  constructor(chat) {
    this.chat = chat;
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
    this.next = h("div", { class: "next", tabindex: "-1" });
    this.pane = h("div", { class: "pane", tabindex: "0", role: "region" }, this.log, this.next);
    this.input = h("textarea", { id: "say", rows: "1", dir: "auto", autocomplete: "off", spellcheck: "false", enterkeyhint: "send", keydown: (event) => this.#enter(event), input: () => this.#grow(), blur: () => chat.face.show("idle") });
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
    const first = this.#turn(messages, "first");
    first.prepend(chat.face.element.cloneNode(true));
    this.log.replaceChildren(first);
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
    const mine = h("div", { class: "turn mine" }, h("p", { class: "bubble" }, unseen(`${chat.words.you}: `), h("span", { class: "own", dir: "auto" }, shown)));
    const hadFocus = this.next.contains(chat.root.activeElement) || chat.root.activeElement === null;
    this.log.append(mine);
    this.leaving = shown.length < 40 && RegExp(chat.words.leave_when ?? "leave now", "i").test(shown);
    this.long = message.length > LONGEST;
    await this.#deliver(this.long ? `${message.slice(0, PART)} … ${message.slice(-PART)}` : message, mine, hadFocus);
  }

  /** Empties the talk. */
  clear() {
    this.#wait(false);
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
      const { choice } = chat.contacts;
      const answer = await chat.api.say(message, chat);
      if (this.#over(mine)) return;
      this.#wait(false);
      this.#answer(answer, mine, choice);
    } catch (error) {
      if (this.#over(mine)) return;
      this.#wait(false);
      this.#fail(error, () => this.#deliver(message, mine, true), mine);
    }
    if (moveFocus) (this.next.hasChildNodes() ? this.next : this.pane).focus({ preventScroll: true });
  }

  /** Was the talk wiped before the answer came? Then nobody reads it, and the server forgets it as well. */
  #over(mine) {
    if (!mine.isConnected && !this.chat.api.keeps) this.chat.api.end();
    return !mine.isConnected;
  }

  #answer(answer, mine, choice) {
    const { chat } = this;
    if (answer.lang && answer.lang !== chat.config.lang) chat.configure(answer.lang);
    chat.know(answer.referrals, choice);
    if (choice === chat.contacts.choice && answer.referrals && !answer.referrals.country) chat.contacts.country = null;
    const told = this.long && chat.words.long ? [{ kind: "system", text: chat.words.long }] : [];
    const messages = Array.isArray(answer.messages) && answer.messages.length ? answer.messages : [{ kind: "help", text: chat.words.offline }];
    const turn = this.#turn([...told, ...messages], "", answer.referrals);
    this.log.append(turn);
    chat.contacts.sweep();
    this.#offer(suggestions(chat, answer.suggestions));
    this.bringUp(this.leaving ? this.next : mine, turn);
    chat.face.show(messages.some(({ kind }) => kind === "help") ? "here" : "idle");
    if (chat.speech?.always) chat.speech.read(turn.innerText, chat.lang);
  }

  #fail(error, again, mine) {
    const { chat } = this;
    mine.classList.add("failed");
    if (error.referrals?.country || !chat.country) chat.know(error.referrals);
    const text = error.message && error.status ? error.message : chat.words.offline;
    const turn = this.#turn([{ kind: "system", text }]);
    this.log.append(turn);
    this.#offer([this.#again(again), ...chat.bar.ways()]);
    this.bringUp(mine, turn);
    chat.face.show("here");
  }

  #again(click) {
    return button(this.chat.words.retry, click, { class: "chip strong" });
  }

  #turn(messages, more = "", referrals = undefined) {
    const { chat } = this;
    return h("div", { class: `turn ${more}` }, unseen(`${chat.name}: `), cards(chat, messages, referrals ?? undefined));
  }

  #offer(children) {
    this.next.replaceChildren(...[this.leaving && this.chat.leave.link(), ...children].filter(Boolean));
  }

  #wait(waiting, mine) {
    this.waiting = waiting;
    this.send.setAttribute("aria-disabled", String(waiting));
    this.log.querySelector(".typing")?.remove();
    if (!waiting) return;
    this.#offer([]);
    const dots = h("p", { class: "typing" }, unseen(this.chat.words.typing), h("i"), h("i"), h("i"));
    this.log.append(dots);
    this.chat.face.show("thinking");
    this.bringUp(mine, dots);
  }

  /**
   * Scrolls so that an answer is read from its beginning, below what was asked: both are in sight where there is room;
   * in a low window, or after many words of one's own, the answer's first lines come before the question's.
   */
  bringUp(mine = this.mine, turn = this.turn) {
    this.mine = mine;
    this.turn = turn;
    if (!mine?.isConnected) return;
    const { pane } = this;
    const top = (element) => element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTop = Math.max(top(mine) - 12, top(turn) - pane.clientHeight * 0.4);
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
    if (event.key === "Enter" && !event.shiftKey && !composing(event)) this.#submit(event);
  }

  #grow() {
    if (this.input.value) {
      this.chat.face.show("listening");
      this.chat.silence.begin();
    }
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
  }
}

function starters({ buttons, config }) {
  const names = ["help_self", "help_friend", ...(config.activities ?? []).slice(0, 3).map((one) => one.start), "topics"];
  return names.filter((name) => buttons[name]).map((name) => ({ title: buttons[name], payload: `/${name}` }));
}
