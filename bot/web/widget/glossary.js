/** Glossary words that explain themselves: a tap opens the meaning below the paragraph, another closes it. */

import { button, h } from "./dom.js";

export class Glossary {
  /** @param meanings what each word means, by word (from the configuration) */
  constructor(meanings) {
    this.meanings = new Map(Object.entries(meanings ?? {}).map(([term, means]) => [term.toLowerCase(), String(means)]));
    const terms = [...this.meanings.keys()].filter((term) => term.length > 2).sort((a, b) => b.length - a.length);
    const words = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    this.pattern = words ? new RegExp(`(^|[^\\p{L}\\p{N}])(${words})(?![\\p{L}\\p{N}])`, "iu") : null;
  }

  /** A marker for one answer: each word is marked once; words in `known` (its own title) are not. */
  answer(known = "") {
    const done = new Set([String(known).toLowerCase()]);
    return { mark: (text) => this.#mark(text, done) };
  }

  #mark(text, done) {
    const parts = [];
    let rest = text;
    for (let found = this.pattern?.exec(rest); found; found = this.pattern.exec(rest)) {
      const start = found.index + found[1].length;
      const word = found[2];
      parts.push(rest.slice(0, start), done.has(word.toLowerCase()) ? word : this.#word(word));
      done.add(word.toLowerCase());
      rest = rest.slice(start + word.length);
    }
    return [...parts, rest];
  }

  #word(word) {
    const means = this.meanings.get(word.toLowerCase());
    return button(word, (event) => toggle(event.currentTarget, means), { class: "term", "aria-expanded": "false" });
  }
}

function toggle(word, means) {
  const open = word.getAttribute("aria-expanded") === "true";
  word.setAttribute("aria-expanded", String(!open));
  const block = word.closest("p, li");
  if (open) return block.querySelector(".meaning")?.remove();
  block.querySelectorAll(".meaning").forEach((old) => old.remove());
  block.querySelectorAll(".term").forEach((other) => other !== word && other.setAttribute("aria-expanded", "false"));
  block.append(h("span", { class: "meaning", role: "status" }, means));
}
