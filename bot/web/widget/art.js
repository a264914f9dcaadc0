/** Drawings of chapters and stories (bot/web/art), fetched when they are shown, rebuilt from shapes only. */

import { s } from "./dom.js";

const SHAPES = ["g", "path", "circle", "ellipse", "rect", "line"];
const ALLOWED = /^(d|fill|stroke|stroke-width|stroke-linecap|stroke-linejoin|stroke-dasharray|opacity|transform|cx|cy|r|rx|ry|x|y|x1|x2|y1|y2|width|height)$/;
const kept = new Map();

/** A drawing by id; empty until it is loaded, and for good when there is none. */
export function art(id) {
  const made = s("svg", { viewBox: "0 0 160 120", preserveAspectRatio: "xMidYMid slice", class: "art", "aria-hidden": "true" });
  if (/^[a-z0-9_]+$/.test(id)) drawn(id).then((shapes) => made.append(...shapes.map((shape) => shape.cloneNode(true))), () => made.remove());
  return made;
}

function drawn(id) {
  if (!kept.has(id)) kept.set(id, load(new URL(`../art/${id}.svg`, import.meta.url)));
  return kept.get(id);
}

/* XMLHttpRequest reads drawings as documents where the page's policy (Trusted Types) forbids other ways. */
function load(address) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.overrideMimeType("image/svg+xml");
    request.onload = () => {
      const drawing = request.status === 200 && request.responseXML?.documentElement;
      drawing ? done([...drawing.children].map(rebuilt).filter(Boolean)) : failed();
    };
    request.onerror = failed;
    request.send();
  });
}

function rebuilt(shape) {
  if (!SHAPES.includes(shape.localName)) return null;
  const kept = [...shape.attributes].filter(({ name, value }) => ALLOWED.test(name) && !/url|script|[<>]/i.test(value));
  const children = [...shape.children].map(rebuilt).filter(Boolean);
  return s(shape.localName, Object.fromEntries(kept.map(({ name, value }) => [name, value])), ...children);
}
