"""Pages of first words in other languages: one for each kind of trouble, contacts at once, nothing else to fill in.

Until a new kind has a page, the one for trouble of no special kind is shown; that one must be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.guide.help import SOMETHING, HelpWords, Kind
from bot.guide.pages import read_pages
from bot.guide.problems import Problem, Severity
from bot.guide.reader import Reader
from bot.guide.reference import CONTACTS
from bot.guide.yaml_lines import Document

ADVICE = "Ask somebody who speaks it and works with children."
#: A page is short: comfort, contacts, one small step.
MOST = 3
#: Numbers stand in the directory only; what stands in braces must be known.
FORBIDDEN = re.compile(r"\d|[{}]|https?:|www\.")


def page_problems(reader: Reader, kinds: dict[str, Kind], release: bool) -> Iterator[Problem]:
    """What is wrong with the pages; with `release`, also that nobody has reviewed them."""
    for lang, pages in read_pages(reader).items():
        home = f"guide/{lang}/help"
        for name in sorted(kinds.keys() ^ pages.keys()):
            severity: Severity = "error" if name == SOMETHING or name not in kinds else "warning"
            told = "this kind of trouble has no page" if name in kinds else f"`{name}` is no kind of trouble"
            advice = f"Write it; {SOMETHING}.yml stands in." if name in kinds else "Delete it, or name it after a kind."
            yield Problem(f"{reader.data_dir.name}/{home}/{name}.yml", 0, told, advice, severity)
        for name, page in pages.items():
            yield from _problems(reader.document(f"{home}/{name}.yml"), page, release)
        waiting = sum(page.reviewed.by is None for page in pages.values())
        if waiting and not release:
            told = f"{waiting} of {len(pages)} pages of help are not reviewed"
            yield Problem(
                f"{reader.data_dir.name}/{home}", 0, told, "Ask a speaker who works with children.", "warning"
            )


def _problems(document: Document, page: HelpWords, release: bool) -> Iterator[Problem]:
    said = page.first[0].say if page.first else ()
    if said.count(CONTACTS) != 1 or CONTACTS not in said[:2] or len(said) > MOST:
        advice = f'Say comfort, "{CONTACTS}" and one small step; contacts come first or second.'
        yield document.problem(("first",), "a page says three things at most, and has the contacts once", advice)
    if any(FORBIDDEN.search(text) for text in said if text != CONTACTS):
        yield document.problem(("first",), "a page holds no numbers, links or braces", "Leave them to the contacts.")
    if release and page.reviewed.by is None:
        yield document.problem(("reviewed",), "nobody has reviewed this", ADVICE)
