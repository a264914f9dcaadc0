"""Which kind of trouble a message tells of, and who speaks: by the signals and the intent (data/help)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.assistant.heard import About, Heard
from bot.assistant.nlu.heads import ME, Speaks
from bot.guide.help import HELPERS, Kind

HELP = "help_"
FRIEND, DANGER, HUMAN, BEHAVIOUR = "help_friend", "help_danger_now", "help_human", "help_own_behaviour"
QUESTION = "question_"
#: Signals that tell who speaks.
SPEAKS = {"as_parent": "parent", "as_teacher": "teacher", "as_child": "child"}
#: Signal that somebody else speaks than the bot thought ("I'm not a teacher").
NOT_AS_THAT = "not_as_that"
#: Those who speak of a child in their care.
ADULTS = ("parent", "teacher")
#: How far the scores must lie apart for somebody to write about somebody else: as the first that is said, and in a
#: talk about their own trouble; and to write about themselves, in a talk about somebody else's. Who spoke goes on
#: speaking: most messages in a talk do not show it.
FIRST, MEANWHILE, BACK = 0.8, 1.5, 1.3
#: So far below it is surely the person, whatever a message sounds like otherwise.
OWNS = -0.25
#: Signals of a wish to die that is the person's own, and of what is said of somebody else's.
OWN_DESPAIR = frozenset({"self_harm", "first_person"})
OTHERS_DESPAIR = frozenset({"friend_self_harm", "other_person", "for_a_friend"})
#: Signals that something of the person's own is out or in somebody's hands, whoever else is named.
OWN = frozenset({"image_out", "sent_own"})


def kind_of(
    kinds: Mapping[str, Kind],
    intent: str,
    signals: frozenset[str],
    about: About,
    thought: str | None,
    confidence: float = 1.0,
    certain: bool = False,
) -> str | None:
    """The gravest kind that the message tells of; None when it is no call for help.

    Args:
        kinds: gravest first.
        confidence: of the intent.
        thought: the classifier's thought of the kind; it counts where no signal names one.
        certain: it is sure of that, so that a danger to life counts too where the intent is other help.
    """
    if not intent.startswith(HELP):
        return None
    if thought in kinds and signals.intersection(kinds[thought].denied):
        thought = None
    told = [kind for kind in kinds.values() if kind.told(intent, signals, about, confidence, thought)]
    named = told and any(when.named and when.fits(intent, signals, about, confidence, thought) for when in told[0].when)
    if intent == HUMAN:  # who asks for a person gets one, whatever it may be about
        return told[0].id if told else None
    if told and intent == BEHAVIOUR:  # who did it must never hear what is said to whom it was done to
        return told[0].id
    if named and not _graver(kinds, thought, told[0], intent):
        return told[0].id
    if thought in kinds and not kinds[thought].explicit and (certain or intent == DANGER or not kinds[thought].grave):
        return thought
    return told[0].id if told else None


def _graver(kinds: Mapping[str, Kind], thought: str | None, told: Kind, intent: str) -> bool:
    """Does the classifier think of something graver than the words name? "I took a lot of pills" is medical, and
    "he posts my pics if I don't pay" a threat. A danger to life it must be sure of otherwise, too."""
    kind = kinds.get(thought or "")
    if kind is None or kind.explicit or kind.grave != (intent == DANGER):
        return False
    if told.grave:  # "he is in my room" stays that, however desperate it sounds
        return told.id in kind.covers
    return kind.gravity > told.gravity


def is_named(kinds: Mapping[str, Kind], heard: Heard) -> bool:
    """Do the signals name the kind that was heard, so that it is more than the general sound of the message?"""
    kind = kinds.get(heard.kind or "")
    fits = (
        (when.named and when.fits(heard.intent, heard.signals, heard.about, heard.confidence) for when in kind.when)
        if kind
        else ()
    )
    return any(fits)


def who_speaks(speaks: Speaks, trouble: Collection[str], signals: frozenset[str] = frozenset()) -> str:
    """Who writes a message.

    Args:
        trouble: what the talk is about, and who told it (State's `about`); empty at the beginning.
        signals: of the message. A friend may be in despair as well ("i kinda wanna die too").
    """
    before = next((who for who in trouble if who in HELPERS), None)
    if before == "friend" and signals >= OWN_DESPAIR and signals.isdisjoint(OTHERS_DESPAIR):
        return speaks.own
    if before:
        return speaks.own if speaks.lead <= -BACK else before
    return speaks.other if speaks.lead >= (MEANWHILE if trouble else FIRST) else speaks.own


def about_whom(intent: str, signals: frozenset[str], speaker: str = ME, lead: float = 0.0) -> About:
    """About whom it is, as the signals tell it and by who seems to speak; when in doubt the person who writes.

    lead: of somebody else over that person, as in Speaks.
    """
    helper = speaker in HELPERS
    if intent.startswith(QUESTION):
        return "other" if helper else "me"
    if not intent.startswith(HELP):
        return "nobody"
    if intent == FRIEND:
        own = bool(signals & OWN) or lead <= OWNS
        return "me" if own and "for_a_friend" not in signals and not helper else "other"
    return "other" if "for_a_friend" in signals or helper or _friend_in_danger(signals) else "me"


def named_speaker(heard: Heard) -> str | None:
    """Who says in this message that they speak: a parent, a teacher, a younger child."""
    return next((who for signal, who in SPEAKS.items() if signal in heard.signals), None)


def speaker_of(heard: Heard, before: str | None, begun: bool) -> str | None:
    """Who speaks: a parent stays one; somebody else's trouble is told by a friend unless more is known.

    Args:
        before: who spoke before, where it was not the young person concerned.
        begun: the talk is about trouble already; then only words that say it make an adult of who speaks, and who told
            of their own is not a friend because a friend is named ("he sent it. my friend got it").
    """
    if named := named_speaker(heard):
        return named
    if not begun and heard.speaker in SPEAKS.values():
        return heard.speaker
    if heard.about == "other" and not (begun and before is None and heard.speaker != "friend"):
        return before if before in HELPERS else "friend"
    if before == "friend" and (heard.speaker == before or speaks_of_another(heard.signals)):
        return before
    return before if before not in (None, "friend") else None


def speaks_of_another(signals: frozenset[str]) -> bool:
    """Is it told of somebody else, and nothing of the person ("he said he can't go on")?"""
    harmed = "friend_self_harm" in signals and "self_harm" not in signals
    return "other_person" in signals and (harmed or signals.isdisjoint({"first_person", "meant"}))


def _friend_in_danger(signals: frozenset[str]) -> bool:
    """Is it somebody else who may hurt themselves? When in doubt it is the person who writes."""
    named = bool(signals & {"friend", "for_a_friend"})
    spoken_of = {"other_person", "happening"} <= signals and "meant" not in signals
    return "friend_self_harm" in signals and (named or spoken_of)
