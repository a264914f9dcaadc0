"""Is somebody in trouble? The classifier's guess weighed against the signals in the words.

A pure function. It prefers help when unsure: a false alarm costs one tap ("I was just asking"), a missed one
may cost a child the only time they asked. What it says about a message are names of signals, never words of it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.assistant.safety.rules import SAFE_WORD, SafetyRules

HELP_PREFIX, TOPIC_PREFIX, QUESTION_PREFIX = "help_", "topic_", "question_"
#: Answers a safe word.
HUMAN = "help_human"
#: Answers what tells of trouble, and not of which.
SELF = "help_self"
#: Never left to the classifier once the words speak of it.
DANGER = "help_danger_now"
#: A rule that is not sure leaves the choice among help_* to the classifier, if one of them has this share of all
#: its certainty (with less on all of them, it may be settled on something else), and of its certainty about help.
CLEAR, CLEAREST = 0.1, 0.5
#: Part of help's certainty that another answer must have to be given in its place.
LIKELY = 0.25
#: What is asked about a trouble counts at most so many times as much as help itself.
ASKED = 3.0


#: From this certainty on it is danger, though no signal names any.
ALARMING = 0.4


Ranking = Sequence[tuple[str, float]]


class Assessment(NamedTuple):
    """What the safety net found.

    Attributes:
        intent: the intent to use, or None to keep the classifier's.
        signals: names of what was noticed.
        sure: False when it is a guess that the answer should make easy to correct.
    """

    intent: str | None
    signals: frozenset[str]
    sure: bool


def assess(text: str, ranking: Ranking, rules: SafetyRules, understood: bool = True) -> Assessment:
    """Weigh a message.

    Args:
        text: the message as typed (masked or not).
        ranking: the classifier's intents with certainties (0-1), best first; may be empty.
        understood: whether the classifier would answer its best guess, and not say that it did not understand.
    """
    return assess_signals(rules.signals_in(text), ranking, rules, understood)


def assess_signals(
    signals: frozenset[str], ranking: Ranking, rules: SafetyRules, understood: bool = True
) -> Assessment:
    """The same for a message whose signals are known."""
    if SAFE_WORD in signals:
        return Assessment(HUMAN, signals, True)
    given, ranking = ranking, _guarded(ranking, signals, rules)
    best = ranking[0][0] if ranking else ""
    helps = [(name, share) for name, share in ranking if name.startswith(HELP_PREFIX)]
    helped = sum(share for _, share in helps)
    certain = helped + _asked_in_trouble(ranking, helped)
    lift = next((lift for lift in rules.net.lifts if lift.speaks(signals, best, certain)), None)
    if lift and (lift.sure or lift.intent == DANGER):
        return Assessment(lift.intent, signals, lift.sure)
    settled = bool(ranking) and ranking[0][1] >= rules.net.settled and certain < CLEAR
    if lift and not (settled and not best.startswith((TOPIC_PREFIX, QUESTION_PREFIX))):
        open_to = [(name, share) for name, share in helps if name not in lift.never]
        return Assessment(_clearest(open_to) or lift.intent, signals, _agrees(ranking))
    if settled:
        return Assessment(None, signals, True)
    found = _by_certainty(ranking, helps, certain, signals, rules, understood)
    if not understood:  # saying so gives way to help alone
        return found if found.intent in dict(helps) else found._replace(intent=None)
    moved = ranking and best != given[0][0]
    return found._replace(intent=best) if moved and not found.intent else found


def _guarded(ranking: Ranking, signals: frozenset[str], rules: SafetyRules) -> Ranking:
    """The ranking in which a guarded answer that may not be given has lost its certainty to another."""
    shares = dict(ranking)
    for guard in rules.net.guarded:
        certain = shares.get(guard.intent, 0.0)
        if certain and not guard.lets_through(signals, certain):
            shares |= {guard.intent: 0.0, guard.instead: shares.get(guard.instead, 0.0) + certain}
    if shares == dict(ranking):
        return ranking
    return sorted(shares.items(), key=lambda item: -item[1])


def _asked_in_trouble(ranking: Ranking, helped: float) -> float:
    """Certainty that counts for help beside its own, `helped`: what is asked about a trouble, somebody in it asks.

    None where a question or a topic is the best guess: that one has an answer. Little where help is no thought at all.
    """
    if not ranking or ranking[0][0].startswith((QUESTION_PREFIX, TOPIC_PREFIX)):
        return 0.0
    asked = sum(share for name, share in ranking if name.startswith(QUESTION_PREFIX))
    return min(asked, ASKED * helped)


def _clearest(helps: Ranking) -> str | None:
    total = sum(share for _, share in helps)
    return helps[0][0] if helps and helps[0][1] >= max(CLEAR, CLEAREST * total) else None


def _soft(helps: Ranking) -> str:
    """The likeliest help; danger, of which no word speaks, only when that is likely by itself.

    Where danger is less likely than that and any other help much less likely still, it is help for anything.
    """
    danger = dict(helps).get(DANGER, 0.0)
    if danger >= ALARMING and helps[0][0] == DANGER:
        return DANGER
    return next((name for name, share in helps if name != DANGER and share >= LIKELY * danger), SELF)


def _agrees(ranking: Ranking) -> bool:
    return bool(ranking) and ranking[0][0].startswith(HELP_PREFIX)


def _by_certainty(
    ranking: Ranking, helps: Ranking, certain: float, signals: frozenset[str], rules: SafetyRules, understood: bool
) -> Assessment:
    """No rule speaks: the classifier decides, `certain` (0-1) of help, preferred or, in a question, doubted."""
    best = ranking[0][0] if ranking else ""
    wanted = next(preference for preference in rules.net.prefer_help if preference.fits(signals, best))
    enough = bool(helps) and certain >= wanted.share
    if enough:
        return Assessment(_soft(helps), signals, _agrees(ranking))
    if wanted.drop and _agrees(ranking):
        other, share = next(((n, s) for n, s in ranking if not n.startswith(HELP_PREFIX)), (None, 0.0))
        # Only for something that is likely itself: what is no question after all must not fall to the next best noise.
        kept = understood and share < LIKELY * helps[0][1]
        return Assessment(_soft(helps) if kept else other, signals, False)
    return Assessment(None, signals, False)
