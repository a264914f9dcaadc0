/** Style files for the chat's shadow root; browsers that cannot adopt sheets (Safari before 16.4) link them. */

import { h } from "./dom.js";

const worn = new WeakMap();

/** Puts on `<name>.css` of this folder, once; what failed may be tried again. */
export function wear(root, name) {
  const looks = worn.get(root) ?? {};
  worn.set(root, looks);
  looks[name] ??= put(root, name).catch((error) => {
    delete looks[name];
    throw error;
  });
  return looks[name];
}

async function put(root, name) {
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
