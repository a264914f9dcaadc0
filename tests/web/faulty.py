"""A Staysafe that stands behind something which spoils it, as firewalls, proxies and old versions do."""

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

#: Headers that belong to one connection, not to what is asked.
OWN = {"host", "connection", "content-length", "transfer-encoding", "accept-encoding"}
#: Method, path, status, headers and body of an answer; gives status, headers and body as they are to be.
Spoil = Callable[[str, str, int, dict[str, str], bytes], tuple[int, dict[str, str], bytes]]


def as_it_is(method: str, path: str, status: int, headers: dict[str, str], body: bytes) -> tuple[int, dict, bytes]:
    """Spoils nothing."""
    return status, headers, body


@dataclass
class Faulty:
    """Hands everything on to `target`; `spoil` changes what comes back.

    Args:
        target: address of the running Staysafe.
    """

    target: str
    spoil: Spoil = as_it_is
    asked: list[str] = field(default_factory=list)

    def start(self) -> "Faulty":
        """Listen on a free port, in a thread."""
        between = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _pass(self) -> None:
                between.asked.append(f"{self.command} {self.path}")
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                sent = {name: value for name, value in self.headers.items() if name.lower() not in OWN}
                connection = http.client.HTTPConnection(urlsplit(between.target).netloc, timeout=30)
                connection.request(self.command, self.path, body, sent)
                answer = connection.getresponse()
                got = {name: value for name, value in answer.getheaders() if name.lower() not in OWN}
                status, headers, body = between.spoil(self.command, self.path, answer.status, got, answer.read())
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_DELETE = do_OPTIONS = _pass

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        """Listen no longer."""
        self._server.shutdown()
        self._server.server_close()
