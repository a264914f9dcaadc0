"""The files of data/referrals: read with the line of each fault, written in one fixed form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import conlist

from bot.guide.content import Content, Text
from bot.guide.problems import Problem
from bot.guide.schema import parse
from bot.guide.yaml_lines import Document, read_document
from bot.referrals.record import INTERNATIONAL, CountryCode
from bot.referrals.service import Service

INTERNATIONAL_FILE = "international.yml"
OTHER_FILES = frozenset({"words.yml", "platforms.yml", "letters.yml"})
ALWAYS_WRITTEN = frozenset({"free", "anonymous", "checked_on"})  # null says: nobody knows yet


class CountryFile(Content):
    """What one file holds: a country's code (ZZ for international.yml) and its services, in order."""

    country: CountryCode
    remark: Text | None = None
    services: conlist(Service, min_items=1)


@dataclass
class Folder:
    """The whole of data/referrals as read: services by file, where each stands, and every fault found."""

    files: dict[str, CountryFile] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def services(self) -> list[Service]:
        """All services, country by country, in the order of the files."""
        return [service for file in self.files.values() for service in file.services]

    def problem(self, service_id: str, message: str, advice: str = "", severity: str = "error") -> Problem:
        """A problem with one service, at the line where it stands."""
        return Problem(*self.places.get(service_id, ("", 0)), message, advice, severity)


def referrals_folder(data_dir: Path | str) -> Path:
    """The folder of the countries' files: `data_dir` itself, or `referrals` in it."""
    folder = Path(data_dir)
    return folder / "referrals" if (folder / "referrals").is_dir() else folder


def file_name(country: str) -> str:
    """The file that holds a country's services."""
    return INTERNATIONAL_FILE if country == INTERNATIONAL else f"{country}.yml"


def read_folder(data_dir: Path) -> Folder:
    """Read every country's file. Nothing is raised: faults stand in the result's `problems`."""
    folder = Folder()
    data_dir = referrals_folder(data_dir)
    paths = sorted(path for path in data_dir.glob("*.yml") if path.name not in OTHER_FILES)
    for path in paths:
        _read_file(path, folder)
    if not paths:
        advice = "Is this the right folder? It must hold the files <COUNTRY>.yml."
        folder.problems.append(Problem(str(data_dir), 0, "there is no country file here", advice))
    _find_repeated_ids(folder)
    return folder


def _read_file(path: Path, folder: Folder) -> None:
    document = read_document(path, f"{path.parent.name}/{path.name}")
    if not document.problems:
        _pass_country_on(document)
        content = parse(CountryFile, document)
        if content and file_name(content.country) != path.name:
            advice = f"Name the file {file_name(content.country)}, or correct `country`."
            document.problems.append(document.problem(("country",), "file name and `country` differ", advice))
        elif content:
            folder.files[path.name] = content
    for index, record in enumerate(_records(document.data)):
        folder.places.setdefault(str(record.get("id")), (document.name, document.line(("services", index, "id"))))
    folder.problems += document.problems


def _records(data: Any) -> list[dict[str, Any]]:
    records = data.get("services") if isinstance(data, dict) else None
    return [record for record in records if isinstance(record, dict)] if isinstance(records, list) else []


def _pass_country_on(document: Document) -> None:
    """Every service knows its country, which the file says only once."""
    for index, record in enumerate(_records(document.data)):
        if "country" in record:
            where = ("services", index, "country")
            document.problems.append(document.problem(where, "`country` stands at the top already", "Delete it here."))
        record["country"] = document.data.get("country")


def _find_repeated_ids(folder: Folder) -> None:
    seen: set[str] = set()
    for service in folder.services:
        if service.id in seen:
            folder.problems.append(folder.problem(service.id, f"the id `{service.id}` stands twice", "Change one."))
        seen.add(service.id)


def as_data(file: CountryFile) -> dict[str, Any]:
    """The file's content as plain data in the order of the fields, without what is empty or usual."""
    data = file.dict(by_alias=True, exclude_defaults=True)
    data["services"] = [_in_order(service) for service in data["services"]]
    return data


def _in_order(service: dict[str, Any]) -> dict[str, Any]:
    keys = [key for key in Service.__fields__ if key in service or key in ALWAYS_WRITTEN]
    return {key: service.get(key) for key in keys if key != "country"}


def write_text(file: CountryFile) -> str:
    """The file's text in its one fixed form: reading it gives the same content, writing that the same text."""
    return yaml.dump(
        _flowing(as_data(file)),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=110,
        default_flow_style=False,
    )


def write_folder(target: Path, files: Iterable[CountryFile]) -> None:
    """Write each country's file; a file is replaced as a whole, so that nobody reads half of one."""
    target = referrals_folder(target)
    target.mkdir(parents=True, exist_ok=True)
    for file in files:
        path = target / file_name(file.country)
        draft = path.with_suffix(".yml.new")
        draft.write_text(write_text(file), encoding="utf-8")
        draft.replace(path)


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


class _Flow(dict):
    """A mapping that is written on one line."""


class _FlowList(list):
    """A list that is written on one line."""


_Dumper.add_representer(_Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, True))
_Dumper.add_representer(_FlowList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True))
_Dumper.ignore_aliases = lambda self, data: True


def _flowing(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        kind = _Flow if key in {"ages", "week"} else dict
        return kind({name: _flowing(child, name) for name, child in value.items()})
    if isinstance(value, list | tuple):
        short = all(isinstance(item, str) for item in value)
        return (_FlowList if short else list)(_flowing(item, key) for item in value)
    return value
