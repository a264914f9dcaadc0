/**
 * The self-test for the web person of a partner: their page opened with #staysafe-check says in words what works and
 * what to do about the rest. It is loaded for that only, and says nothing to anybody else.
 */

import { contrast } from "./colours.js";
import { button, h } from "./dom.js";

const QUESTION = "what is grooming";
const READABLE = 4.5;
const STYLE = "position:fixed;inset:16px auto auto 16px;z-index:2147483647;max-width:min(560px,calc(100vw - 32px));max-height:calc(100vh - 32px);overflow:auto;margin:0;padding:20px;border:2px solid #1b1730;border-radius:16px;background:#fff;color:#1b1730;font:16px/1.5 system-ui,sans-serif";

/** Runs every check and shows the panel. @param base address of Staysafe */
export async function check(base) {
  const found = new Check(base);
  const list = h("ul", {});
  const head = h("h2", {}, "Staysafe: checking this page …");
  const copy = button("Copy as text", () => navigator.clipboard?.writeText(found.text()));
  const panel = h("section", { id: "staysafe-check", role: "region", "aria-label": "Staysafe self-test", tabindex: "-1" }, head, list, copy);
  panel.style.cssText = STYLE;
  (document.body ?? document.documentElement).append(panel);
  await found.run((line) => list.append(h("li", {}, line)));
  const failed = found.results.filter((one) => !one.passed).length;
  head.textContent = failed ? `Staysafe: ${failed} of ${found.results.length} checks failed` : `Staysafe: all ${found.results.length} checks passed`;
  panel.dataset.failed = String(failed);
  panel.focus();
}

/** Why the chat does not get through, for the console: `csp`, `origin`, `down`, with what to do. */
export async function why(base) {
  const found = new Check(base);
  const reached = await found.reached();
  if (found.blocked()) return `The Content-Security-Policy of this page blocks Staysafe. Add ${found.origin} to connect-src.`;
  if (!reached) return `Staysafe at ${found.origin} cannot be reached: it is down, or a network in between keeps it away.`;
  return `Staysafe does not know this page's origin. Whoever runs it adds ${location.origin} to a file in data/partners, or to ALLOWED_ORIGINS.`;
}

