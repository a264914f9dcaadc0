"""`staysafe referrals import | check | export | due | verify`: each prints what it did and returns an exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from alembic.util.exc import CommandError
from pydantic import ValidationError
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.guide.problems import Problem
from bot.referrals.check_date import earliest_day
from bot.referrals.desk import Answer, record_in_file, service_in
from bot.referrals.examine import examine
from bot.referrals.extra_files import examine_extra_files
from bot.referrals.file_format import Folder, file_name, read_folder, referrals_folder, write_folder
from bot.referrals.overview import overview
from bot.referrals.service import Check, Service
from bot.referrals.store import NothingStored, Store

Out = Callable[[str], object]
IMPORT_FIRST = "The database holds no referrals yet. Run `./staysafe referrals import` first."
TOO_NEW = "A newer version of Staysafe made this database. Use that one, or another database; nothing was changed."
IMPORT_AGAIN = (
    "The database holds a service that breaks the rules, perhaps from an earlier version, and nothing was changed. "
    "`./staysafe referrals import` mends it and keeps what was verified."
)

#: What brings the checks of the database into files.
WRITES_THEM = "`./staysafe referrals export FOLDER` writes all of them."


def import_files(data_dir: Path, database_url: str, out: Out = print) -> int:
    """Put the files into the database, all of them or, if there is one fault, nothing. 0 if it is done."""
    folder = read_folder(data_dir)
    faults = _errors(sorted([*folder.problems, *examine(folder, date.today())]))
    if faults:
        _print_problems(faults, out)
        out(f"Nothing was imported: put {_faults(len(faults))} right first.")
        return 1
    return _with_store(database_url, out, lambda store: _import(store, folder, out))


def check(data_dir: Path, out: Out = print, today: date | None = None) -> int:
    """Print every fault and doubt in the files, then figures. 0 if there is no fault."""
    today = today or date.today()
    folder = read_folder(data_dir)
    extra = examine_extra_files(referrals_folder(data_dir))
    problems = sorted([*folder.problems, *examine(folder, today), *extra])
    warnings = [problem for problem in problems if problem.severity == "warning"]
    _print_problems(warnings, out)
    _print_problems(_errors(problems), out)
    for line in overview(folder.services, today):
        out(line)
    faults = len(_errors(problems))
    out(f"{_faults(faults)}, {len(warnings)} to look at." if faults else f"No faults, {len(warnings)} to look at.")
    return 1 if faults else 0


def export(database_url: str, target: Path, out: Out = print) -> int:
    """Write the database's directory as files into `target`. 0 if it is done."""
    return _with_store(database_url, out, lambda store: _export(store, Path(target), out))


def verify(
    database_url: str,
    id: str,
    by: str,
    on: str | None = None,
    out: Out = print,
    data_dir: Path | None = None,
    answer: Answer = "right",
    says: str = "",
) -> int:
    """Record what `by` answered about the service `id` `on` that day (today). 0 if it is done.

    "right" is a check, in the database and, with `data_dir`, in the file of its country. "changed" and "closed" are
    written into the file, which is imported then: what is closed is offered to nobody any more.
    """
    day = on or date.today().isoformat()
    if fault := _fault_in_check(by, day):
        out(fault)
        return 1
    made = Check(by=by.strip(), on=day)
    if answer != "right" and data_dir:
        return _correct(database_url, id, made, data_dir, answer, says.strip().rstrip("."), out)
    return _with_store(database_url, out, lambda store: _verify(store, id, made, data_dir, out))


def _import(store: Store, folder: Folder, out: Out) -> int:
    changes = store.replace(list(folder.files.values()))
    done = f"{changes.added} added, {changes.changed} changed, {changes.removed} removed, {changes.unchanged} as before"
    out(f"{len(folder.services)} services in {len(folder.files)} files: {done}.")
    if changes.kept_checks:
        out(f"Kept {changes.kept_checks} recorded checks that the files do not have: `referrals export` writes them.")
    return 0


def _export(store: Store, target: Path, out: Out) -> int:
    _, files = store.read()
    try:
        write_folder(target, files)
    except OSError as error:
        out(f"The export is not whole: {_not_written(error)}")
        return 1
    out(f"{sum(len(file.services) for file in files)} services written to {len(files)} files in {target}.")
    for name in sorted(read_folder(target).files.keys() - {file_name(file.country) for file in files}):
        out(f"{name} is not in the database and was left as it was. Delete it if the country is gone.")
    return 0


def _verify(store: Store, service_id: str, made: Check, data_dir: Path | None, out: Out) -> int:
    service = store.add_check(service_id, made)
    if service is None:
        out(_unknown_id(store, service_id))
        return 1
    out(f"{service.name} ({service.id}): checked on {made.on} by {made.by}.")
    if service.unconfirmed:
        out("It is still marked unconfirmed: remove `unconfirmed` in its file to show it.")
    if data_dir:
        try:
            record_in_file(data_dir, service.id, made, "right", "", out)
        except OSError as error:  # in a container the files are those of the image
            out(f"The database has it; its file does not: {_not_written(error)} {WRITES_THEM}")
    return 0


def _correct(
    database_url: str, service_id: str, made: Check, data_dir: Path, answer: Answer, says: str, out: Out
) -> int:
    folder = read_folder(data_dir)
    if service_in(folder, service_id) is None:
        out(_not_found(service_id, folder.services))
        return 1
    if answer == "changed" and not says:
        out('Say what changed: --says "chat 15:00 to 20:00". Then correct the entry in its file.')
        return 1
    try:
        record_in_file(data_dir, service_id, made, answer, says, out)
    except OSError as error:
        out(f"Nothing was changed: {_not_written(error)} Say it in a checkout of your own, and start from that one.")
        return 1
    out("It is offered to nobody any more." if answer == "closed" else "Correct the entry there, then verify it.")
    return import_files(data_dir, database_url, out)


def _unknown_id(store: Store, service_id: str) -> str:
    _, files = store.read()
    return _not_found(service_id, [service for file in files for service in file.services])


def _not_found(service_id: str, services: Iterable[Service]) -> str:
    close = get_close_matches(service_id, [service.id for service in services], n=3)
    return f"There is no service `{service_id}`." + (f" Did you mean {' or '.join(close)}?" if close else "")


def _fault_in_check(by: str, day: str) -> str | None:
    if not by.strip():
        return "Say who checked it: --by followed by an organisation or a role."
    try:
        if len(day) != 10 or earliest_day(day) > date.today():
            raise ValueError(day)
    except ValueError:
        return f"`{day}` is no day up to today. Write it like 2026-08-31."
    return None


def _with_store(database_url: str, out: Out, work: Callable[[Store], int]) -> int:
    try:
        store = Store(database_url)
        store.upgrade()
        return work(store)
    except NothingStored:
        out(IMPORT_FIRST)
    except ValidationError:
        out(IMPORT_AGAIN)
    except CommandError:
        out(TOO_NEW)
    except ArgumentError:
        out("DATABASE_URL is no database address. Write it like postgresql://user:password@host/name.")
    except (SQLAlchemyError, OSError) as error:
        out(f"The database cannot be used, and nothing was changed: {_cause(error)}")
    return 1


def _not_written(error: OSError) -> str:
    return f"{error.filename or 'a file'} cannot be written ({error.strerror})."


def _cause(error: Exception) -> str:
    """The database's own words, in one line, without the statement and its values."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _print_problems(problems: list[Problem], out: Out) -> None:
    for problem in problems:
        out(f"{problem.severity}: {problem}")


def _faults(count: int) -> str:
    return "1 fault" if count == 1 else f"{count} faults"
