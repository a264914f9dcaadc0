/** Style files for the chat's shadow root; browsers that cannot adopt sheets (Safari before 16.4) link them. */

import { h } from "./dom.js";

/** Puts on `<name>.css` of this folder. */
export async function wear(root, name) {
  const href = new URL(`${name}.css`, import.meta.url).href;
  if (!("adoptedStyleSheets" in document)) return linked(root, href);
  const answer = await fetch(href, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error("no look");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await answer.text());
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

function linked(root, href) {
  return new Promise((done, failed) => root.append(h("link", { rel: "stylesheet", href, load: done, error: failed })));
}
