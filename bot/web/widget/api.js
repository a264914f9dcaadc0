/** The web channel, as the widget talks to it: one request a turn. The session id stays in memory. */

const PATIENCE = 15000;
const KEPT = "staysafe";

/** An answer of the server that says what went wrong; `referrals` may come with it. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? "");
    this.status = status;
    this.referrals = body?.referrals;
  }
}

export class Api {
  /** @param options `base` address, `partner` id, `mode` chat or class, `keep`: "tab" keeps the session id in this tab */
  constructor({ base, partner, mode, keep }) {
    this.base = base;
    this.root = new URL("webhooks/web/v1/", base);
    this.partner = partner;
    this.mode = mode;
    this.keeps = keep === "tab";
    this.session = this.#kept();
  }

  /** Languages, words, topics, stories, countries, look. */
  config(lang) {
    return this.#ask("config", { partner: this.partner, lang });
  }

  /** The emergency numbers of all countries, by code: one small file, which the browser may keep. */
  async emergencies() {
    const answer = await fetch(new URL("emergency.json", this.base), { credentials: "omit", referrerPolicy: "no-referrer" });
    return answer.json();
  }

  /** The contacts for a country; `all` of them or the best few. */
  referrals({ country, lang, need, all }) {
    return this.#ask("referrals", { partner: this.partner, country, lang, need, all: all && "1" });
  }

  /** A turn. */
  async say(message, { lang, country }) {
    const body = { session: this.session, message, lang, country, partner: this.partner, mode: this.mode };
    const answer = await this.#ask("messages", {}, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    this.session = answer.session || this.session;
    this.#keep(this.session);
    return answer;
  }

  /** Wipes the conversation on the server, even while the page goes away. */
  end() {
    if (this.session) navigator.sendBeacon?.(new URL(`sessions/${encodeURIComponent(this.session)}/end`, this.root));
    this.session = undefined;
    this.#keep(null);
  }

  async #ask(path, query, options = {}) {
    const url = new URL(path, this.root);
    for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(url, { ...options, signal: stop.signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
      const body = await answer.json();
      if (!answer.ok) throw new Refused(answer.status, body);
      return body;
    } finally {
      clearTimeout(timer);
    }
  }

  #kept() {
    try {
      return (this.keeps && sessionStorage.getItem(KEPT)) || undefined;
    } catch {
      return undefined;
    }
  }

  #keep(session) {
    if (!this.keeps) return;
    try {
      session ? sessionStorage.setItem(KEPT, session) : sessionStorage.removeItem(KEPT);
    } catch { /* storage is closed to us: then it stays in memory only */ }
  }
}
