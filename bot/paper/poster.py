"""A poster for each country: who listens, where to report, the emergency number, and a code to scan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.paper.press import Paper, Size, qr_code
from bot.referrals import Directory

#: A name's second form in brackets, in letters that are neither Latin, Greek nor Cyrillic: paper has none for them.
UNPRINTABLE = re.compile(r"[^\u0000-\u04ff\u1e00-\u206f]")
OTHER_LETTERS = re.compile(r"\s*\([^()]*[^\u0000-\u04ff\u1e00-\u206f][^()]*\)")
#: What the directory calls such a line.
CRISIS = "crisis_line"


def poster(
    directory: Directory,
    words: Mapping[str, Any],
    country: str | None,
    site: str,
    lang: str = DEFAULT_LANGUAGE,
    size: Size = "a4",
) -> Paper:
    """The poster of a country, or one for anywhere when the country is unknown.

    Args:
        directory: where every number comes from.
        words: data/guide/<lang>/paper/posters.yml.
        country: ISO code, or None.
        site: address of this Staysafe, such as https://staysafe.example, for the code to scan.
        lang: language of the words.
        size: of the paper.
    """
    found = directory.choose(country, "threat", lang).to_dict()
    name = found["country_name"]
    title = words["title"].replace("{country}", name) if name else words["title_anywhere"]
    shown = {
        "headline": words["headline"],
        "intro": words["intro"].replace("**", ""),
        "contacts": contacts_of(found, words),
        "emergency": _emergency(found, words),
        "crisis": crisis_card(directory, words, country, lang),
        "know": words["know"],
        "qr": code_to_scan(found, site, words),
        "checked": _checked(found, words),
        "footer": words["footer"],
    }
    return Paper("poster", title, shown, lang, size)


def contact_card(service: Mapping[str, Any], label: str, note: str | None = None) -> dict[str, Any]:
    """What a paper shows of a service: nobody can tap on it, so the address is written out, and short."""
    address = service["report_url"] or service["chat_url"] or service["url"]
    return {
        "label": label,
        "name": OTHER_LETTERS.sub("", service["name"]),
        "phone": service["phone"],
        "text": service["text"],
        "address": address and _short(address),
        "hours": service["hours"] if service["phone"] else None,
        "note": note,
    }


def crisis_line(directory: Directory, country: str | None, lang: str) -> Mapping[str, Any] | None:
    """The country's own line for thoughts of suicide and other crises: blackmail and those go together."""
    services = directory.choose(country, "crisis", lang).to_dict()["services"]
    return next((one for one in services if one["kind"] == CRISIS and one["country"]), None)


def crisis_card(
    directory: Directory, words: Mapping[str, Any], country: str | None, lang: str
) -> dict[str, Any] | None:
    """That line as paper shows it; None where the directory knows none, or its name in other letters only."""
    found = crisis_line(directory, country, lang)
    card = contact_card(found, words["crisis"]) if found else None
    return card if card and not UNPRINTABLE.search(card["name"]) else None


def contacts_of(found: Mapping[str, Any], words: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One who listens and one who acts, then removal; each service once."""
    cards: dict[str, dict[str, Any]] = {}
    for part in ("talk", "report", "remove"):
        service = found[part]
        if not service:
            continue
        if service["id"] in cards:
            cards[service["id"]]["label"] += " · " + words[part]
        else:
            cards[service["id"]] = contact_card(service, words[part], _note(part, service, found, words))
    return list(cards.values())


def _note(part: str, service: Mapping[str, Any], found: Mapping[str, Any], words: Mapping[str, Any]) -> str | None:
    if service["country"] or not found["country_name"]:
        return None
    lacks = {"talk": "no_helpline", "report": "no_report"}.get(part)
    return words[lacks].replace("{country}", found["country_name"]) if lacks else None


def _emergency(found: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, str] | None:
    emergency = found["emergency"]
    return emergency and {"label": words["emergency"], "number": emergency["number"]}


def code_to_scan(found: Mapping[str, Any], site: str, words: Mapping[str, Any]) -> dict[str, str]:
    """A QR code that opens the contacts of the country on this Staysafe, and what it says to who cannot see it."""
    address = f"{site.rstrip('/')}/referrals" + (f"?country={found['country']}" if found["country"] else "")
    alt = words["scan_alt"].replace("{address}", address)
    return {"svg": qr_code(address), "alt": alt, "label": words["scan"]}


def _checked(found: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """When each contact was checked last, in the words of the page."""
    lines = []
    for part in ("talk", "report", "remove"):
        service = found[part]
        if service:
            said = words["checked_on" if service["checked_on"] else "undated"]
            lines.append(
                said.replace("{name}", OTHER_LETTERS.sub("", service["name"])).replace(
                    "{on}", str(service["checked_on"])
                )
            )
    place = found["country_name"] or ""
    text = words["checked"].replace("{checked}", "; ".join(dict.fromkeys(lines)))
    return text.replace("{country}", place) if place else text.replace("{country}: ", "")


def _short(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
