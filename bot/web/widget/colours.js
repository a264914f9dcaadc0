/** The partner's colours, darkened or lightened until everybody can read them (WCAG 2.2: 4.5 to 1). */

const READABLE = 4.5;

function channels(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function luminance(hex) {
  const [r, g, b] = channels(hex).map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, from 1 to 21. */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** `share` of one colour, the rest of the other. */
export function mix(one, other, share) {
  const b = channels(other);
  const mixed = channels(one).map((c, i) => Math.round(c * share + b[i] * (1 - share)));
  return `#${mixed.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
}

/** The colour nearest to `wanted` that can be read on each of `grounds`. */
export function readable(wanted, ...grounds) {
  const towards = luminance(grounds[0]) > 0.4 ? "#000000" : "#ffffff";
  for (let share = 1; share > 0; share -= 0.05) {
    const colour = mix(wanted, towards, share);
    if (grounds.every((ground) => contrast(colour, ground) >= READABLE)) return colour;
  }
  return towards;
}

/** Black or white, whichever reads better on `ground`. */
export function inkOn(ground) {
  return contrast("#ffffff", ground) >= READABLE ? "#ffffff" : "#10191b";
}

/** A colour of the configuration, or ours when it is none. */
export function colour(given, ours) {
  return /^#[0-9a-f]{6}$/i.test(given ?? "") ? given.toLowerCase() : ours;
}
