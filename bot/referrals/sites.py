"""What became of the sites that the guide of 2014 lists (data/referrals/sites_2014.yml)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from bot.guide.content import Content, Text
from bot.guide.problems import Problem
from bot.guide.schema import parse
from bot.guide.yaml_lines import read_document
from bot.referrals.service import Source

SITES_FILE = "sites_2014.yml"


class Site(Content):
    """A site of 2014. `successor` is its address of today, or what to use in its place; never the old one."""

    site_2014: Text
    name: Text
    status: Literal["exists", "renamed", "moved", "replaced", "probably_gone"]
    successor: Text | None = None
    unconfirmed: bool = False
    note: Text
    confidence: Literal["high", "medium", "low"]
    sources: tuple[Source, ...]


class Sites(Content):
    """The whole file."""

    sites: tuple[Site, ...]


def read_sites(data_dir: Path) -> tuple[tuple[Site, ...], list[Problem]]:
    """The sites, and what is wrong with the file."""
    document = read_document(Path(data_dir) / SITES_FILE, f"{Path(data_dir).name}/{SITES_FILE}")
    found = None if document.problems else parse(Sites, document)
    if found:
        document.problems += [
            document.problem(("sites", at, "successor"), f"{site.successor} is not encrypted", "Use its https address.")
            for at, site in enumerate(found.sites)
            if site.successor and not site.successor.startswith("https://")
        ]
    return (found.sites if found else ()), document.problems
