/**
 * After half an hour of silence the server forgets a conversation; then it goes from the screen too. By the clock,
 * not by timers alone: these stand still while a phone sleeps, and the next person would read what the last one typed.
 */

const LONGEST = 30 * 60000;
const LOOK = 15000;
const WAKES = ["visibilitychange", "pageshow", "focus", "resume"];

export class Silence {
  constructor(chat) {
    this.chat = chat;
    const until = { signal: chat.gone.signal, capture: true };
    for (const name of WAKES) addEventListener(name, () => this.#look(), until);
  }

  /** Something was said: the time runs anew. */
  begin() {
    this.until = Date.now() + LONGEST;
    clearInterval(this.timer);
    this.timer = setInterval(() => this.#look(), LOOK);
  }

  /** Nothing is there any more that could be read. */
  end() {
    clearInterval(this.timer);
    this.until = null;
  }

  /** Wipes what is too old; in a window that nobody sees nothing is shown, so that it cannot flash up later. */
  #look() {
    const { chat } = this;
    if (this.until && Date.now() >= this.until) chat.wipe(chat.words.cleared);
    chat.talk.element.style.visibility = document.hidden ? "hidden" : "";
  }
}
