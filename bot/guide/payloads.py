"""What a button sends. Only payloads of this list reach the bot's rules; anything else is read as text."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from bot.guide import playable
from bot.guide.activities import Activity
from bot.guide.guide import Guide
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.titled import Titled
from bot.guide.wording import normalise

#: Buttons that stand for themselves. Their words are `buttons` in phrases/ui.yml.
PLAIN = [
    "menu",
    "topics",
    "glossary",
    "law_table",
    "organisations",
    "young_people_in_action",
    "change_country",
    "change_language",
    "more_contacts",
    "just_asking",
    "wrong",
    "help_human",
    "help_self",
    "help_friend",
    "help_danger_now",
    "resume",
    "simpler",
    "repeat",
    "source",
    "back",
    "stop",
    "next",
    "more",
    "contact_what_happens",
    "contact_rehearsal",
    "tell_words",
    "small_step",
    "remove_guide",
    "in_app",
    "ask_privacy",
    "ask_bot",
]
#: What a button says that names a kind of trouble.
TROUBLE = "trouble"
#: What has titles of its own; a chapter's ("Getting help") can be meant otherwise.
TITLED = ("stories", "chats", "sortings")


def plain_buttons(activities: Iterable[Activity]) -> list[str]:
    """Every button that stands for itself: those of the list, and the beginnings of the activities."""
    return [*PLAIN, *(activity.start for activity in activities)]


def payload(name: str, at: str | None = None) -> str:
    """The payload of a button: `/menu`, or with a place in the guide `/start_tour{"at":"basics"}`."""
    return f"/{name}" if at is None else f"/{name}" + json.dumps({"at": at}, separators=(",", ":"))


class Payloads:
    """Every payload there is, with its words on the button in each language and other ways to type it.

    Args:
        guides: the guide by language code; all languages have the same payloads.
        countries: name by country code, by language code.
    """

    def __init__(self, guides: Mapping[str, Guide], countries: Mapping[str, Mapping[str, str]]) -> None:
        self._guides, self._countries = guides, countries

    def __contains__(self, candidate: str) -> bool:
        return any(candidate in words for words in self._words.values())

    def title(self, name: str, lang: str, speaker: str | None = None) -> str:
        """The words on the button, for somebody who may speak of another person (bot.guide.help.HELPERS); KeyError for
        a payload that does not exist."""
        titled = (self._titled.get(lang) or self._titled[DEFAULT_LANGUAGE]).get(name) if speaker else None
        return titled.title_for(speaker) if titled else self.wordings(name, lang)[0]

    def wordings(self, name: str, lang: str) -> tuple[str, ...]:
        """The button's words, then other ways to type the same answer: of a story's choice, of a helper's question."""
        return (self._words.get(lang) or self._words[DEFAULT_LANGUAGE])[name]

    def titled(self, words: str, lang: str) -> str | None:
        """What a title alone begins: a story, a chat, a game. `words` are normalised (see bot.guide.wording)."""
        return (self._titles.get(lang) or self._titles[DEFAULT_LANGUAGE]).get(words)

    @cached_property
    def _titles(self) -> dict[str, dict[str, str]]:
        return {lang: dict(_titles(guide)) for lang, guide in self._guides.items()}

    @cached_property
    def _titled(self) -> dict[str, dict[str, Titled]]:
        return {lang: dict(_in_own_words(guide)) for lang, guide in self._guides.items()}

    @cached_property
    def _words(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {lang: dict(self._collect(lang, guide)) for lang, guide in self._guides.items()}

    def _collect(self, lang: str, guide: Guide) -> Iterator[tuple[str, tuple[str, ...]]]:
        buttons = guide.ui["buttons"]
        yield from ((payload(name), (buttons[name],)) for name in plain_buttons(guide.activities))
        yield from _topics(guide, buttons["check"])
        yield from ((name, titled.all_titles) for name, titled in _in_own_words(guide))
        for activity in guide.activities:
            yield from _activity(guide, activity)
        yield from _reference(guide)
        names = self._countries.get(lang) or self._countries[DEFAULT_LANGUAGE]
        yield from ((payload("set_country", code), (name,)) for code, name in names.items())
        yield payload("set_country", "none"), (buttons["country_declined"],)
        for code, other in self._guides.items():
            yield payload("set_language", code), (other.language.name,)


Words = Iterator[tuple[str, tuple[str, ...]]]


def _topics(guide: Guide, check: str) -> Words:
    for topic in guide.topics.values():
        yield payload(topic.intent), (topic.title,)
        yield payload("check", topic.id), (check,)


def _in_own_words(guide: Guide) -> Iterator[tuple[str, Titled]]:
    """What each speaker calls otherwise: questions, and kinds of trouble that have a title."""
    yield from ((payload(question.intent), question) for question in guide.questions.values())
    yield from ((payload(TROUBLE, name), words) for name, words in guide.help.items() if words.title)


def _titles(guide: Guide) -> Iterator[tuple[str, str]]:
    """Titles of two words or more: one word alone may mean something else."""
    for activity in guide.activities:
        for at, (title, *_) in playable.entries(guide, activity) if activity.holds in TITLED else ():
            if " " in normalise(title):
                yield normalise(title), payload(activity.start, at)


def _activity(guide: Guide, activity: Activity) -> Words:
    for at, words in playable.entries(guide, activity):
        yield payload(activity.start, at), words
    for at, words in playable.answers(guide, activity):
        yield payload(activity.answer or activity.start, at), words


def _reference(guide: Guide) -> Words:
    for term in guide.glossary:
        yield payload("glossary", term.id), (term.term, *term.also)
    for framework_id, words in guide.law.frameworks.items():
        yield payload("law_table", framework_id), (words.name, *words.also)
    for organisation in guide.organisations:
        yield payload("organisations", organisation.id), (organisation.name, *organisation.also)
    for action in guide.actions:
        yield payload("young_people_in_action", action.id), (action.title, *action.also)
    for platform in guide.platforms:
        yield payload("in_app", platform.id), (platform.name, *platform.also)