class Check {
  constructor(base) {
    this.base = base;
    this.origin = new URL(base).origin;
    this.results = [];
    this.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => this.violations.push(event));
  }

  /** All checks, one after the other; each line goes to `show`. */
  async run(show) {
    for (const [name, test] of this.#tests()) {
      const problem = await Promise.resolve().then(test).catch((error) => String(error.message || error));
      const passed = !problem;
      this.results.push({ name, passed, problem });
      show(passed ? `Pass: ${name}` : `FAIL: ${name}. ${problem}`);
    }
  }

  /** The results as lines of text, with page and browser. */
  text() {
    const lines = this.results.map(({ name, passed, problem }) => (passed ? `pass  ${name}` : `FAIL  ${name}: ${problem}`));
    return [`Staysafe self-test of ${location.origin}${location.pathname}`, navigator.userAgent, ...lines].join("\n");
  }

  /** Does the server answer anybody at all? */
  async reached() {
    return fetch(new URL("emergency.json", this.base), { credentials: "omit", cache: "no-store" }).then((answer) => answer.ok, () => false);
  }

  /** Did this page's policy stop something of ours? */
  blocked() {
    return this.violations.find(({ blockedURI }) => blockedURI.startsWith(this.origin));
  }

  /** @returns {[string, () => any][]} */
  #tests() {
    return [
      ["the script is there once", () => this.#once()],
      ["nothing unencrypted in an encrypted page", () => location.protocol === "https:" && this.base.startsWith("http:") && `Load Staysafe by https, not ${this.base}.`],
      ["Staysafe can be reached", async () => !(await this.reached()) && !this.blocked() && (await why(this.base))],
      ["the page's policy (CSP) lets it through", () => this.blocked() && `Add ${this.origin} to ${this.blocked().effectiveDirective}.`],
      ["this origin is allowed", () => this.#config()],
      ["a question is answered (with the preflight before it)", () => this.#asked()],
      ["the contacts come with the answer", () => !(this.answer?.referrals?.talk && this.answer.referrals.report) && "The answer had nobody to talk or report to. Tell whoever runs Staysafe."],
      ["drawings load, with Trusted Types too", () => this.#drawing()],
      ["the button can be seen and tapped", () => this.#seen()],
      ["the button takes the focus", () => this.#focus()],
      ["Leave now leads to another, encrypted site", () => this.#exit()],
      ["the partner's colours can be read", () => this.#colours()],
    ];
  }

  #once() {
    const scripts = [...document.scripts].filter(({ src }) => src.startsWith(this.origin) && /\/widget\.js(\?|$)/.test(src));
    const bubbles = [...document.querySelectorAll("staysafe-chat[data-mode=bubble]")];
    if (!scripts.length) return "No script tag with the address of Staysafe: was it put into a bundle? Load it from its own address.";
    if (scripts.length > 1) return `The script is there ${scripts.length} times. Keep one (a theme and a plug-in, perhaps?).`;
    if (scripts[0].type !== "module") return 'Add type="module" to the script.';
    return bubbles.length > 1 && "There is more than one button. Keep the script or the element.";
  }

  get #partner() {
    return document.querySelector("staysafe-chat")?.dataset.partner;
  }

  async #config() {
    const url = new URL("webhooks/web/v1/config", this.base);
    if (this.#partner) url.searchParams.set("partner", this.#partner);
    const answer = await fetch(url, { credentials: "omit" }).catch(() => null);
    if (!answer?.ok) return why(this.base);
    this.config = await answer.json();
    return this.#partner && !this.config.partner && `Staysafe knows no partner "${this.#partner}". Compare data-partner with the name of your file in data/partners.`;
  }

  async #asked() {
    /** @type {RequestInit} */
    const options = { method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ message: QUESTION, partner: this.#partner }) };
    const answer = await fetch(new URL("webhooks/web/v1/messages", this.base), options).catch(() => null);
    if (!answer) return `The browser's question before the message (OPTIONS) was not answered. A proxy or firewall before ${this.origin} must let OPTIONS through.`;
    this.answer = await answer.json();
    if (this.answer.session) fetch(new URL(`webhooks/web/v1/sessions/${encodeURIComponent(this.answer.session)}/end`, this.base), { method: "POST", credentials: "omit" }).catch(() => {});
    return !this.answer.messages?.length && (this.answer.error?.message ?? "There were no words in the answer.");
  }

  #drawing() {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("GET", new URL("web/art/people.svg", this.base));
      request.responseType = "document";
      request.overrideMimeType("image/svg+xml");
      request.onload = () => done(!request.responseXML && "A drawing came broken.");
      request.onerror = () => done(`Add ${this.origin} to connect-src.`);
      request.send();
    });
  }

  get #launch() {
    return document.querySelector("staysafe-chat[data-mode=bubble]")?.shadowRoot?.querySelector(".launch:not([hidden])");
  }

  #seen() {
    if (!this.#launch) return document.querySelector("staysafe-chat") ? "" : "There is no chat on this page.";
    const { x, y, width, height } = this.#launch.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return top?.localName !== "staysafe-chat" && `It is covered by <${top?.localName ?? "nothing"} id="${top?.id ?? ""}">. Move that, or put the chat on the other side with data-side="left".`;
  }

  #focus() {
    if (!this.#launch) return "";
    this.#launch.focus();
    return document.activeElement?.localName !== "staysafe-chat" && "Something on the page takes the focus away. People who use a keyboard cannot reach the chat.";
  }

  #exit() {
    const wanted = this.config?.partner?.exit_url ?? document.querySelector("staysafe-chat")?.dataset.exit;
    if (!wanted) return "";
    const url = new URL(wanted, location.href);
    if (url.protocol !== "https:") return `${wanted} is not encrypted.`;
    return url.origin === location.origin && "It leads to this very site. Choose one that tells nothing, such as an encyclopedia.";
  }

  #colours() {
    const { primary } = this.config?.partner?.colours ?? {};
    return primary && contrast(primary, "#ffffff") < READABLE && `${primary} on white is too pale to read; the chat darkens it. Choose a darker one to keep your own.`;
  }
}
