"""The compose file and the Kubernetes manifests say what they promise. Neither is run here."""

import http.server
import re
import shutil
import socketserver
import subprocess
import sys
import threading

import pytest
import yaml

from bot.settings import ROOT
from tests.services import needs

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
MANIFESTS = list(yaml.safe_load_all((ROOT / "config" / "kubernetes" / "staysafe.yml").read_text("utf-8")))
PODS = [m["spec"]["template"]["spec"] for m in MANIFESTS if m["kind"] in ("Deployment", "Job")]


class Well(http.server.BaseHTTPRequestHandler):
    """Answers that all is well."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_is_bounded_and_rotates_its_log(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "3"}
    assert service["cpus"] and 0 < service["pids_limit"] <= 256
    # As much with swap as without: none. What is in memory must not come to a disk, nor into a core dump.
    assert service["mem_limit"] == service["memswap_limit"] and service["ulimits"] == {"core": 0}
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service or name == "database"


@pytest.mark.parametrize("name", ["bot", "actions"])
def test_what_was_typed_is_written_over_in_memory(name: str) -> None:
    """With what `./staysafe run` sets: tests/e2e/test_nothing_kept.py looks into the memory of that one."""
    from bot.commands.run import Stack
    from bot.settings import load_settings

    own = Stack(load_settings({}), "127.0.0.1", 1).environment()
    given = COMPOSE["services"][name]["environment"]
    wiping = ("MALLOC_PERTURB_", "GLIBC_TUNABLES")
    assert {key: given[key] for key in wiping} == {key: own[key] for key in wiping}


def test_every_image_from_elsewhere_can_be_pinned_in_one_place() -> None:
    """By a variable of .env, whose default is what .env.example shows, and for Python the Dockerfile too."""
    shown = dict(
        re.findall(r"^#(\w+_IMAGE)=(\S+)$", (ROOT / "config" / ".env.example").read_text("utf-8"), re.MULTILINE)
    )
    built = [service["build"]["args"]["PYTHON_IMAGE"] for service in COMPOSE["services"].values() if "build" in service]
    named = [service["image"] for service in COMPOSE["services"].values() if "build" not in service]
    assert {*built, *named} == {f"${{{name}:-{image}}}" for name, image in shown.items()}
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert f"ARG PYTHON_IMAGE={shown['PYTHON_IMAGE']}\n" in dockerfile
    assert set(re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)) == {"${PYTHON_IMAGE}"}


def test_only_nginx_has_a_port_and_nothing_in_front_reaches_the_state() -> None:
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["nginx"]
    for name in ("nginx", "actions"):
        assert "state" not in COMPOSE["services"][name]["networks"]
    assert all(COMPOSE["networks"][name]["internal"] for name in ("inside", "state"))


def test_passwords_come_from_files_and_stand_in_no_environment() -> None:
    """`docker inspect` shows every environment."""
    assert COMPOSE["secrets"]["database_password"]["file"]
    for name, service in COMPOSE["services"].items():
        given = service.get("environment") or {}
        assert not [key for key in given if "PASSWORD" in key and not key.endswith("_FILE")], name
        named = [value for key, value in given.items() if key.endswith("_FILE")]
        assert named == [f"/run/secrets/{secret}" for secret in service.get("secrets", [])], name
    for ignored in (".gitignore", ".dockerignore"):
        assert "config/secrets" in (ROOT / ignored).read_text()


@pytest.mark.parametrize("name", [name for name in COMPOSE["services"] if name != "contacts"])
def test_every_service_that_freezes_is_ended_and_started_again(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["restart"] == "unless-stopped" and service["init"]
    assert service["healthcheck"]["test"][:3] in (["CMD", "sh", "/heal"], ["CMD", "sh", "config/heal"])
    # The script gives up after eight seconds, and counts; the engine must not end it before.
    assert int(service["healthcheck"]["timeout"].removesuffix("s")) > 9


@pytest.mark.parametrize("name", ["nginx", "bot", "actions"])
def test_no_check_of_health_asks_a_proxy(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Docker hands the proxy of its user to every container, and the proxy does not know the container's loopback."""
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with socketserver.TCPServer(("127.0.0.1", 0), Well) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = COMPOSE["services"][name]["healthcheck"]["test"][4:]
        here = [re.sub(r"(?<=127\.0\.0\.1:)\d+", str(server.server_address[1]), part) for part in asked]
        command = [sys.executable if part == "python" else part for part in here]
        needs(shutil.which(command[0]), command[0])
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
        server.shutdown()
    assert done.returncode == 0, done.stderr


def test_redis_writes_nothing_to_a_disk() -> None:
    command = COMPOSE["services"]["sessions"]["command"]
    assert command[command.index("--save") + 1] == "" and command[command.index("--appendonly") + 1] == "no"
    assert all(volume.endswith(":ro") for volume in COMPOSE["services"]["sessions"]["volumes"])


@pytest.mark.parametrize("pod", PODS, ids=lambda pod: pod["containers"][0]["name"])
def test_every_pod_is_bare_and_bounded(pod: dict) -> None:
    assert pod["securityContext"]["runAsNonRoot"] and pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        assert container["securityContext"]["readOnlyRootFilesystem"] and container["resources"]["limits"]["memory"]
        assert re.match(r"python", container["command"][0])
