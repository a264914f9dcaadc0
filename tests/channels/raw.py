"""Raw bytes to a server, and the answers that come back."""

import json
import socket
from typing import Any
from urllib.parse import urlsplit


def exchange(url: str, sent: bytes, seconds: float = 20) -> list[tuple[int, Any]]:
    """Status and JSON of each answer on one connection, until the server closes it or falls silent."""
    site = urlsplit(url)
    with socket.create_connection((site.hostname, site.port), timeout=seconds) as connection:
        connection.sendall(sent)
        return read_answers(connection)


def read_answers(connection: socket.socket) -> list[tuple[int, Any]]:
    """All answers until the end of the connection."""
    came = bytearray()
    try:
        while part := connection.recv(65536):
            came += part
    except (TimeoutError, ConnectionResetError):
        pass
    return list(_split(bytes(came)))


def _split(came: bytes) -> list[tuple[int, Any]]:
    answers = []
    while came:
        head, _, rest = came.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        length = int(fields.get(b"content-length", 0))
        answers.append((int(head.split()[1]), json.loads(rest[:length]) if length else None))
        came = rest[length:]
    return answers
