/** The small character beside the name: a speech bubble with a face that listens, thinks, answers, and stays calm with you. */

import { s } from "./dom.js";

export class Face {
  constructor() {
    const eye = (x) => s("ellipse", { class: "eye", cx: x, cy: 18, rx: 2.6, ry: 3.4 });
    this.element = s("svg", { viewBox: "0 0 40 40", class: "face", "aria-hidden": "true" },
      s("path", { class: "skin", d: "M20 3c10 0 17 6.4 17 15.2S30 33.4 20 33.4c-1.8 0-3.5-.2-5-.6L6.500 37l1.900-7.500C5 26.700 3 22.700 3 18.200 3 9.400 10 3 20 3z" }),
      s("g", { class: "look" }, eye(14), eye(26), s("path", { class: "mouth smile", d: "M14.500 24.500c3 3.400 8 3.400 11 0" }), s("path", { class: "mouth calm", d: "M15.500 25.500c3 1.400 6 1.400 9 0" }), s("circle", { class: "mouth open", cx: 20, cy: 25.500, r: 2 })),
      s("path", { class: "heart", d: "M33 27.500c-1.400-2.300-5-1.700-5 1.200 0 2.400 3 4.200 5 5.800 2-1.600 5-3.400 5-5.800 0-2.900-3.600-3.500-5-1.200z" }));
    this.show("idle");
  }

  /** @param state idle, listening (the person types), thinking (an answer is awaited) or here (something is wrong, help is shown) */
  show(state) {
    this.element.setAttribute("data-state", state);
  }
}
