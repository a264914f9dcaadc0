/** Building elements. Text only ever becomes text nodes: nothing here reads HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. `props`: functions become listeners (`click: fn`), `true` an empty attribute, null and false nothing.
 * Children that are null, false or "" are left out.
 */
export function h(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value != null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(2).filter((child) => child != null && child !== false && child !== ""));
  return made;
}

/** An SVG element. */
export function s(tag, props = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button with an icon, words, or both; an icon alone is named by `label`. */
export function button(label, click, /** @type {Record<string, any>} */ { icon: name, bare = false, ...props } = {}) {
  const named = bare ? { "aria-label": label, title: label } : {};
  return h("button", { type: "button", click, ...named, ...props }, name && icon(name), bare ? null : h("span", {}, label));
}

/** A link that opens beside the talk, so that the talk stays. `href` must have passed `safeLink`. */
export function link(label, href, /** @type {Record<string, any>} */ { icon: name, note, ...props } = {}) {
  const outside = /^https?:/.test(href) ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return h("a", { href, ...outside, ...props }, name && icon(name), typeof label === "string" ? h("span", {}, label) : label, note && h("span", { class: "unseen" }, ` ${note}`));
}

/** Draws a part of `root` anew: what had the focus there has it again, known by its key, where it leads, or its id. */
export function redrawn(root, draw) {
  const had = root.activeElement;
  const name = ({ dataset, href, id }) => dataset.key ?? (href || id);
  draw();
  if (!had || had.isConnected) return;
  const same = [...root.querySelectorAll("[data-key], [href], [id]")].find((one) => name(one) === name(had));
  (same ?? root.querySelector("#sheet") ?? root.querySelector(".pane"))?.focus();
}

/** Is a word being put together from several keys (Japanese, Chinese, Korean)? Then keys are not for us. */
export const composing = (event) => event.isComposing || event.keyCode === 229;

/** Text for screen readers only. */
export function unseen(text) {
  return h("span", { class: "unseen" }, text);
}

/* Drawn on a grid of 24, as lines. */
const ICONS = {
  __proto__: null,
  send: "M4 12h14M12 5l7 7-7 7",
  leave: "M10 4H5v16h5M10 12h10M16 7.5l4.5 4.5-4.5 4.5",
  close: "M6 6l12 12M18 6L6 18",
  back: "M20 12H5M11 5l-7 7 7 7",
  menu: "M4 6.5h16M4 12h16M4 17.5h10",
  phone: "M6.5 3.5H9l1.5 5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 5 1.5v2.5c0 1.7-1.3 3-3 3C10.5 20.5 3.5 13.5 3.5 6.5c0-1.7 1.3-3 3-3z",
  chat: "M4 5h16v11h-9l-5 4v-4H4zM8 9.5h8M8 12.5h5",
  text: "M7 3h10v18H7zM10.5 18h3M9.5 7.5h5M9.5 10.5h5",
  site: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  pin: "M12 21.5s-7-6.5-7-12a7 7 0 0 1 14 0c0 5.5-7 12-7 12zM12 7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  people: "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3.5 19c0-3.5 2.5-5.5 5.5-5.5s5.5 2 5.5 5.5M16 6a2.5 2.5 0 1 1 0 5M17 13.7c2.2.5 3.5 2.5 3.5 5.300",
  flag: "M6 21V4M6 5c5-3 7 3 13 0v9c-6 3-8-3-13 0",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM5.7 5.7l4.2 4.2M18.3 5.7l-4.2 4.2M5.7 18.3l4.2-4.2M18.3 18.3l-4.2-4.2",
  look: "M3 19l5-13 5 13M5 14h6M14.5 19l3.25-8.5L21 19M15.8 15.8h4",
  speak: "M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  tour: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15.5 8.5l-2 5-5 2 2-5z",
  story: "M4 5c4-1.5 6 0 8 1.5C14 5 16 3.5 20 5v13c-4-1.5-6 0-8 1.5C10 18 8 16.5 4 18zM12 6.5v13",
  quiz: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .9-1 1.7M12 16.5v.1",
  cards: "M4 8.5l10-3.5 4 12-10 3.5zM9 5l.5-1.5H20v13l-1.5.5",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
};

/** A small drawn sign, by name or as a path of lines; it says nothing to screen readers. */
export function icon(name) {
  const flips = ["send", "leave", "back", "list", "menu"].includes(name) ? " flips" : "";
  return s("svg", { viewBox: "0 0 24 24", class: `icon${flips}`, "aria-hidden": "true" }, s("path", { d: ICONS[name] ?? (/^M[\d\s.,a-z-]*$/i.test(name) ? name : "") }));
}
