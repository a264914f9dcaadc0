"""Looks up what a message names: a command, a country, a word of the glossary.

Found things become entities without their place in the text. A message that is nothing but a command ("stop",
"say that again") gets the command as its intent; the classifier need not guess it.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.assistant.answers import place_of
from bot.assistant.examples import everyday_words, load_commands
from bot.assistant.library import Library, library
from bot.guide import Guide
from bot.guide.wording import normalise
from bot.referrals import SHARED_PLACE, UNKNOWN_PLACE, bare_country, find_country, shares_its_name, unknown_place

#: "define grooming", "csam meaning": asks for the word.
DEFINES = re.compile(r"^(?:define|definition of|definition|meaning of|glossary) (.+)$|^(.+) (?:definition|meaning)$")
#: From this confidence (0-1) of the classifier on, a topic answers "csam meaning" more fully than the glossary.
TOPIC_KNOWN = 0.5

CHANGE_COUNTRY, NOT_UNDERSTOOD = "change_country", "out_of_scope"
#: Where a place can be the place that help is wanted for. Trouble is answered first, wherever it is.
ASKS_FOR_HELP = (CHANGE_COUNTRY, "help_human")
#: "but is it my fault tho": words around a question that do not change it.
BEFORE = re.compile(r"^(?:(?:but|so|and|no|ok|okay|well|um|uh|like|pls|please|hey|hi) )+")
BEHIND = re.compile(r"(?: (?:tho|though|then|now|pls|please|anyway|really|bro|lol))+$")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GuideLookups(GraphComponent):
    """Adds entities, and the intent of a message that is a command.

    Entities: `country`, `at` (that it is not clear which place is named), `term`, `place` (of a message that is
    nothing but "b" or "the second"), and `asked` (the phrase that answers exactly this message; what became of its
    intent then does not matter).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """There is nothing to configure."""
        return {}

    def __init__(self, source: Library) -> None:
        self._library = source
        self._commands: dict[str, dict[str, str]] = {}
        self._everyday = everyday_words(source.data)  # read once, before the first message
        self._asked: dict[str, dict[str, str]] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GuideLookups:
        """Rasa's constructor."""
        return cls(library())

    def process(self, messages: list[Message]) -> list[Message]:
        """Look up each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                self._look_up(message, text)
        return messages

    def _look_up(self, message: Message, text: str) -> None:
        lang = (message.get("metadata") or {}).get("lang") or "en"
        guide = self._library.guide(lang)
        command = self._command(guide.language.code, normalise(text))
        if command:
            message.set(INTENT, {"name": command, "confidence": 1.0}, add_to_output=True)
        found = {
            **self._country(message, text),
            "term": self._term(message, guide, normalise(text)),
            "asked": self._asks(guide, normalise(text)),
            "place": place_of(text, guide.language.code),
        }
        entities = [{"entity": kind, "value": value} for kind, value in found.items() if value]
        message.set(ENTITIES, [*(message.get(ENTITIES) or []), *entities], add_to_output=True)

    def _command(self, lang: str, words: str) -> str | None:
        if lang not in self._commands:
            commands = load_commands(self._library.data, lang)
            self._commands[lang] = {normalise(p): name for name, phrases in commands.items() for p in phrases}
        return self._commands[lang].get(words)

    def _country(self, message: Message, text: str) -> dict[str, str | None]:
        """The country in the message, or that it names a place that is not clear (`at`, as a button would say it).

        Only `country` changes the country that is set; an unclear place leaves it. A message that is nothing but a
        country, or asks for help in no known one, gets `change_country` as its intent.
        """
        intent, about = (message.get(INTENT) or {}).get("name"), message.get("metadata") or {}
        lang, here = about.get("lang") or "en", about.get("country")
        place = self._unclear_place(text, lang, here) if intent in ASKS_FOR_HELP else None
        bare = intent == NOT_UNDERSTOOD and bare_country(text, lang, doubtful=False, everyday=self._everyday, here=here)
        if place or bare:
            message.set(INTENT, {"name": CHANGE_COUNTRY, "confidence": 1.0}, add_to_output=True)
        if place or bare == SHARED_PLACE:
            return {"at": place or SHARED_PLACE}
        return {"country": find_country(text, lang, self._everyday, here)}

    def _unclear_place(self, text: str, lang: str, here: str | None) -> str | None:
        """What stands for a place that nobody knows, or that has the name of two."""
        if shares_its_name(text, lang, self._everyday, here):
            return SHARED_PLACE
        return UNKNOWN_PLACE if unknown_place(text, self._everyday, lang, here) else None

    def _asks(self, guide: Guide, words: str) -> str | None:
        lang = guide.language.code
        if lang not in self._asked:
            phrases = guide.phrases.items()
            self._asked[lang] = {normalise(text): key for key, phrase in phrases for text in phrase.asked}
        known = self._asked[lang]
        return next((known[form] for form in _forms(words) if form in known), None)

    def _term(self, message: Message, guide: Guide, words: str) -> str | None:
        """The glossary word in the message, and whether nothing else is asked for."""
        asked = DEFINES.match(words)
        term = guide.find_term(words)
        if asked and term and guide.find_term(asked[1] or asked[2]) == term and not _is_topic(message, words):
            message.set(INTENT, {"name": "glossary", "confidence": 1.0}, add_to_output=True)
        return term.id if term else None


def _is_topic(message: Message, words: str) -> bool:
    """Is it surely a topic? "Define ..." asks for the word all the same."""
    intent = message.get(INTENT) or {}
    sure = intent.get("confidence", 0) >= TOPIC_KNOWN and str(intent.get("name")).startswith("topic_")
    return sure and not words.startswith(("define ", "glossary "))


def _forms(words: str) -> list[str]:
    """The words as they are, and without what stands around them."""
    core = BEHIND.sub("", BEFORE.sub("", words))
    return [words, BEFORE.sub("", words), BEHIND.sub("", words), core]
