// Contrast of the words of an element (also inside shadow roots) with the colour behind them.
(selector) => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  const linear = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((value) => linear(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let element = all(document).find((one) => one.matches(selector));
  const ink = getComputedStyle(element).color;
  while (getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)") {
    element = element.parentElement ?? element.getRootNode().host;
  }
  const [lighter, darker] = [light(ink), light(getComputedStyle(element).backgroundColor)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}
