/** Which addresses may become links: encrypted pages, phone and text messages. Nothing else is ever live. */

const ALLOWED = ["https:", "tel:", "sms:"];

/**
 * The address as it may stand in `href`, or null.
 * A path of our own ("/privacy") is taken from `base`; plain http only where the service itself runs on it.
 */
export function safeLink(address, base) {
  const text = String(address ?? "").trim();
  try {
    if (/^\/(?![/\\])/.test(text)) return base ? new URL(text.slice(1), base).href : null;
    const url = new URL(text);
    return ALLOWED.includes(url.protocol) && !url.username ? url.href : null;
  } catch {
    return null;
  }
}

/** `tel:` or `sms:` with the digits of a number, or null when they cannot be dialled. */
export function dial(scheme, number) {
  const digits = String(number ?? "").replace(/[\s().\-/]/g, "");
  return /^\+?[\d*#]{2,16}$/.test(digits) ? `${scheme}:${digits.replaceAll("#", "%23")}` : null;
}
