/**
 * The self-test for the web person of a partner: their page opened with #staysafe-check says in words what works and
 * what to do about the rest. It is loaded for that only, and says nothing to anybody else.
 */

import { contrast } from "./colours.js";
import { button, h } from "./dom.js";

const QUESTION = "what is grooming";
const READABLE = 4.5;
const HEX = /^#[0-9a-f]{6}$/i;
/* So long the chat may take to draw what it has loaded, in milliseconds. */
const SETTLED = 600;
/* In a shadow root, so that the styles of the page cannot spoil it. */
const STYLE = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:16px auto auto 16px!important;z-index:2147483647!important}
section{box-sizing:border-box;max-width:min(600px,100vw - 32px);max-height:calc(100vh - 32px);overflow:auto;padding:20px;border:2px solid #1b1730;border-radius:16px;background:#fff;color:#1b1730;font:16px/1.5 system-ui,sans-serif}
h2{margin:0;font-size:1.3em;line-height:1.25}
ul{margin:12px 0;padding:0;list-style:none}
li{padding:6px 0 6px 12px;border-inline-start:4px solid #2c7a4b}
li.failed{border-color:#b3261e;background:#ffe9e4}
button{min-height:44px;margin-inline-end:8px;padding:6px 18px;border:2px solid #5b3df5;border-radius:14px;background:#fff;color:#5b3df5;font:inherit;font-weight:600;cursor:pointer}
textarea{box-sizing:border-box;width:100%;height:9em;margin-top:12px;font:14px/1.4 monospace}
:focus-visible{outline:3px solid #1b1730;outline-offset:2px}`;

/** Runs every check and shows the panel. @param base address of Staysafe */
export async function check(base) {
  if (!document.body) await new Promise((done) => addEventListener("DOMContentLoaded", done));
  const found = new Check(base);
  const panel = h("div", { id: "staysafe-check" });
  const list = h("ul", { tabindex: "-1" });
  const head = h("h2", { id: "head" }, "Staysafe: checking this page …");
  const copy = button("Copy as text", () => copied(found.text(), copy));
  const section = h("section", { "aria-labelledby": "head", tabindex: "0" }, h("div", { role: "status" }, head), list, copy, button("Close", () => panel.remove()));
  dressed(panel.attachShadow({ mode: "open" })).append(section);
  document.documentElement.append(panel);
  await found.run(({ passed }, line) => list.append(h("li", { class: passed ? null : "failed" }, line)));
  const failed = found.results.filter((one) => !one.passed).length;
  head.textContent = failed ? `Staysafe: ${failed} of ${found.results.length} checks failed` : `Staysafe: all ${found.results.length} checks passed`;
  panel.dataset.failed = String(failed);
  section.focus();
}

function dressed(root) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  return root;
}

/** To the clipboard; where a page may not (it is not encrypted, say), into a field to copy from. */
async function copied(text, after) {
  try {
    await navigator.clipboard.writeText(text);
    after.textContent = "Copied";
  } catch {
    const field = h("textarea", { readonly: true, "aria-label": "Result as text" });
    field.value = text;
    after.parentNode.append(field);
    field.select();
  }
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
      show({ passed }, passed ? `Pass: ${name}` : `FAIL: ${name}. ${problem}`);
    }
  }

  /** The results as lines of text, with page and browser. */
  text() {
    const lines = this.results.map(({ name, passed, problem }) => (passed ? `pass  ${name}` : `FAIL  ${name}: ${problem}`));
    return [`Staysafe self-test of ${location.origin}${location.pathname}`, navigator.userAgent, ...lines].join("\n");
  }

  /** Does the server answer anybody at all? When not, the page's policy has had the time to say that it was the policy. */
  async reached() {
    const reached = await fetch(new URL("emergency.json", this.base), { credentials: "omit", cache: "no-store" }).then((answer) => answer.ok, () => false);
    if (!reached) await new Promise((done) => setTimeout(done, 100));
    return reached;
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
      ["the browser's question before a message (preflight) is answered", () => this.#preflight()],
      ["a question is answered", () => this.#asked()],
      ["the contacts come with the answer", () => !(this.answer?.referrals?.talk && this.answer.referrals.report) && "The answer had nobody to talk or report to. Tell whoever runs Staysafe."],
      ["the chat opens, with its help bar and Leave now", () => this.#opened()],
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
    if (!scripts.length) return document.querySelector("[data-staysafe]") ? "" : "No script tag with the address of Staysafe: was it put into a bundle? Load it from its own address.";
    if (scripts.length > 1) return `The script is there ${scripts.length} times. Keep one (a theme and a plug-in, perhaps?).`;
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

  /** A request that the browser asks about first; the conversation that it would end never was. */
  async #preflight() {
    const answer = await fetch(new URL("webhooks/web/v1/sessions/self-test", this.base), { method: "DELETE", credentials: "omit" }).catch(() => null);
    return !answer && (this.config ? `OPTIONS was not answered as it should be. A proxy or firewall before ${this.origin} must let OPTIONS through.` : "See above: the origin comes first.");
  }

  async #asked() {
    /** @type {RequestInit} */
    const options = { method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ message: QUESTION, partner: this.#partner }) };
    const answer = await fetch(new URL("webhooks/web/v1/messages", this.base), options).catch(() => null);
    if (!answer) return "The message did not get through. See above.";
    this.answer = await answer.json();
    if (this.answer.session) fetch(new URL(`webhooks/web/v1/sessions/${encodeURIComponent(this.answer.session)}/end`, this.base), { method: "POST", credentials: "omit" }).catch(() => {});
    return !this.answer.messages?.length && (this.answer.error?.message ?? "There were no words in the answer.");
  }

  /** Opens the chat as a tap does, looks, and closes it again. */
  async #opened() {
    /** @type {any} */
    const chat = document.querySelector("staysafe-chat");
    if (!chat?.open) return "There is no chat on this page.";
    const closed = Boolean(this.#launch);
    await chat.open();
    await new Promise((done) => setTimeout(done, SETTLED));
    const shown = (what) => [...chat.shadowRoot.querySelectorAll(what)].filter((one) => one.getClientRects()[0]).length;
    const [calls, out] = [shown(".bar .way"), shown("a.leave")];
    if (closed) chat.shadowRoot.querySelector("[data-key=close]")?.click();
    return (calls < 2 || !out) && `It showed ${calls} contacts (of 2) and ${out ? "" : "no "}Leave now. The console says what could not be loaded.`;
  }

  #drawing() {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("GET", new URL("web/art/people.svg", this.base));
      request.responseType = "document";
      request.overrideMimeType("image/svg+xml");
      request.onload = () => done(!request.responseXML && "A drawing came broken.");
      request.onerror = () => done(this.blocked() ? `Add ${this.origin} to connect-src.` : "A drawing could not be loaded. Something between this page and Staysafe keeps it away.");
      request.send();
    });
  }

  get #launch() {
    return document.querySelector("staysafe-chat[data-mode=bubble]")?.shadowRoot?.querySelector(".launch:not([hidden])");
  }

  #seen() {
    if (!this.#launch) return document.querySelector("staysafe-chat") ? "" : "There is no chat on this page.";
    const { x, y, width, height } = this.#launch.getBoundingClientRect();
    const top = document.elementsFromPoint(x + width / 2, y + height / 2).find(({ id }) => id !== "staysafe-check");
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
    if (url.origin === location.origin) return "It leads to this very site. Choose one that tells nothing, such as an encyclopedia.";
    return url.protocol !== "https:" && `${wanted} is not encrypted.`;
  }

  #colours() {
    const given = [this.config?.partner?.colours?.primary, document.querySelector("staysafe-chat")?.dataset.colour].filter(Boolean);
    const wrong = given.find((one) => !HEX.test(one));
    if (wrong) return `"${wrong}" is no colour of the form #5b3df5.`;
    const pale = given.find((one) => contrast(one, "#ffffff") < READABLE);
    return pale && `${pale} on white is too pale to read. Choose a darker one; the chat darkens it meanwhile, the button does not.`;
  }
}
