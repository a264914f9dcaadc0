"""The project's own drawings (bot/web/art), put into pages as they are."""

import re
from pathlib import Path

from markupsafe import Markup

from bot.channels.pages.assets import WEB


class Drawings:
    """Drawings by name: ids of chapters and stories, and a few for pages."""

    def __init__(self, folder: Path = WEB / "art") -> None:
        self._shapes = {file.stem: _shapes(file.read_text("utf-8")) for file in folder.glob("*.svg")}

    def __call__(self, name: str) -> Markup:
        """The drawing as inline SVG that screen readers pass over; empty when there is none."""
        if name not in self._shapes:
            return Markup()
        view = 'viewBox="0 0 160 120" preserveAspectRatio="xMidYMid slice"'
        frame = f'<svg class="art" {view} aria-hidden="true" focusable="false">{{}}</svg>'
        return Markup(frame).format(Markup(self._shapes[name]))


def _shapes(text: str) -> str:
    """What stands between the outer tags; our files hold shapes with plain attributes only."""
    inner = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", text, flags=re.S)
    return re.sub(r"\s+", " ", inner).strip()
