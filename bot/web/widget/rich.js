/** The bot's text as nodes: **bold**, "- " lists, [words](address), glossary words, numbers to tap. No HTML. */

import { h, link } from "./dom.js";
import { safeLink } from "./links.js";

const MARKS = /\*\*([^*\n]{1,300})\*\*|\[([^\]\n]{1,200})\]\(([^\s()]{1,500})\)/g;
const NAMED = /[\p{L}\p{N}]/u;

/**
 * @param text what the bot says
 * @param about `base` of the service; `numbers`: printed number -> tel: link; `glossary`: a Glossary or null;
 *   `newTab`: words for screen readers
 */
export function rich(text, about = {}) {
  const made = document.createDocumentFragment();
  let list = null;
  for (const line of String(text ?? "").split("\n")) {
    const item = line.match(/^\s*- (.+)$/);
    if (item) {
      if (!list) made.append((list = h("ul")));
      list.append(h("li", {}, inline(item[1], about)));
    } else if (line.trim()) {
      list = null;
      made.append(h("p", {}, inline(line, about)));
    }
  }
  return made;
}

function inline(text, about) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(MARKS)) {
    parts.push(...plain(text.slice(at, found.index), about), mark(found, about));
    at = found.index + found[0].length;
  }
  return [...parts, ...plain(text.slice(at), about)];
}

function mark([whole, bold, words, address], about) {
  if (bold) return h("strong", {}, plain(bold, { numbers: about.numbers, glossary: null }));
  const href = safeLink(address, about.base);
  return href ? link(words, href, { note: /^https?:/.test(href) && about.newTab }) : words;
}

/** Text nodes, with numbers of the directory as links and glossary words as buttons. */
function plain(text, { numbers, glossary }) {
  const printed = Object.keys(numbers ?? {}).filter(Boolean).sort((a, b) => b.length - a.length);
  for (const number of printed) {
    const at = text.indexOf(number);
    if (at < 0 || NAMED.test(text[at - 1] ?? "") || NAMED.test(text[at + number.length] ?? "")) continue;
    const rest = text.slice(at + number.length);
    return [...plain(text.slice(0, at), { numbers, glossary }), h("a", { href: numbers[number], class: "number" }, number), ...plain(rest, { numbers, glossary })];
  }
  return glossary ? glossary.mark(text) : [text];
}
