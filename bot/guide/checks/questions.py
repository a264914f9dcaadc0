"""Questions: enough ways of asking, short answers, and a plain yes or no to a yes/no question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.guide.checks.reading import ADVICE, SAY_LIMIT, SAY_WARN, too_hard
from bot.guide.loader import Reading
from bot.guide.problems import Problem
from bot.guide.questions import Question
from bot.guide.reference import ALONE
from bot.guide.yaml_lines import Document, Location

ASK_LEAST = 20
MESSAGES = (2, 3)
#: In English: titles that can be answered by yes or no, and answers that do.
YES_NO = re.compile(r"^(?:can|could|do|does|did|is|are|am|was|will|would|should|has|have|must)\b.*\?$", re.IGNORECASE)
DIRECT = re.compile(r"^\W*(?:yes|no|it depends)\b", re.IGNORECASE)


def question_problems(reading: Reading) -> Iterator[Problem]:
    """What is wrong with the questions of one language, beyond their form."""
    lang = reading.guide.language.code
    for name, question in reading.guide.questions.items():
        document = reading.reader.document(f"guide/{lang}/questions/{name}.yml")
        if len(question.ask) < ASK_LEAST:
            advice = f"Write {ASK_LEAST} or more: typos, slang and very short ones too."
            yield document.problem(("ask",), f"{len(question.ask)} ways of asking are few", advice)
        for at, answer in _answers(question):
            yield from _answer_problems(document, at, answer, question.title, english=lang == "en")
        for speaker, title in question.titles.items() if lang == "en" else ():
            if YES_NO.match(title) and not DIRECT.match(question.answer_in(speaker)[0]):
                advice = "Ask it in other words, or begin the answer of this speaker so."
                yield document.problem(
                    ("titles", speaker), "its answer does not begin with yes, no or it depends", advice
                )


def _answers(question: Question) -> Iterator[tuple[Location, tuple[str, ...]]]:
    yield ("answer",), question.answer
    yield from ((("when", index, "answer"), wording.answer) for index, wording in enumerate(question.when))


def _answer_problems(
    document: Document, at: Location, answer: tuple[str, ...], title: str, english: bool
) -> Iterator[Problem]:
    least, most = MESSAGES
    spoken = [text for text in answer if text not in ALONE]
    if not least <= len(answer) <= most:
        yield document.problem(at, f"the answer has {len(answer)} messages", f"Make it {least} to {most} short ones.")
    if english and YES_NO.match(title) and not DIRECT.match(spoken[0] if spoken else ""):
        advice = 'Begin with "Yes", "No" or "It depends on ...".'
        yield document.problem(at, "the answer does not say yes or no at once", advice)
    for message, severity in too_hard(spoken, SAY_WARN, SAY_LIMIT, english):
        yield document.problem(at, f"the answer {message}", ADVICE, severity)
