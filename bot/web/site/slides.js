/** From a lesson's data to the slides of a step; pure functions. */

export const LEARNT = "learnt";
/** Messages of a chat that fit on a slide beside its question. */
const SHOWN = 4;

/** The slides of a step. @param {number[]} taken answers that were taken in its story so far */
export function slidesOf(lesson, words, at, taken) {
  const step = lesson.steps[at];
  const slides = [];
  if (step.rules) slides.push({ title: words.rules, list: step.rules }, { title: words.distance, list: step.distance }, { title: words.help, texts: [step.signpost], kind: "contacts" });
  for (const { text } of step.slides) slides.push({ title: step.title, texts: [text] });
  if (step.sheet) slides.push({ title: step.sheet.title, texts: [step.sheet.about], label: words.sheet });
  if (step.survey) slides.push(...survey(lesson, words, at));
  if (step.cards) slides.push(...step.cards.map((card, index) => ({ title: step.title, ...card, key: `${at}.card${index}` })));
  if (step.chat) slides.push(...chat(step, words, at));
  if (step.story) slides.push(...story(step, words, at, taken));
  // A story goes on until its end; what is said about it comes after.
  if (slides.at(-1)?.goto) return slides;
  slides.push(...step.talk.map((talk) => ({ title: step.title, ask: talk.ask, talk })));
  if (step.change) slides.push({ title: words.change, texts: [step.change] });
  if (step.closing) slides.push(...closing(lesson, words, step));
  return slides.length ? slides : [{ title: step.title, texts: [] }];
}

/** Is this the first time in the lesson that the questions are asked? */
const first = (lesson, at) => lesson.steps.findIndex((step) => step.survey) === at;

function survey(lesson, words, at) {
  const when = first(lesson, at) ? "before" : "later";
  return lesson.survey.map((item, index) => ({ title: words[when], label: words.eyes, ask: item.ask, options: item.options, key: `${when}.${index}` }));
}

function story(step, words, at, taken) {
  const { story } = step;
  /** @type {Record<string, any>[]} */
  const slides = [{ title: story.title, texts: story.intro }];
  let node = story.nodes[story.start];
  for (let depth = 0; node; depth += 1) {
    const scene = [...node.say, ...(node.chat ?? []).map((line) => `${line.by}: ${line.text}`)];
    if (!node.choices) return [...slides, { title: story.title, texts: node.say }, { title: words.helps, list: node.helps }];
    slides.push({ title: story.title, texts: node.say, chat: node.chat });
    slides.push({ title: words.asked, scene, ask: node.ask, options: node.choices.map((choice) => choice.text), key: `${at}.${node.id ?? depth}.${depth}`, goto: true, depth });
    const choice = node.choices[taken[depth]];
    if (!choice) return slides;
    slides.push({ title: choice.text, texts: choice.feedback });
    node = story.nodes[choice.goto];
  }
  return slides;
}

/** A chat message by message, with hands at each; then the tricks in it, one a slide. */
function chat(step, words, at) {
  const { title, intro, lines, beats, tricks, because } = step.chat;
  const hands = { ask: words.turns, options: words.turn_options };
  const asked = beats.map((end, index) => ({ title, chat: lines.slice(Math.max(0, end - SHOWN), end), ...hands, key: `${at}.line${index}` }));
  const named = tricks.map((trick) => ({ title: trick.name, label: words.turned, chat: [lines[trick.line]], list: [trick.say] }));
  const end = { title: tricks.length ? title : words.never, list: because };
  return [{ title, texts: intro }, ...asked, ...named, end];
}

function closing(lesson, words, step) {
  const slides = step.closing.map((text) => ({ title: step.title, texts: [text] }));
  if (lesson.steps.filter((one) => one.survey).length > 1) slides.unshift(...Object.entries(words.measures).map(([measure, label]) => ({ title: words.learnt, label, kind: LEARNT, measure })), { title: words.learnt, texts: [words.learnt_note] });
  return [...slides, { title: words.help, kind: "contacts" }];
}

/** Share of hopeful answers with its range by chance (Wilson, 95 %), or null when nobody was counted. */
export function share(votes, better) {
  const all = votes.reduce((sum, one) => sum + one, 0);
  if (!all) return null;
  const p = better.reduce((sum, at) => sum + (votes[at] ?? 0), 0) / all;
  const z = 1.96;
  const middle = (p + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const wide = (z * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all))) / (1 + (z * z) / all);
  return { share: p, from: Math.max(0, middle - wide), to: Math.min(1, middle + wide), all };
}
