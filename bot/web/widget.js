/**
 * The launcher: one small file that a page embeds. It draws the button; everything else loads on the first tap.
 * If that fails, it still shows where to get help. bot/web/README.md lists the attributes.
 */

/* The server puts the names and links of the international contacts and the few words below in here. */
const FILLED = { contacts: [], words: {} };

const BASE = new URL(".", import.meta.url);
const STYLE = `
:host{all:initial!important;display:block!important;direction:inherit!important;line-height:1.5!important;
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif!important}
:host([data-mode=bubble]){position:fixed!important;z-index:2147483647!important;inset:auto 16px var(--up,16px) auto!important;overflow:visible!important}
:host([data-mode=bubble][data-side=left]){inset:auto auto var(--up,16px) 16px!important}
:host([data-mode=inline]){position:relative!important;height:var(--staysafe-height,640px)!important}
:host([data-mode=page]),:host([data-mode=class]){position:fixed!important;inset:0!important}
*{box-sizing:border-box}
[hidden]{display:none!important}
.launch{display:flex;align-items:center;gap:10px;min-height:56px;padding:0 22px 0 16px;border:2px solid #fff;border-radius:28px;
background:var(--staysafe-colour,#0b5d66);color:#fff;font:inherit;font-weight:600;cursor:pointer;box-shadow:0 6px 24px #0005}
.launch svg{width:28px;fill:currentColor}
.launch[aria-busy=true]{opacity:.75}
.launch:focus-visible,.alone :focus-visible{outline:3px solid #1c2b2e;outline-offset:3px;box-shadow:0 0 0 3px #fff}
.alone{max-width:360px;max-height:80vh;overflow:auto;padding:20px;border-radius:18px;background:#fff;color:#1c2b2e;box-shadow:0 6px 24px #0005}
.alone li{margin:12px 0}
.alone a,.alone button{font:inherit;font-weight:600;color:#0b5d66}
.alone .leave,.alone button{display:inline-block;padding:10px 18px;border:2px solid;border-radius:14px;background:#fff;color:#9b3424}
@media (max-width:480px){.launch{padding:0 12px}.launch span{position:absolute;width:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
@media print{:host{display:none!important}}`;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function mark() {
  const [svg, path] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M12 3c5.5 0 9.5 3.6 9.5 8.2s-4 8.2-9.5 8.2c-1 0-2-.1-2.9-.4L4 21.5l1.3-4.3c-1.7-1.5-2.8-3.6-2.8-6C2.5 6.6 6.5 3 12 3zM7 10v2h2v-2zm4 0v2h2v-2zm4 0v2h2v-2z");
  svg.append(path);
  return svg;
}

class StaysafeChat extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #chat = null;
  #tries = 0;

  connectedCallback() {
    if (this.#root.childNodes.length) return;
    this.dataset.mode = ["inline", "page", "class"].includes(this.dataset.mode) ? this.dataset.mode : "bubble";
    this.#style();
    if (this.dataset.mode === "bubble") this.#float();
    else this.#root.append(element("slot"));
    if (this.dataset.mode !== "bubble" || "open" in this.dataset) this.open();
  }

  /** Opens the talk, loads it the first time, and says something for the person if `payload` is given. */
  async open(payload = this.dataset.start, shown = payload) {
    if (this.#chat) return this.#chat.open(payload, shown);
    const button = this.#root.querySelector(".launch");
    button?.setAttribute("aria-busy", "true");
    try {
      const again = this.#tries++ ? `?${this.#tries}` : "";
      const { start } = await import(new URL(`web/widget/${this.dataset.mode === "class" ? "classroom" : "chat"}.js${again}`, BASE).href);
      this.#root.querySelector(".alone")?.remove();
      const options = { ...this.dataset, base: BASE.href, contacts: FILLED.contacts };
      this.#chat = await start(this, this.#root, options);
      this.#chat.open(payload, shown);
    } catch {
      this.#alone();
    }
    button?.removeAttribute("aria-busy");
  }

  get #words() {
    return { ...FILLED.words.en, ...FILLED.words[this.dataset.lang] };
  }

  #style() {
    const colour = /^#[0-9a-f]{6}$/i.test(this.dataset.colour || "") && this.dataset.colour;
    if (colour) this.style.setProperty("--staysafe-colour", colour);
    if (!("adoptedStyleSheets" in document)) return this.#root.append(element("style", {}, STYLE));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
  }

  #float() {
    const label = this.dataset.label || this.#words.launcher || "Staysafe";
    const button = element("button", { type: "button", class: "launch" }, mark(), element("span", {}, label));
    button.onclick = () => this.open();
    this.#root.append(button);
    try {
      this.popover = "manual";
      this.showPopover();
    } catch { /* older browsers: the z-index has to do */ }
    requestAnimationFrame(() => this.#makeWay());
    setTimeout(() => this.#makeWay(), 2500);
  }

  /** Moves above another widget that sits in the same corner. */
  #makeWay() {
    const box = this.getBoundingClientRect();
    const under = [0.1, 0.5, 0.9].flatMap((at) => document.elementsFromPoint(box.x + box.width * at, box.y + box.height / 2));
    const other = under.find((e) => e !== this && getComputedStyle(e).position === "fixed")?.getBoundingClientRect();
    if (other && other.height < innerHeight / 2) this.style.setProperty("--up", `${innerHeight - other.top + 12}px`);
  }

  /** What is left when the rest cannot be loaded: contacts, another try, a way out. */
  #alone() {
    const words = this.#words;
    const links = FILLED.contacts.map(({ name, url }) =>
      element("li", {}, element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name)));
    const again = element("button", { type: "button" }, words.retry || "Try again");
    again.onclick = () => this.open();
    const leave = element("a", { class: "leave", href: this.dataset.exit || "https://www.wikipedia.org/", rel: "noreferrer" }, words.leave || "Leave now");
    leave.onclick = () => {
      document.body.remove();
      location.replace(leave.href);
      return false;
    };
    const text = element("p", { role: "alert" }, words.unreachable || "I can't reach the server.");
    this.#root.querySelector(".alone")?.remove();
    this.#root.append(element("div", { class: "alone" }, leave, text, element("ul", {}, ...links), again));
  }
}

if (!customElements.get("staysafe-chat")) {
  customElements.define("staysafe-chat", StaysafeChat);
  for (const script of document.querySelectorAll("script[type=module]")) {
    if (script.src !== import.meta.url || "manual" in script.dataset) continue;
    const chat = document.createElement("staysafe-chat");
    Object.assign(chat.dataset, script.dataset);
    if (script.dataset.mode === "inline" && document.body.contains(script)) script.after(chat);
    else document.documentElement.append(chat);
  }
}
