/* Every slide of the lesson at a path (without one: of the page that is open), with answers hidden and shown, through
   every choice of a story: `keys` tell all that a slide shows, `draw` draws some of them and gives what does not fit.
   Whatever way led to it, a scene looks the same: it is there once, and its choices are followed once. */
async (path) => {
  const { LEARNT, slidesOf } = await import("/web/site/slides.js");
  const { drawStage } = await import("/web/site/stage.js");
  const page = async () => new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
  const source = path ? await page() : document;
  const read = (id) => JSON.parse(source.getElementById(id).textContent);
  const lesson = read("data"), words = read("words"), root = document.getElementById("run");
  const { contacts, emergency, scan, survey } = lesson;
  const every = new Map(), followed = new Set();
  const add = (step, slides, at, open) => {
    const slide = slides[at], more = { contacts: scan, [LEARNT]: survey }[slide.kind];
    const key = JSON.stringify([{ ...slide, key: "", depth: 0 }, open, more]);
    if (!every.has(key)) every.set(key, [step, slides, at, open]);
  };
  const walk = (step, taken) => {
    const slides = slidesOf(lesson, words, step, taken);
    slides.forEach((slide, at) => [false, true].forEach((open) => add(step, slides, at, open && Boolean(slide.options))));
    const last = slides.at(-1), scene = JSON.stringify([step, last.scene, last.ask, last.options]);
    if (!last.goto || followed.has(scene)) return;
    followed.add(scene);
    last.options.forEach((_, choice) => walk(step, [...taken, choice]));
  };
  lesson.steps.forEach((_, step) => walk(step, []));

  const draw = ([step, slides, at, open], readable) => {
    const slide = slides[at], votes = { [slide.key]: (slide.options ?? []).map((_, one) => one + 1) };
    drawStage(root, { lesson, words, slides, state: { step, slide: at, path: {}, votes, focus: 0, open, timer: 0 } });
    const box = root.querySelector(".slide"), bar = root.querySelector(".bottom").getBoundingClientRect();
    const over = Math.max(box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth, bar.bottom - innerHeight);
    const written = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const small = [...root.querySelectorAll("*")].filter(written).map((e) => parseFloat(getComputedStyle(e).fontSize));
    if (over <= 1 && Math.min(...small) >= readable) return null;
    return `${over} px too much, letters ${Math.min(...small)}: ${box.innerText.slice(0, 90)}`;
  };
  return {
    around: JSON.stringify([contacts, emergency, words]),
    keys: [...every.keys()],
    draw: (keys, readable) => keys.map((key) => draw(every.get(key), readable)).filter(Boolean),
  };
}
