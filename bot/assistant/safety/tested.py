"""Messages that the safety net must hear by itself, and some that it must leave alone (data/lang/<code>/tested.yml)."""

from collections.abc import Iterator
from pathlib import Path

from bot.assistant.masking.clues import load_clues
from bot.assistant.nlu.textspeak import TextSpeak
from bot.assistant.safety.assessment import DANGER, HELP_PREFIX, assess
from bot.assistant.safety.rules import RulesError, SafetyRules, load_rules
from bot.guide.help import Kind
from bot.guide.languages import Tested
from bot.guide.problems import GuideError, Problem
from bot.guide.schema import parse
from bot.guide.yaml_lines import read_document
from bot.referrals.country_names import gazetteer

#: What to do about a signal that nobody has words for.
ADVICE = (
    "Name one of data/lang/<code>/safety.yml, or leave the line out: the classifier hears the kind by its examples."
)
#: What a message of each group must be heard as, by the beginning of the intent; None: as nothing.
WANTED = {"danger": DANGER, "help": HELP_PREFIX, "quiet": None}


def spoken_faults(data: Path) -> Iterator[Problem]:
    """What is wrong with the word lists of all languages, and messages that are not heard as they must be."""
    try:
        TextSpeak.read(data)
        load_clues(data)
        gazetteer()
        rules = load_rules(data)
    except GuideError as error:
        yield from error.problems
    except (RulesError, ValueError) as error:
        yield Problem(f"{data.name}/lang", 0, str(error), "")
    else:
        for path in sorted(data.glob("lang/*/tested.yml")):
            yield from _not_heard(path, data, rules)
        yield from _without_words(data, rules)


def _without_words(data: Path, rules: SafetyRules) -> Iterator[Problem]:
    """Signals that a kind of trouble asks for and nobody has words for: such a line never fits."""
    for path in sorted(data.glob("help/*.yml")):
        document = read_document(path, f"{data.name}/{path.relative_to(data)}")
        kind = None if document.problems else parse(Kind, document)
        for number, when in enumerate(kind.when if kind else ()):
            for name in sorted({*when.all, *when.any, *when.none} - rules.names):
                yield document.problem(("when", number), f"no language has words for the signal `{name}`", ADVICE)


def _not_heard(path: Path, data: Path, rules: SafetyRules) -> Iterator[Problem]:
    document = read_document(path, f"{data.name}/{path.relative_to(data)}")
    tested = None if document.problems else parse(Tested, document)
    yield from document.problems
    for group, wanted in WANTED.items() if tested else ():
        for number, text in enumerate(getattr(tested, group)):
            heard = assess(text, [], rules).intent or ""
            if heard.startswith(wanted or HELP_PREFIX) != bool(wanted):
                advice = f"Mend {path.parent.name}/safety.yml, or the message."
                yield document.problem((group, number), f"“{text}” is heard as {heard or 'no trouble'}", advice)
