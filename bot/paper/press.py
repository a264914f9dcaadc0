"""From a template and its words to a PDF that can be read aloud (PDF/UA-1), by Typst, with no system package."""

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import segno

from bot.guide.languages import DEFAULT_LANGUAGE

TEMPLATES = Path(__file__).parent / "templates"
#: Paper sizes by the name in an address, as Typst calls them.
SIZES = {"a4": "a4", "letter": "us-letter"}
Size = Literal["a4", "letter"]


class PaperError(ValueError):
    """Something cannot be printed; the message says what and why."""


@dataclass(frozen=True)
class Paper:
    """What is printed.

    Attributes:
        template: a file of bot/paper/templates, without its ending.
        title: of the document, as a reading program says it first.
        words: what the template shows, as plain data.
        lang: language code.
        size: `a4` or `letter`.
    """

    template: str
    title: str
    words: dict[str, Any]
    lang: str = DEFAULT_LANGUAGE
    size: Size = "a4"


def print_pdf(paper: Paper) -> bytes:
    """The PDF of a paper.

    Raises:
        PaperError: an unknown size, or words that the letters at hand cannot show.
    """
    if paper.size not in SIZES:
        raise PaperError(f"There is no paper size {paper.size!r}. Use one of: {', '.join(SIZES)}.")
    import typst  # 7 MB, of which a server needs nothing until somebody prints

    given = {"title": paper.title, "lang": paper.lang, "paper": SIZES[paper.size], **paper.words}
    try:
        return typst.compile(
            TEMPLATES / f"{paper.template}.typ",
            root=TEMPLATES,
            font_paths=[_letters()],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(given)},
            pdf_standards=["ua-1"],
            timestamp=datetime(2026, 1, 1, tzinfo=UTC),  # the same words give the same file
        )
    except typst.TypstError as error:
        raise PaperError(f"{paper.title!r} cannot be printed: {error}") from error


def qr_code(address: str) -> str:
    """A QR code for an address, as SVG: easy to scan from the last row, robust against folds."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()


@lru_cache(maxsize=1)
def _letters() -> Path:
    return Path(str(files("font_source_sans_pro") / "files"))
