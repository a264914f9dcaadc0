"""More than a number: what happens when you contact a service, a rehearsal, words to use, one small step.

The words stand in data/guide/<lang>/contacting.yml; what is said about a service comes from the directory.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import conlist, root_validator

from bot.guide.content import Content, ContentError, Reviewed, Sourced, Text
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.problems import GuideError, Problem
from bot.guide.schema import parse
from bot.guide.yaml_lines import read_document
from bot.referrals.plans import NEEDS

FILE = "contacting.yml"
TALKING = frozenset({"phone", "text", "whatsapp", "chat"})
if TYPE_CHECKING:  # a checker of types reads them as what they are made of
    Messages = list[str]
else:
    Messages = conlist(Text, min_items=1)


class Line(Content):
    """One line of a rehearsal: `them` is the person at the other end."""

    who: Literal["you", "them"]
    say: Text


class Step(Content):
    """One small thing to do now."""

    id: Text
    say: Text


class FirstContact(Content):
    """All there is to say about contacting somebody for one need."""

    happens: Messages
    rehearsal: conlist(Line, min_items=4)
    words: Messages
    steps: conlist(Step, min_items=1)
    back: Messages


class Answers(Content):
    """What is said where the directory says yes, no, or nothing."""

    yes: Text
    no: Text
    unknown: Text

    def to(self, known: bool | None) -> str:
        """The sentence for what is known."""
        return self.unknown if known is None else self.yes if known else self.no


class Bill(Content):
    """Whether others can see that one called or chatted."""

    phone: Text
    chat: Text


class Facts(Content):
    """What the directory knows of a service, in sentences."""

    who: dict[str, Text]
    form: Text
    free: Answers
    bill: Bill
    anonymous: Answers


class RemovalWords(Content):
    """The picture-removal guide: words for single services, and for kinds of service."""

    before: Messages
    services: dict[str, Messages]
    national: Messages
    report: Messages
    talk: Messages
    after: Messages

    def about(self, card: dict[str, Any]) -> list[str]:
        """What to say about a service in this guide."""
        kinds = {"image_removal": self.national, "report_hotline": self.report, "police_online": self.report}
        return list(self.services.get(card["id"]) or kinds.get(card["kind"], self.talk))


class ContactingWords(Sourced):
    """One language's file."""

    reviewed: Reviewed
    needs: dict[str, FirstContact]
    facts: Facts
    removal: RemovalWords

    @root_validator(skip_on_failure=True)
    def _known_needs(cls, values: dict[str, Any]) -> dict[str, Any]:
        unknown = set(values["needs"]) - set(NEEDS)
        if "help" not in values["needs"]:
            raise ContentError("`needs` lacks help", "Write it: it stands for every need without words.")
        if unknown:
            raise ContentError(f"`needs` has {', '.join(sorted(unknown))}", f"The needs are {', '.join(NEEDS)}.")
        return values


class Contacting:
    """The words of all languages that have the file, ready to be asked."""

    def __init__(self, words: dict[str, ContactingWords]) -> None:
        self._words = words

    def first_contact(self, need: str, lang: str = DEFAULT_LANGUAGE) -> FirstContact:
        """What to say about contacting somebody for a need (one of NEEDS; anything else counts as help)."""
        needs = self._in(lang).needs
        return needs.get(need, needs["help"])

    def facts(self, card: dict[str, Any], lang: str = DEFAULT_LANGUAGE) -> list[str]:
        """Sentences about a service, given as in `Referrals.to_dict()`: who answers, cost, bill, name."""
        facts = self._in(lang).facts
        ways = {route["by"] for route in card["routes"]}
        sentences = [facts.who[card["kind"]]] if ways & TALKING else [facts.form] if "form" in ways else []
        if not sentences:
            return []
        sentences.append(facts.free.to(card["free"]))
        sentences += [facts.bill.phone] if "phone" in ways else []
        sentences += [facts.bill.chat] if "chat" in ways else []
        sentences.append(facts.anonymous.to(card["anonymous"]))
        return sentences

    def removal(self, found: dict[str, Any], lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """The picture-removal guide: `before` and `after` (messages), `options` (`service`, `say`) in order.

        Args:
            found: the contacts for the need `remove`, as :class:`bot.referrals.Referrals` gives them.
        """
        words = self._in(lang).removal
        cards = found["services"] + [
            c for c in found["fallback"] if c["id"] not in {s["id"] for s in found["services"]}
        ]
        removing = [card for card in cards if card["kind"] == "image_removal"]
        others = [card for card in cards if card["kind"] != "image_removal"]
        options = [{"service": card, "say": words.about(card)} for card in removing + others]
        return {"before": list(words.before), "options": options, "after": list(words.after)}

    def _in(self, lang: str) -> ContactingWords:
        return self._words.get(lang) or self._words.get(lang.split("-")[0]) or self._words[DEFAULT_LANGUAGE]


def read_contacting(data_dir: Path) -> Contacting:
    """The words from `data_dir`/guide. Raises GuideError with every fault of every language."""
    words, problems = _read_all(Path(data_dir))
    if problems:
        raise GuideError(problems)
    return Contacting(words)


def contacting_problems(data_dir: Path) -> list[Problem]:
    """What is wrong with the files of all languages."""
    return _read_all(Path(data_dir))[1]


def _read_all(data_dir: Path) -> tuple[dict[str, ContactingWords], list[Problem]]:
    words: dict[str, ContactingWords] = {}
    problems: list[Problem] = []
    for path in sorted({*data_dir.glob(f"guide/*/{FILE}"), data_dir / "guide" / DEFAULT_LANGUAGE / FILE}):
        document = read_document(path, f"{data_dir.name}/guide/{path.parent.name}/{FILE}")
        found = None if document.problems else parse(ContactingWords, document)
        if found:
            words[path.parent.name] = found
        problems += document.problems
    return words, problems


__all__ = ["Contacting", "FirstContact", "contacting_problems", "read_contacting"]
