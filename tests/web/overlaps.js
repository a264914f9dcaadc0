/* Pairs of things to tap whose rectangles, as they can be seen, overlap by more than a hair; in the chat's tree too. */
() => {
  const what = "a[href], button, select, input, textarea, summary";
  const all = [...document.querySelectorAll(what)];
  for (const chat of document.querySelectorAll("staysafe-chat")) all.push(...(chat.shadowRoot?.querySelectorAll(what) ?? []));
  /* The dock of our pages hides what has been scrolled behind it: what belongs to the page, an inline chat too. */
  const drawn = getComputedStyle(document.body, "::after");
  const dock = innerHeight - (drawn.position === "fixed" ? parseFloat(drawn.height) : 0);
  const host = (e) => e.getRootNode().host;
  const before = (e) => (host(e) ? host(e).dataset.mode !== "inline" : e.closest(".leave"));
  /* What cuts off the things within an element, and the bars that stay there: each is asked once. */
  const known = new Map();
  const edges = (at) => {
    if (!known.has(at)) known.set(at, asked(at));
    return known.get(at);
  };
  const asked = (at) => {
    if (at.nodeType !== 1 || !/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflow)) return null;
    const stays = (one) => getComputedStyle(one).position === "sticky";
    const bars = [...at.children].filter(stays).map((one) => ({ one, top: one.getBoundingClientRect().top }));
    return { box: at.getBoundingClientRect(), bars };
  };
  const clipped = (e) => {
    const r = e.getBoundingClientRect();
    const seen = { e, left: r.left, top: Math.max(r.top, 0), right: r.right, bottom: Math.min(r.bottom, before(e) ? innerHeight : dock) };
    for (let at = e.parentNode; at; at = at.parentNode ?? at.host) {
      const cut = edges(at);
      if (!cut) continue;
      seen.left = Math.max(seen.left, cut.box.left);
      seen.top = Math.max(seen.top, cut.box.top);
      seen.right = Math.min(seen.right, cut.box.right);
      seen.bottom = Math.min(seen.bottom, cut.box.bottom);
      /* A bar that stays at the end of what is scrolled hides what is behind it, as the dock does. */
      const bar = cut.bars.find(({ one }) => !one.contains(e));
      if (bar) seen.bottom = Math.min(seen.bottom, bar.top);
    }
    return seen;
  };
  /* Of a long page most is out of sight, which is cheap to ask (of what is folded it is not). */
  const near = (r) => r.bottom > 0 && r.top < innerHeight;
  const shown = all.filter((e) => e.checkVisibility({ visibilityProperty: true }) && near(e.getBoundingClientRect()))
    .filter((e) => !e.closest(".skip, .unseen, [inert]"));
  const seen = shown.map(clipped).filter((one) => one.right - one.left > 2 && one.bottom - one.top > 2);
  const named = ({ e }) => (e.textContent.trim() || e.getAttribute("aria-label") || e.id || e.localName).slice(0, 40);
  const found = [];
  seen.forEach((a, at) => {
    for (const b of seen.slice(at + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const apart = wide <= 2 || high <= 2 || a.e.contains(b.e) || b.e.contains(a.e);
      if (!apart) found.push(`${named(a)} | ${named(b)}: ${Math.round(wide)}x${Math.round(high)}`);
    }
  });
  return found;
}
