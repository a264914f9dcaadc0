"""`/widget.js`: the launcher with the contacts and words it needs when nothing else can be loaded."""

import json
import re
from typing import Any

from bot.assistant.library import Library
from bot.channels.pages.assets import Asset, Assets

LINE = re.compile(r"^const FILLED = .*;$", re.M)
WORDS = ("launcher", "leave", "retry", "unreachable")
NEEDS = ("help", "report", "remove")
SHOWN = ("id", "name", "kind", "url", "report_url", "note")


def launcher(assets: Assets, library: Library) -> Asset:
    """The launcher with names and links of the directory; no numbers, so nothing in it goes stale unseen."""
    words = {code: _words(guide.ui["widget"]) for code, guide in library.guides.items()}
    content = {"contacts": contacts(library), "referrals": offline(library), "words": words}
    filling = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return assets.filled("widget.js", LINE, f"const FILLED = {filling};")


def contacts(library: Library) -> list[dict[str, str]]:
    """The first international contact for each need: name and link."""
    directory = library.directory.current
    firsts = [directory.choose(None, need).to_dict()["fallback"] for need in NEEDS]
    found = {card["id"]: card for cards in firsts for card in cards[:1]} | {c["id"]: c for c in firsts[0][:2]}
    links = [(card["name"], card["report_url"] or card["url"]) for card in found.values()]
    return [{"name": name, "url": url} for name, url in links if url and url.startswith("https://")]


def offline(library: Library) -> dict[str, Any]:
    """The contract without a server and so without a country, in the shape of an answer's `referrals`."""
    found = library.directory.current.choose(None, "remove").to_dict()
    kept = {name: found[name] and {key: found[name][key] for key in SHOWN} for name in ("talk", "report", "remove")}
    fallback = [card for card in kept.values() if card]
    return {"country": None, "need": "help", **kept, "emergency": None, "services": [], "fallback": fallback}


def _words(widget: dict[str, Any]) -> dict[str, str]:
    return {name: widget[name] for name in WORDS if name in widget}
