"""What people say, by intent and language: the classifier's training data.

Two places hold it, because two kinds of people edit it: the `ask` list of a topic or question, and data/nlu/<lang>/
for everything else. Both are read here, for training, for checks and for benchmarks alike.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bot.guide import wording
from bot.guide.wording import normalise
from bot.guide.yaml_lines import read_plain
from bot.kept import kept

#: Its examples name countries and places, so its words do not count as everyday ones.
NAMES_PLACES = "change_country"

#: Folders of the guide whose files say in `ask` how people ask, and how the intents are named after them.
ASKED = {"topics": "topic", "questions": "question"}


class Example(NamedTuple):
    """One message that a young person might type."""

    text: str
    intent: str
    lang: str


def load_examples(data: Path) -> list[Example]:
    """All examples of all languages, in a stable order."""
    return [example for lang in _languages(data) for example in _examples_of(data, lang)]


def load_kinds(data: Path) -> list[tuple[str, str]]:
    """Messages and the kind of trouble (a file of data/help) that they tell of: the `kinds` of files of data/nlu."""
    told = (_read(path).get("kinds", {}) for path in sorted(data.glob("nlu/*/*.yml")))
    return [(str(text), kind) for kinds in told for kind, texts in kinds.items() for text in texts]


def load_speakers(data: Path) -> list[tuple[str, str]]:
    """Messages and who writes them (a friend, a parent), from data/nlu/<lang>/speakers.yml."""
    files = sorted(data.glob("nlu/*/speakers.yml"))
    return [(str(text), who) for path in files for who, texts in _read(path)["speakers"].items() for text in texts]


def load_reactions(data: Path) -> dict[str, list[str]]:
    """What is said in a talk about trouble when nothing is asked: examples of all languages by the row that answers."""
    found: dict[str, list[str]] = {}
    for path in sorted((data / "nlu").glob("*/reactions.yml")):
        for row, texts in _read(path).items():
            found.setdefault(row, []).extend(str(text) for text in texts)
    return found


@lru_cache(maxsize=1)
def everyday_words(data: Path) -> frozenset[str]:
    """Every word of the examples: what people say, whatever it is that they want."""

    def words() -> list[str]:
        texts = (example.text for example in load_examples(data) if example.intent != NAMES_PLACES)
        return sorted({word for text in texts for word in normalise(text).split()})

    read = (data.glob(f"guide/*/{folder}/*.yml") for folder in ASKED)
    code = Path(__file__), Path(wording.__file__)
    return frozenset(kept("everyday_words", sorted(chain(*read, data.glob("nlu/*/*.yml"), code)), words))


def _languages(data: Path) -> list[str]:
    folders = [*(data / "guide").glob("*/topics"), *(data / "nlu").glob("*/")]
    return sorted({(f.parent if f.name == "topics" else f).name for f in folders})


def _examples_of(data: Path, lang: str) -> Iterator[Example]:
    for folder, prefix in ASKED.items():
        for path in sorted((data / "guide" / lang / folder).glob("*.yml")):
            content = _read(path)
            texts = dict.fromkeys((*content["ask"], *_titles(content, folder)))
            yield from (Example(str(text), f"{prefix}_{content['id']}", lang) for text in texts)
    for path in sorted((data / "nlu" / lang).glob("*.yml")):
        content = _read(path)
        by_intent = {content["intent"]: _wordings(content)} if "intent" in content else content.get("intents", {})
        yield from (Example(str(text), intent, lang) for intent, texts in by_intent.items() for text in texts)


def _titles(content: dict, folder: str) -> list[str]:
    """The words on the buttons of a question, which people type as well; those of a topic are rather its name."""
    return [content["title"], *content.get("titles", {}).values()] if folder == "questions" else []


def _wordings(content: dict) -> list[str]:
    return [*content.get("examples", ()), *chain.from_iterable(content.get("kinds", {}).values())]


def _read(path: Path) -> dict:
    return read_plain(path)
