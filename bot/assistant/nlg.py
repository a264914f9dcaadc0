"""The words of every answer that needs no steps, made in this process.

Rasa asks for `utter_<intent>`; this picks the language and calls the function in bot/assistant/words that
answers it. Because nothing here leaves the process, topics and help still answer when the action server and
the database are down.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.assistant.dialogue import HELP, TALK
from bot.assistant.library import Library, library
from bot.assistant.words import contacting, questions, reference, talk, topics
from bot.assistant.words import help as help_words
from bot.assistant.words.contacts import with_danger
from bot.assistant.words.turn import Turn
from bot.guide.reply import Reply

Answer = Callable[[Turn], Reply]

#: Answers that are more than the phrase of their own name.
ANSWERS: dict[str, Answer] = {
    **{intent: help_words.answer for intent in HELP},
    "just_asking": help_words.just_asking,
    "asked": help_words.asked,
    "greet": talk.greet,
    "ask_bot": talk.ask_bot,
    "menu": talk.menu,
    "topics": talk.all_topics,
    "unsure": talk.unsure,
    "wrong": talk.wrong,
    "change_country": talk.change_country,
    "set_country": talk.change_country,
    "change_language": talk.change_language,
    "set_language": talk.change_language,
    "source": topics.source,
    "glossary": reference.glossary,
    "law_table": reference.law_table,
    "organisations": reference.organisations,
    "young_people_in_action": reference.young_people,
    "contact_what_happens": contacting.what_happens,
    "contact_rehearsal": contacting.rehearsal,
    "tell_words": contacting.tell_words,
    "small_step": contacting.small_step,
    "remove_guide": contacting.remove_guide,
}
#: Answers that tell nothing of their own.
SMALL_TALK = {*TALK, "asked", "nothing_to_pick", "stop", "unavailable", "unsure", "wrong"} - {"repeat", "simpler"}
#: Not answers of their own: never said again on "say that again".
ASIDE = {"utter_referrals", "utter_repeat", "utter_wrong", "utter_unavailable", "utter_asked", "utter_nothing_to_pick"}
ASIDE |= {f"utter_{intent}" for intent in ("thanks", "affirm", "deny", "unkind_to_bot", "out_of_scope", "goodbye")}


class GuideNLG(NaturalLanguageGenerator):
    """Named in config/endpoints.yml under `nlg`."""

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        source: Library | None = None,
    ) -> None:
        self._library: Library = source or library()

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The answer as a custom message: a :class:`bot.guide.reply.Reply` in JSON."""
        turn = turn_of(tracker, self._library)
        return {"text": None, "custom": answer(utter_action.removeprefix("utter_"), turn).to_dict()}


def answer(name: str, turn: Turn) -> Reply:
    """What is said for `utter_<name>`. After a danger to life, small talk too names who helps."""
    reply = _answer(name, turn)
    return with_danger(reply, turn) if turn.danger and name in SMALL_TALK else reply


def _answer(name: str, turn: Turn) -> Reply:
    if name == "referrals":
        # Comes last in each turn: a danger that was told decides which contacts are shown, whatever was answered.
        return Reply(need=turn.danger, all_contacts=turn.intent == "more_contacts")
    if name == "repeat":
        return repeat(turn)
    if name == "simpler":
        return help_words.simpler(turn) if turn.helped and turn.helped.here else topics.simpler(turn)
    if name.startswith("topic_"):
        return topics.tell(turn, name.removeprefix("topic_"))
    if name.startswith("question_"):
        return questions.tell(turn, name.removeprefix("question_"))
    fitting = help_words.after_help(turn) if name == turn.intent else None
    if fitting or name in ANSWERS:
        return fitting or ANSWERS[name](turn)
    return talk.plain(turn) if name == turn.intent else turn.phrase(name)


def repeat(turn: Turn) -> Reply:
    """The last answer once more, as far as it can be given again without its message.

    After help that is the help itself, in full; going back leads there from the screens that belong to it.
    """
    name = turn.said[-1].removeprefix("utter_") if turn.said else ""
    if turn.helped and turn.helped.here and (turn.intent == "back" or name in ("", *HELP)):
        return help_words.told_again(turn)
    if not name:
        return turn.phrase("repeat_none")
    return answer(name, replace(turn, intent=name, said=turn.said[:-1], typed=False))


def turn_of(tracker: DialogueStateTracker, source: Library) -> Turn:
    """What the words may know of the conversation."""
    latest, before = _last_messages(tracker)
    slots = tracker.current_slot_values()
    partner = source.partners.get(slots.get("partner") or "")
    return Turn(
        guide=source.guide(slots.get("lang")),
        directory=source.directory.current,
        contacting=source.contacting,
        slots=slots,
        intent=(latest.intent.get("name") or "") if latest else "",
        entities={e["entity"]: str(e["value"]) for e in reversed(latest.entities)} if latest else {},
        guesses=_ranking(latest),
        earlier=_ranking(before),
        said=_said_before(tracker),
        off=partner.topics_off if partner else (),
        typed=len(_ranking(latest)) > 1,  # a button is nothing but itself
    )


def _last_messages(tracker: DialogueStateTracker) -> tuple[UserUttered | None, UserUttered | None]:
    messages = [event for event in reversed(tracker.events) if isinstance(event, UserUttered)][:2]
    return tuple((messages + [None, None])[:2])


def _ranking(message: UserUttered | None) -> list[str]:
    ranking = (message.parse_data or {}).get("intent_ranking", []) if message else []
    return [guess["name"] for guess in ranking]


def _said_before(tracker: DialogueStateTracker) -> list[str]:
    """Answers before the latest message, oldest first."""
    said: list[str] = []
    for event in tracker.events:
        if isinstance(event, UserUttered):
            said.append("")
        elif isinstance(event, ActionExecuted) and (event.action_name or "").startswith("utter_"):
            said.append(event.action_name)
    while said and said[-1]:
        said.pop()
    return [name for name in said if name and name not in ASIDE]
