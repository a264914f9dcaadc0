/**
 * The launcher: one small file that a page embeds. It draws the button; everything else loads on the first tap.
 * If that fails, it still shows where to get help. bot/web/README.md lists the attributes.
 *
 * It runs as a module, as a classic script and within a bundle of other scripts: so all of it is one block that leaves
 * no names behind, and `import.meta`, which would break a classic script with all that stands in it, is not used.
 */
{
  /* The server puts the names and links of the international contacts and the few words below in here, for other languages more of them. */
  const FILLED = { referrals: {}, words: { en: { launcher: "Staysafe", leave: "Leave now", retry: "Try again", unreachable: "The chat can't be reached." } }, files: "" };

  /* The address of this file is where this line runs. */
  const [HERE] = /https?:\S+?(?=:\d+:\d+)/.exec(Error().stack);
  /* Where Staysafe is: a bundle has to be told; a pinned launcher stands in a folder of its version. */
  const BASE = new URL(document.querySelector("[data-staysafe]")?.dataset.staysafe ?? HERE.replace(/(v\/[^/]+\/)?[^/]*$/, ""));
  const FILES = new URL(FILLED.files, BASE);
  const STYLE = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:0!important;font:medium/1.5 system-ui,sans-serif!important;--c:var(--staysafe-colour,#5b3df5)}
:host([data-mode=bubble]){z-index:2147483647!important;inset:auto var(--right,16px) calc(var(--up,16px) + env(safe-area-inset-bottom)) var(--left,auto)!important}
:host([data-side=left]){--right:auto;--left:16px}
:host([data-mode=inline]){position:relative!important;height:var(--staysafe-height,640px)!important}
*{box-sizing:border-box}
[hidden]{display:none!important}
button,a{font:inherit;font-weight:600;color:#b3261e}
.launch{display:flex;align-items:center;gap:10px;min-height:56px;padding:0 18px;border:2px solid #fff;border-radius:28px;background:var(--c);color:#fff;cursor:pointer;box-shadow:0 6px 24px #0005}
.launch::before{content:"";width:30px;height:26px;border-radius:50% 50% 50% 5px;background:radial-gradient(var(--c) 3px,#fff 3.5px) 0/50%}
[data-busy]{opacity:.75}
:focus-visible{outline:3px solid #1b1730}
.alone{max-width:360px;max-height:80vh;overflow:auto;padding:20px;border-radius:18px;background:#fff;color:#1b1730}
.alone>*{margin:0 0 16px}
.alone>a,.alone>button{display:inline-block;padding:10px 18px;border:2px solid;border-radius:14px;background:#fff}
@media (max-width:480px){.launch{gap:0;padding:0 11px;font-size:0}}
@media print{:host{display:none!important}}`;

  const file = (name) => import(new URL(`web/widget/${name}`, FILES).href);

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  /** What of the page lies at a point, from the top, within its components too. */
  const at = (x, y, /** @type {Document | ShadowRoot} */ root = document) =>
    root.elementsFromPoint(x, y).flatMap((one) => (one.getRootNode() !== root || one instanceof StaysafeChat ? [] : one.shadowRoot ? [...at(x, y, one.shadowRoot), one] : one));
  const fixed = (one) => /fixed|sticky/.test(getComputedStyle(one).position);

  let button;

  class StaysafeChat extends HTMLElement {
    #root = this.attachShadow({ mode: "open" });
    #chat;
    #loading;
    #tries = 0;
    #tick;
    #home;

    connectedCallback() {
      const { dataset } = this;
      if (!/^(inline|page|class)$/.test(dataset.mode)) dataset.mode = "bubble";
      const bubble = dataset.mode === "bubble";
      /* One button a page is enough. */
      if (bubble && button !== this && button?.isConnected) return;
      if (!this.#root.firstChild) this.#build(bubble);
      if (bubble) this.#float();
      if (this.#chat) this.#chat.moved();
      else if (!bubble || "open" in dataset) this.open();
    }

    disconnectedCallback() {
      clearInterval(this.#tick);
      setTimeout(() => {
        if (this.isConnected) return;
        /* A framework that draws the whole document anew has taken us along with the old one. */
        if (this.parentNode) return document.documentElement?.append(this);
        this.#chat?.end();
        this.#chat = this.#loading = null;
      });
    }

    /** Opens the talk, loads it the first time, and says something for the person if `payload` is given. */
    async open(payload = this.dataset.start, shown = payload) {
      (await (this.#loading ??= this.#load()))?.open(payload, shown);
    }

    async #load() {
      const launch = this.#root.querySelector(".launch");
      let chat;
      launch?.toggleAttribute("data-busy");
      try {
        /* What failed once is not asked for again under the same address. */
        const { start } = await file(`${this.dataset.mode === "class" ? "classroom" : "chat"}.js?${this.#tries++}`);
        chat = await start(this, this.#root, { ...this.dataset, base: BASE.href, referrals: FILLED.referrals, words: this.#words });
      } catch (error) {
        console.warn(`No Staysafe at ${BASE} (data-staysafe)`, error);
      }
      launch?.toggleAttribute("data-busy");
      this.#root.querySelector(".alone")?.remove();
      if (chat && this.isConnected) return (this.#chat = chat);
      chat ? chat.end() : this.#alone();
      this.#loading = null;
    }

    get #words() {
      return { ...FILLED.words.en, ...FILLED.words[this.dataset.lang] };
    }

    #build(bubble) {
      const { colour, label } = this.dataset;
      if (/^#[0-9a-f]{6}$/i.test(colour)) this.style.setProperty("--staysafe-colour", colour);
      if ("adoptedStyleSheets" in document) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        this.#root.adoptedStyleSheets = [sheet];
      } else this.#root.append(element("style", {}, STYLE));
      this.#root.append(bubble ? element("button", { className: "launch", onclick: () => this.open() }, element("span", {}, label || this.#words.launcher)) : element("slot"));
    }

    #float() {
      button = this;
      try {
        this.#settle();
        clearInterval(this.#tick);
        this.#tick = setInterval(this.#settle, 500);
        this.popover = "manual";
        this.hidePopover();
        this.showPopover();
      } catch { /* older browsers: the z-index has to do */ }
    }

    /** Keeps clear of other widgets; goes to where it can be tapped while a modal dialog or `inert` closes its place. */
    #settle = () => {
      if (!this.isConnected) return;
      const { x, width, height } = this.getBoundingClientRect();
      let up = 16;
      for (let tries = 4; height && tries--;) {
        const under = [0.1, 0.5, 0.9].flatMap((share) => at(x + width * share, innerHeight - up - height / 2));
        /* Of what fills the window, only that which can be tapped. */
        const other = under.some(fixed) && under.find((one) => one.offsetHeight < innerHeight / 2 && (fixed(one) || one.matches("a,button")));
        if (!other) break;
        up = innerHeight - other.getBoundingClientRect().top + 12;
      }
      if (height) this.style.setProperty("--up", `${up}px`);
      const home = this.#home ?? this.parentNode;
      const modal = at(innerWidth / 2, innerHeight / 2).map((one) => one.closest("dialog:modal")).find(Boolean);
      const to = modal ?? (home.isConnected && !home.closest?.("[inert]") ? home : document.documentElement);
      if (to === this.parentNode || modal?.contains(this)) return;
      this.#home = to === home ? null : home;
      /* Home at once when that is closed: who shows it again would have the focus in the chat. */
      modal?.addEventListener("close", this.#settle);
      to.append(this);
    };

    /** What is left when the rest cannot be loaded: contacts, another try, a way out. */
    #alone() {
      const words = this.#words;
      const links = Object.values(FILLED.referrals).map(({ name, url, report_url }) =>
        element("p", {}, element("a", { href: report_url || url, target: "_blank", rel: "noreferrer" }, name)));
      const href = this.dataset.exit || "https://www.wikipedia.org/";
      this.#root.append(element("div", { className: "alone" },
        /* A new, empty document has nothing to be seen, and no listener that could hold anybody. */
        element("a", { href, rel: "noreferrer", onclick: () => (document.open(), location.replace(href), false) }, words.leave),
        element("p", { role: "alert" }, words.unreachable),
        ...links,
        element("button", { onclick: () => this.open() }, words.retry)));
    }
  }

  /** Puts the chat where a script of ours stands. */
  const place = (script) => {
    if (script.src !== HERE || "manual" in script.dataset || script.placed) return;
    script.placed = true;
    const chat = element("staysafe-chat");
    Object.assign(chat.dataset, script.dataset);
    if (chat.dataset.mode === "inline" && document.body?.contains(script)) script.after(chat);
    else document.documentElement.append(chat);
  };

  if (!customElements.get("staysafe-chat")) {
    customElements.define("staysafe-chat", StaysafeChat);
    document.querySelectorAll("script").forEach(place);
    /* A module runs once; a script that comes later with another part of the page is heard when it has loaded. */
    document.addEventListener("load", ({ target }) => place(target), true);
    if (location.hash === "#staysafe-check") file("check.js").then(({ check }) => check(BASE.href));
  }
}
