"""Who answers what: each intent and the action that answers it.

Every rule has two steps, an intent and its action; ReferralsPolicy adds the contacts. `utter_tell` says in this process
(bot/assistant/nlg.py) what was decided, and works when everything else is down; `action_*` is answered by the action
server (actions/), because it goes step by step.
"""

from collections.abc import Iterable

from bot.guide import Guide
from bot.guide.activities import Activity

#: Moves that mean something else in each activity.
MOVES = {"next": "action_next", "back": "action_back", "resume": "action_resume"}

#: Says what was decided, in this process (bot/assistant/nlg.py).
TELL = "utter_tell"
#: Said by the policy, not asked for by an intent.
UNASKED = ("utter_referrals", "utter_unavailable")
#: Steps that are decided on where a question waits (see data/decisions.yml).
UNASKED_STEPS = ("action_pick", "action_dont_know")

ENTITIES = ("at", "country", "term", "language", "signals", "best_topic", "personal_details", "asked", "place")

#: What a conversation remembers. Nothing of it is text that a person wrote.
SLOTS = {
    "lang": "text",  # language of the answers
    "country": "text",  # for the contacts; "none" = rather not say
    "partner": "text",  # the site that shows the chat
    "mode": "text",  # chat or class
    "topic": "text",  # the topic told last
    "activity": "text",  # id of data/activities.yml: what can be taken up again; each has a slot of its own
    "score": "any",  # {"right": 3, "of": 5} of what was played last; with "open" while it goes on
    "learnt": "any",  # {"missed": {"secret_gift": 2}}: items to come back, by the chapter in which they were missed
    "item": "any",  # {"id": "secret_gift", "picked": [1], "tries": 0}: the question that is open by itself
    "need": "text",  # which contacts fitted last
    "told_lang": "text",  # the language the page sent last; one that was chosen in the talk outlives it
    "told_country": "text",  # the country the page sent last; a country that was typed outlives it
    "offered": "any",  # payloads of the buttons shown last
    "state": "any",  # the trouble that was told and what was said last (see bot.assistant.state)
    "decision": "any",  # what is answered in this turn (see bot.assistant.decide)
}

#: Only these intents mean "show the contacts of that country": "is it legal in France?" does not.
COUNTRY_INTENTS = ["change_country", "help_human", "set_country"]


def answers(guide: Guide) -> dict[str, str]:
    """The action that answers each intent, for all intents of the assistant."""
    plain = [intent.id for intent in guide.intents] + [question.intent for question in guide.questions.values()]
    return dict.fromkeys(plain, TELL) | steps(guide.activities)


def steps(activities: Iterable[Activity]) -> dict[str, str]:
    """Intents answered step by step, and the actions of the action server that do it."""
    found = dict(MOVES)
    for activity in activities:
        found |= dict.fromkeys(activity.intents, activity.action)
        found |= {activity.resume: MOVES["resume"]} if activity.resume else {}
    return found


def slots(guide: Guide) -> dict[str, dict]:
    """Rasa's slot definitions. No slot influences the rules: they look at the intent only."""
    custom, kinds = [{"type": "custom"}], SLOTS | {activity.slot: "any" for activity in guide.activities}
    defined = {name: {"type": kind, "influence_conversation": False} for name, kind in kinds.items()}
    mappings = {
        "topic": [{"type": "from_intent", "intent": intent, "value": topic} for intent, topic in _topics(guide)],
        # The steps say what they begin; a message that only sounds like a beginning must not end what is open.
        "activity": [{"type": "from_intent", "intent": "stop", "value": "none"}],
        "country": [
            {"type": "from_entity", "entity": "country", "intent": COUNTRY_INTENTS},
            {"type": "from_entity", "entity": "at", "intent": "set_country"},
        ],
    }
    return {name: {**slot, "mappings": mappings.get(name, custom)} for name, slot in defined.items()}


def _topics(guide: Guide) -> list[tuple[str, str]]:
    """Intents that set the topic of the talk, and which."""
    topics = [(topic.intent, topic.id) for topic in guide.topics.values()]
    return topics + [(question.intent, question.topic) for question in guide.questions.values()]
