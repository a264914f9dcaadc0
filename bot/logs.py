"""Logs that cannot hold what a person wrote.

Rasa and its libraries write message texts, slots and whole requests into their logs: some at DEBUG, some in
error messages. So only our own loggers (`staysafe...`) are written out in words. Of any other record we keep
where it came from, and of an exception its type and the lines of code it passed, never its message.
"""

import logging
import sys
import traceback

import structlog

#: Loggers whose messages are ours: no person's words are ever given to them.
OURS = "staysafe"


class SafeFormatter(logging.Formatter):
    """Writes our records as they are, and everybody else's without their contents."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: time, level, logger, and what may be said."""
        words = record.getMessage() if _is_ours(record) else f"({record.module}:{record.lineno})"
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {words}"
        return line + _where(record.exc_info) if record.exc_info else line


def _worth_writing(record: logging.LogRecord) -> bool:
    """Others' records say little without their contents: below a warning they are noise, except at DEBUG."""
    return _is_ours(record) or record.levelno >= logging.WARNING or logging.root.level <= logging.DEBUG


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == OURS or record.name.startswith(OURS + ".")


def _where(exc_info: tuple | bool) -> str:
    """Type of the exception and the code it passed; its message may hold anything."""
    if not isinstance(exc_info, tuple) or exc_info[0] is None:
        return ""
    frames = traceback.extract_tb(exc_info[2])
    return f" [{exc_info[0].__name__} at " + " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames[-4:])) + "]"


def set_up_logging(level: str = "INFO") -> None:
    """Send all records of this process to standard error through :class:`SafeFormatter`.

    Args:
        level: least level that is written; at DEBUG too, no contents of others' records appear.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(SafeFormatter())
    handler.addFilter(_worth_writing)
    logging.captureWarnings(True)
    logging.root.handlers = [handler]
    logging.root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    for name in ("uvicorn.access", "aiohttp.access"):
        logging.getLogger(name).disabled = True
    _take_over_structlog(logging.root.level)


def _take_over_structlog(level: int) -> None:
    """Rasa's structured logs carry contents as keywords: keep the event's name only, and below `level` nothing."""
    structlog.configure(
        processors=[_name_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )


def _name_only(_logger: object, _method: str, event: dict) -> str:
    return str(event.get("event", ""))
