"""`/emergency.json`: the emergency number of every country, small enough to be fetched before it is needed."""

import json

from bot.assistant.library import Library
from bot.channels.pages.assets import Asset
from bot.referrals import Directory


class Emergencies:
    """The file, made anew when the directory changes.

    Args:
        library: holds the directory.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made: tuple[Directory, Asset] | None = None

    def asset(self) -> Asset:
        """`{"GB": "999", ...}`, as the directory prints the numbers."""
        directory = self._library.directory.current
        if self._made is None or self._made[0] is not directory:
            text = json.dumps(numbers(directory), separators=(",", ":"))
            self._made = directory, Asset.of(text, "application/json")
        return self._made[1]


def numbers(directory: Directory) -> dict[str, str]:
    """Number by country code, as `choose` gives it; countries without one are left out."""
    codes = [country["code"] for country in directory.countries()]
    found = {code: directory.choose(code, "danger").to_dict()["emergency"] for code in codes}
    return {code: card["number"] for code, card in found.items() if card}
