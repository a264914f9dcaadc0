"""The verification desk: what to verify next, a letter to each, and the answer into database and files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from bot.referrals.check_date import newest
from bot.referrals.due import Due, due, progress
from bot.referrals.file_format import CountryFile, Folder, file_name, read_folder, referrals_folder, write_folder
from bot.referrals.letters import write_letters
from bot.referrals.overview import age_class
from bot.referrals.service import Check, Service
from bot.referrals.words import read_words

Out = Callable[[str], object]
Answer = Literal["right", "changed", "closed"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
LIMIT = 20
NO_TEST_CALLS = "Write to their office; never call, chat or write to a line to test it: a child may be waiting."


def show_due(
    data_dir: Path, out: Out, today: date, country: str | None = None, limit: int = LIMIT, letters: Path | None = None
) -> int:
    """Print what to verify next, most urgent first, and write a letter to each into `letters`. 0 if it is done."""
    folder = read_folder(data_dir)
    if folder.problems:
        out("The files have faults: `./staysafe referrals check` names them. Put them right first.")
        return 1
    words = read_words(referrals_folder(data_dir))
    found = due(folder, words, today, country)
    for entry in found[:limit]:
        out(_line(entry, today))
    done, entries = progress(folder.services, today)
    out(f"{done} of {entries} services were asked within half a year; {len(found)} are due{_of(country)}.")
    if letters and found:
        count = write_letters([entry.service for entry in found[:limit]], letters, referrals_folder(data_dir), words)
        out(f"{count} letters written to {letters}. {NO_TEST_CALLS}")
    return 0


def record_in_file(data_dir: Path, service_id: str, made: Check, answer: Answer, says: str, out: Out) -> bool:
    """Write what the service answered into the file of its country; False if it is in none."""
    folder = read_folder(data_dir)
    file = next((f for f in folder.files.values() if any(s.id == service_id for s in f.services)), None)
    if file is None:
        out(f"`{service_id}` is in no file that can be read; only the database has the answer.")
        return False
    services = [_answered(s, made, answer, says) if s.id == service_id else s for s in file.services]
    write_folder(data_dir, [CountryFile(country=file.country, remark=file.remark, services=services)])
    out(f"Written to {referrals_folder(data_dir) / file_name(file.country)}.")
    return True


def service_in(folder: Folder, service_id: str) -> Service | None:
    """The entry of that id in the files."""
    return next((service for service in folder.services if service.id == service_id), None)


def _answered(service: Service, made: Check, answer: Answer, says: str) -> Service:
    """The entry as it is to stand: confirmed; no longer offered; or with what is to be corrected."""
    told = f"{made.on}, {made.by}: {says or answer}."
    if answer == "right":
        checks = service.checks if made in service.checks else (*service.checks, made)
        return _changed(service, checks=checks, checked_on=newest([service.checked_on, made.on]))
    remark = " ".join(filter(None, [service.remark, told]))
    closed = {"not_offered": f"Closed. {told}"} if answer == "closed" else {}
    return _changed(service, remark=remark, **closed)


def _changed(service: Service, **values: Any) -> Service:
    return Service.parse_obj({**{name: getattr(service, name) for name in Service.__fields__}, **values})


def _line(entry: Due, today: date) -> str:
    service = entry.service
    shown = (
        f"in every answer of {entry.countries}" if entry.countries else "shown" if service.shown else "not shown yet"
    )
    return f"  {service.id}: {service.name} ({service.kind}, {shown}, known: {age_class(service, today)})"


def _of(country: str | None) -> str:
    return f" in {country}" if country else ""
