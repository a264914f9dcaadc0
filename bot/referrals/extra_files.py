"""Checks of the files beside the countries': the words, what happens on contact."""

from __future__ import annotations

from pathlib import Path

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.problems import Problem
from bot.referrals.contacting import contacting_problems
from bot.referrals.letters import read_letters
from bot.referrals.words import read_words_strictly


def examine_extra_files(data_dir: Path) -> list[Problem]:
    """What is wrong with them. A folder without words uses the ones that come with Staysafe."""
    problems: list[Problem] = []
    if (data_dir / "words.yml").exists():
        problems += _words(data_dir)
    if (data_dir / "letters.yml").exists():
        problems += read_letters(data_dir)[1].problems
    if (data_dir.parent / "guide").is_dir():
        problems += contacting_problems(data_dir.parent)
    return problems


def _words(data_dir: Path) -> list[Problem]:
    """Every language must have all the words of English."""
    words, document = read_words_strictly(data_dir / "words.yml")
    problems = list(document.problems)
    english = words.get(DEFAULT_LANGUAGE)
    for lang, groups in words.items() if english else ():
        for group, entries in english.dict().items():
            missing = sorted(entries.keys() - getattr(groups, group).keys())
            if missing:
                message = f"{lang} {group} lacks {', '.join(missing)}"
                problems.append(document.problem((lang, group), message, "Translate the words of `en`."))
    return problems
