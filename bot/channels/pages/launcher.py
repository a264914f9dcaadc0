"""`/widget.js`: the launcher with the contacts and words it needs when nothing else can be loaded."""

import json
import re
from typing import Any

from bot.assistant.library import Library
from bot.channels.pages.assets import WEB, Asset, Assets
from bot.guide.languages import DEFAULT_LANGUAGE

LINE = re.compile(r"^ *const FILLED = .*;$", re.M)
WORDS = ("launcher", "leave", "retry", "unreachable")
#: A word in widget/words.js: the English ones for when the configuration cannot be loaded come with that file.
BUNDLED = re.compile(r"^  (\w+): \"", re.M)
SHOWN = ("name", "url", "report_url")


def launcher(assets: Assets, library: Library, files: str = "") -> Asset:
    """The launcher with names and links of the directory; no numbers, so nothing in it goes stale unseen.

    Args:
        assets: the files of bot/web.
        library: guide and contacts.
        files: where the rest of its release stands, from the root of the site: "v/<version>/", or "" for the newest.
    """
    words = {code: _words(code, guide.ui["widget"]) for code, guide in library.guides.items()}
    content = {"referrals": offline(library), "words": words, "files": files}
    filling = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return assets.filled("widget.js", LINE, f"const FILLED = {filling};")


def offline(library: Library) -> dict[str, Any]:
    """The contract without a server and so without a country: `talk`, `report`, `remove` of an answer's `referrals`."""
    found = library.directory.current.choose(None, "remove").to_dict()
    cards = {name: found[name] for name in ("talk", "report", "remove") if found[name]}
    return {name: {key: card[key] for key in SHOWN if card[key]} for name, card in cards.items()}


def _words(lang: str, widget: dict[str, Any]) -> dict[str, str]:
    """The launcher's own words; in other languages than the default one, also those of widget/words.js."""
    bundled = () if lang == DEFAULT_LANGUAGE else BUNDLED.findall((WEB / "widget" / "words.js").read_text("utf-8"))
    return {name: widget[name] for name in dict.fromkeys((*WORDS, *bundled)) if name in widget}
