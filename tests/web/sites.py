"""Real sites of others for the browser tests: a partner's pages over HTTP, and the neutral site that leaving leads to.

Nothing is intercepted: a browser whose requests a test intercepts answers preflights by itself, and a chat that no
partner's page can reach looks well.
"""

import datetime
import ssl
import tempfile
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HTML = "text/html; charset=utf-8"


@dataclass
class Pages:
    """A site on this machine whose pages a test writes.

    Args:
        port: where it listens; 0 takes a free one.
        secure: with TLS, by a certificate that only a test would believe.
    """

    port: int = 0
    secure: bool = False
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    #: Paths that were asked for, in their order.
    asked: list[str] = field(default_factory=list)

    def start(self) -> "Pages":
        """Listen, in a thread."""
        pages, asked = self.pages, self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                text, headers = pages.get(self.path.split("?")[0], pages.get("*", ("", {})))
                asked_by_itself = self.path == "/favicon.ico"
                self.send_response(200 if text else 204 if asked_by_itself else 404)
                for name, value in {"Content-Type": HTML, "Cache-Control": "no-store", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        if self.secure:
            self._server.socket = _believed().wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        """Listen no longer."""
        self._server.shutdown()
        self._server.server_close()

    def put(self, html: str, path: str = "/", **headers: str) -> str:
        """Write a page; gives its path."""
        self.pages[path] = (html, headers)
        return path


def _believed() -> ssl.SSLContext:
    """TLS with a fresh certificate of its own signing."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "certificate.pem"
        file.write_bytes(secret + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(file)
    return context
