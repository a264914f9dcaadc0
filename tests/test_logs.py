"""Logs cannot hold what a person wrote."""

import io
import logging

import structlog

from bot.logs import SafeFormatter, set_up_logging

MARKER = "MARKER-4711"


def written(action) -> str:
    """What `action` leaves in the log at the most talkative level."""
    handlers, level = logging.root.handlers, logging.root.level
    set_up_logging("DEBUG")
    stream = io.StringIO()
    logging.root.handlers[0].setStream(stream)
    try:
        action()
    finally:
        logging.root.handlers, logging.root.level = handlers, level
    return stream.getvalue()


def test_records_of_libraries_lose_their_contents():
    def talk():
        logging.getLogger("rasa.core.processor").error("text %s", MARKER)
        logging.getLogger("uvicorn.error").debug(f"request {MARKER}")
        structlog.get_logger().debug("processor.message.parse", text=MARKER)

    lines = written(talk)
    assert MARKER not in lines
    assert "rasa.core.processor" in lines


def test_exceptions_lose_their_messages_and_keep_their_place():
    def fail():
        try:
            raise ValueError(MARKER)
        except ValueError:
            logging.getLogger("staysafe.turns").error("a turn failed", exc_info=True)

    lines = written(fail)
    assert MARKER not in lines
    assert "a turn failed" in lines
    assert "ValueError at fail:" in lines


def test_our_own_words_stay():
    record = logging.LogRecord("staysafe.server", logging.INFO, "f", 1, "ready on %s", (8080,), None)
    assert SafeFormatter().format(record).endswith("staysafe.server: ready on 8080")
