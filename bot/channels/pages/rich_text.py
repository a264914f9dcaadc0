"""The guide's little markup as HTML for pages: **bold**, "- " lists and [words](address). All else is escaped."""

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

MARKS = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*|\[(?P<words>[^\]\n]+)\]\((?P<address>[^\s()]+)\)")
LIVE = ("https", "tel", "sms")


def rich_text(text: str) -> Markup:
    """Paragraphs and lists of a text."""
    made: list[Markup] = []
    items: list[Markup] = []
    for line in [*text.split("\n"), ""]:
        if line.lstrip().startswith("- "):
            items.append(Markup("<li>{}</li>").format(inline(line.lstrip()[2:])))
            continue
        if items:
            made.append(Markup("<ul>{}</ul>").format(Markup().join(items)))
            items = []
        if line.strip():
            made.append(Markup("<p>{}</p>").format(inline(line)))
    return Markup("\n").join(made)


def inline(text: str) -> Markup:
    """Bold and links in a line of text."""
    parts, at = [], 0
    for found in MARKS.finditer(text):
        parts += [escape(text[at : found.start()]), _mark(found)]
        at = found.end()
    return Markup().join([*parts, escape(text[at:])])


def safe_link(address: str) -> str | None:
    """The address as it may stand in `href`: encrypted pages, phone, text messages, paths of our own. Else None."""
    if any(ord(character) < 33 for character in address):
        return None
    if address.startswith("/"):
        return address if not address.startswith(("//", "/\\")) else None
    try:
        return address if urlsplit(address).scheme in LIVE else None
    except ValueError:
        return None


def _mark(found: re.Match[str]) -> Markup:
    if found["bold"]:
        return Markup("<strong>{}</strong>").format(found["bold"])
    address = safe_link(found["address"])
    if address is None:
        return escape(found["words"])
    outside = Markup(' rel="noopener noreferrer"') if address.startswith("https") else ""
    return Markup('<a href="{}"{}>{}</a>').format(address, outside, found["words"])
