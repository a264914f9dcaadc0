"""The shipped nginx for tests, as it is but for its ports and folders."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from bot.settings import ROOT
from tests.services import needs

NGINX = ROOT / "config" / "nginx"
#: Places that nginx writes to, which only root may otherwise.
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def nginx_before(upstream: int, folder: Path, patience: str = "15s", tls: bool = False) -> Iterator[SimpleNamespace]:
    """nginx on a free `port` before what listens on the port `upstream`.

    Args:
        folder: for all that nginx writes; of an operator's files it holds `tls_certificate` and `tls_key`, with `tls`.
        patience: how long nginx waits for an answer.
        tls: also on `tls_port`.
    """
    needs(shutil.which("nginx"), "nginx")
    folder.chmod(0o755)
    port, tls_port = _ports()
    found = SimpleNamespace(port=port, tls_port=tls_port, folder=folder)
    (folder / "site.conf").write_text(_site(found, upstream, patience))
    shutil.copytree(NGINX / "down", folder / "down", dirs_exist_ok=True)
    (folder / "tls").mkdir(exist_ok=True)
    if tls:
        text = (NGINX / "tls.conf").read_text().replace("listen 8443", f"listen {found.tls_port}")
        (folder / "tls" / "tls.conf").write_text(text.replace("/run/secrets", str(folder)))
    (folder / "nginx.conf").write_text(_whole(folder))
    process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        _wait(found.port)
        yield found
    finally:
        process.terminate()
        process.wait()


def _ports() -> tuple[int, int]:
    """Two ports that are free on every address of this machine: nginx listens on all of them."""
    with socket.create_server(("", 0)) as one, socket.create_server(("", 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]


def _site(found: SimpleNamespace, upstream: int, patience: str) -> str:
    site = (NGINX / "staysafe.conf").read_text()
    site = site.replace("listen 8080", f"listen {found.port}").replace("bot:8080", f"127.0.0.1:{upstream}")
    site = site.replace("proxy_read_timeout 15s", f"proxy_read_timeout {patience}")
    return re.sub(r"^resolver.*$", "", site, flags=re.M).replace("/etc/nginx/staysafe", str(found.folder))


def _whole(folder: Path) -> str:
    whole = (NGINX / "nginx.conf").read_text().replace("/run/nginx.pid", f"{folder}/pid")
    whole = whole.replace("/etc/nginx/conf.d/*.conf", f"{folder}/site.conf")
    written = "\n".join(["http {", *(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)])
    return "daemon off;\nuser root;\n" + whole.replace("http {", written)


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError
