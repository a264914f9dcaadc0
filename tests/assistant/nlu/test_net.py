"""The English net stays small, and every pattern in it earns its place by a sentence of its own."""

import pytest
import yaml

from bot.assistant.nlu.normalise import default_normaliser
from bot.assistant.safety.patterns import Pattern
from tests.conftest import DATA, ROOT

#: So many patterns a language can still be read, and translated.
MOST = 160
WORDS = yaml.load((DATA / "lang" / "en" / "safety.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
SENTENCES = yaml.safe_load(
    (ROOT / "tests" / "assistant" / "nlu" / "cases" / "patterns.yml").read_text(encoding="utf-8")
)
GROUPS = {"figures": WORDS["figures"], **WORDS["signals"]}


def test_there_are_few() -> None:
    assert sum(map(len, GROUPS.values())) <= MOST


def test_every_signal_has_sentences() -> None:
    assert SENTENCES.keys() == GROUPS.keys()


@pytest.mark.parametrize("name", GROUPS)
def test_each_pattern_has_a_sentence_that_no_other_of_its_signal_finds(name: str) -> None:
    plain = default_normaliser()
    patterns = {source: Pattern(source, WORDS["lists"], plain) for source in GROUPS[name]}
    long = {short: pair for pair, short in plain.textspeak.pairs.items()}
    alone = set()
    for sentence in SENTENCES[name]:
        said = plain(sentence)
        spellings = (said, " ".join(long.get(word, word) for word in said.split()))
        found = [source for source, pattern in patterns.items() if any(map(pattern.found_in, spellings))]
        assert found, f"no pattern of `{name}` finds: {sentence}"
        alone.update(found if len(found) == 1 else ())
    assert alone == set(patterns), f"no sentence of their own: {sorted(set(patterns) - alone)}"
