"""The languages (data/languages.yml), and all that a language is besides its guide (data/lang/<code>)."""

from __future__ import annotations

from typing import Literal

from pydantic import conlist, constr

from bot.guide.content import Content, Id, Text

#: Spoken when a person's language is not known or not live; every other guide is measured by this one.
DEFAULT_LANGUAGE = "en"
#: How a language's code is written, and the most letters that are looked at where a page names one.
CODE, LONGEST_CODE = r"^[a-z]{2,3}$", 16
Texts = tuple[Text, ...]


class Speech(Content):
    """How people answer in a language, whatever it is that they say (data/lang/<code>/speech.yml).

    Attributes:
        places: names of the first place of a list, the second, ...; last: of the last one, wherever that is.
        before_place, behind_place: may stand around such a name ("i pick the", "one").
        retold: a word about oneself, and what stands for it in a story about somebody else ("my": "their").
        before_question, behind_question: do not change a question ("but", "tho").
        plurals: endings that make many of one.
    """

    places: tuple[conlist(Text, min_items=1), ...] = ()
    last: Texts = ()
    before_place: Texts = ()
    behind_place: Texts = ()
    retold: dict[str, Text] = {}
    before_question: Texts = ()
    behind_question: Texts = ()
    plurals: Texts = ()


class Asking(Content):
    """Ways of asking for a thing by name, in one language (data/lang/<code>/asking.yml).

    Attributes:
        before, after: stand before and after the name ("what is", "meaning").
        articles: small words that may stand beside those; alone they ask for nothing.
        between: stand between two names; the first one is told ("csam and csem").
        avoid_before, avoid_after: ask whether a word may be used ("can i say", "a bad word").
        figures: show that somebody asks for facts of a place ("how many", "statistics").
        report, how: what somebody wants to do in an app ("report"), and ways of asking for it ("how do i").
        there: stand before an app's name, alone or behind what is reported ("on", "it was on").
        word: at the beginning, ask for the word itself even where a topic tells more ("define").
        persons: stand for somebody: what is said of them asks for no word ("he is gaslighting me").
        endings: what one form of a word may have and another not, the longest first ("doxxing", "doxxed").
    """

    before: Texts
    after: Texts
    articles: Texts
    avoid_before: Texts
    avoid_after: Texts
    figures: Texts
    word: Texts
    persons: Texts = ()
    endings: Texts = ()
    between: Texts = ()
    report: Texts = ()
    how: Texts = ()
    there: Texts = ()


class Commands(Content):
    """Exact phrases for each command (data/lang/<code>/commands.yml)."""

    __root__: dict[Id, Texts]


class Tested(Content):
    """Messages that the safety net hears by itself as danger or as a call for help, or leaves alone (tested.yml)."""

    danger: conlist(Text, min_items=5)
    help: conlist(Text, min_items=3)
    quiet: conlist(Text, min_items=3)


class Language(Content):
    """A language: `name` as its speakers write it; only a `live` one is offered and must be complete.

    Attributes:
        speech, commands, asking: how it is read; None of asking: only bare titles are known.
    """

    code: constr(regex=CODE)
    name: Text
    english: Text
    direction: Literal["ltr", "rtl"]
    status: Literal["live", "draft"]
    speech: Speech = Speech()
    commands: dict[Id, Texts] = {}
    asking: Asking | None = None


#: What stands in data/lang/<code>, and why a live language needs it. Files of other names are read by nobody.
PARTS = {
    "safety.yml": "nobody who calls for help in it would be sure to be heard",
    "masking.yml": "personal details in it would be read",
    "commands.yml": "nothing could be stopped or taken back by typing",
    "speech.yml": "no list could be answered by typing",
    "asking.yml": "nothing could be found by its name",
    "textspeak.yml": "its emoji and short forms would not be understood",
    "places.yml": "no country could be named in it",
    "tested.yml": "nobody would notice when a call for help in it is no longer heard",
}
