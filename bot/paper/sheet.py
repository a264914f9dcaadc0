"""Worksheets and handouts: the words of data/guide/<lang>/paper/sheets, with the contacts of a country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.lessons import Classroom, Sheet
from bot.paper.poster import code_to_scan, contacts_of, crisis_card
from bot.paper.press import Paper, Size
from bot.referrals import Directory

#: Sheets about this name the line for a crisis too.
THREAT = "threat"


def sheet_paper(
    sheet: Sheet,
    classroom: Classroom,
    directory: Directory,
    words: Mapping[str, Any],
    country: str | None,
    site: str,
    lang: str = DEFAULT_LANGUAGE,
    size: Size = "a4",
) -> Paper:
    """A sheet, ready to print.

    Args:
        sheet: what to print.
        classroom: holds the questions of the sheet that asks before and after.
        directory: where the contacts come from.
        words: data/guide/<lang>/paper/posters.yml.
        country: ISO code, or None for contacts that work anywhere.
        site: address of this Staysafe, for the code to scan.
    """
    found = directory.choose(country, sheet.need, lang).to_dict()
    crisis = crisis_card(directory, words, country, lang) if sheet.need == THREAT else None
    shown = {
        "intro": sheet.intro,
        "parts": [part.dict() for part in sheet.parts],
        "survey": [{"ask": item.ask, "options": item.options} for item in classroom.survey],
        "contacts": [*contacts_of(found, words), *([crisis] if crisis else [])],
        "qr": code_to_scan(found, site, words),
        "footer": words["footer"],
    }
    return Paper("sheet", sheet.title, shown, lang, size)
