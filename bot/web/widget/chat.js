/** The chat, as the launcher loads it: the panel with the talk in it. */

import { openPanel } from "./panel.js";
import { Talk } from "./talk.js";

/** Gives the panel. */
export const start = (host, root, options) => openPanel(host, root, options, Talk);
