"""Watches every Python process of a test run: nothing may try to reach another machine.

Python imports this module by itself in each process whose PYTHONPATH names this folder. What is tried is
written to the file that STAYSAFE_CONNECTIONS names; tests/conftest.py fails the run if there is a line in it.
"""

import os
import sys

LOCAL = ("127.", "::1", "localhost", "0.0.0.0", "::")


def watch(event: str, arguments: tuple) -> None:
    """Note a connection or a look-up of a name that leaves this machine."""
    if event == "socket.connect":
        address = arguments[1]
    elif event == "socket.getaddrinfo":
        address = arguments
    else:
        return
    host = address[0] if isinstance(address, tuple) else None
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host and not str(host).startswith(LOCAL):
        with open(os.environ["STAYSAFE_CONNECTIONS"], "a", encoding="utf-8") as file:
            file.write(f"{event} {host} by {' '.join(sys.argv[:3])}\n")


if os.environ.get("STAYSAFE_CONNECTIONS"):
    sys.addaudithook(watch)
