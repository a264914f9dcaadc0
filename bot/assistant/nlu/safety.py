"""The safety net as a component of Rasa's pipeline, and for the channel. What it knows is in rules and assessment."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.assistant.nlu.assessment import HELP_PREFIX, Assessment, assess, best_topic
from bot.assistant.nlu.details import mask
from bot.assistant.nlu.rules import SafetyRules, load_rules
from bot.settings import load_settings

#: Certainty given to an intent that the classifier did not think of.
LIFTED = 1.0


def is_alarming(text: str, lang: str = "en") -> bool:
    """Does `text` by its words alone sound like somebody in trouble? Then it is never taken for a button.

    The rules of all languages count, whichever language the page is in.
    """
    rules = load_rules(load_settings().data)
    found = assess(mask(text).text, (), rules)
    return (found.intent or "").startswith(HELP_PREFIX)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyNet(GraphComponent):
    """Sets the intent where the safety net decides; leaves the classifier's ranking as it is.

    Adds entities without a place in the text: `signals` (names of what was noticed, with commas) and, where help
    is answered, `best_topic` (id of the topic to go on to after "I was just asking").
    """

    def __init__(self, rules: SafetyRules) -> None:
        self._rules = rules

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SafetyNet":
        """Rasa's constructor; a file of rules that is wrong stops the bot here, and not in front of a child."""
        return cls(load_rules(load_settings().data))

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at each message, except buttons ("/menu")."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                self._look_at(message, text)
        return messages

    def _look_at(self, message: Message, text: str) -> None:
        ranking = [(guess["name"], guess["confidence"]) for guess in message.get(INTENT_RANKING_KEY) or []]
        # Beside an exact command ("stop") the classifier's guess counts for nothing; what the words say still does.
        guess = message.get(INTENT) or {}
        command = guess.get("confidence") == LIFTED
        understood = bool(ranking) and guess.get("name") == ranking[0][0]
        found = assess(text, () if command else ranking, self._rules, understood)
        if found.intent:
            share = dict(ranking).get(found.intent, LIFTED)
            message.set(INTENT, {"name": found.intent, "confidence": share}, add_to_output=True)
        intent = (message.get(INTENT) or {}).get("name") or ""
        entities = _entities(found, best_topic(ranking) if intent.startswith(HELP_PREFIX) else None)
        message.set(ENTITIES, [*(message.get(ENTITIES) or []), *entities], add_to_output=True)


def _entities(found: Assessment, topic: str | None) -> list[dict[str, str]]:
    named = {"signals": ",".join(sorted(found.signals)), "best_topic": topic}
    return [{"entity": kind, "value": value} for kind, value in named.items() if value]
