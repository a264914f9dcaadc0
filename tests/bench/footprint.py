"""Installed size, training, start-up and memory, beside Rasa's own template.

    .venv/bin/python -m tests.bench.footprint [--stock DIR]

DIR is an environment with rasa 3.6.21 on Python 3.10, made for instance by
`uv venv --python 3.10 DIR && uv pip install --python DIR/bin/python rasa==3.6.21 'setuptools<81'`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bot.settings import ROOT
from bot.supervision import free_port

TARGETS = {"install (MB)": 0.3, "train (s)": 0.25, "start (s)": 0.35, "memory (MB)": 0.3}


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stock", type=Path, help="environment with stock Rasa")
    args = parser.parse_args()
    ours = measure_ours()
    stock = measure_stock(args.stock) if args.stock else {}
    print(f"{'':14} {'Staysafe':>10} {'stock':>10} {'ratio':>7} {'target':>7}")
    for name, value in ours.items():
        other = stock.get(name)
        compared = f"{other:>10.1f} {value / other:>7.2f}" if other else f"{'-':>10} {'-':>7}"
        print(f"{name:14} {value:>10.1f} {compared} {TARGETS[name]:>7}")


def measure_ours() -> dict[str, float]:
    """Our figures: an environment of requirements.lock alone, and the whole bot of this folder."""
    with tempfile.TemporaryDirectory() as folder:
        venv, var = Path(folder) / "venv", Path(folder) / "var"
        subprocess.run(["uv", "venv", "-q", "--python", "3.11", venv], check=True)
        sync = ["uv", "pip", "sync", "-q", "--python", venv / "bin/python", ROOT / "requirements.lock"]
        subprocess.run(sync, check=True)
        environment = {**os.environ, "STAYSAFE_VAR": str(var), "HOST": "127.0.0.1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [str(venv / "bin/python"), "-m", "bot.cli"]
        subprocess.run([*command, "check"], cwd=ROOT, env=environment, capture_output=True)  # byte code, once
        subprocess.run([*command, "train"], cwd=ROOT, env=environment, check=True, capture_output=True)
        trained = timed([*command, "train", "--force"], ROOT, environment)
        port = free_port()
        serve = [*command, "serve", "--port", str(port)]
        started, memory = start(serve, f"http://127.0.0.1:{port}/webhooks/web/v1/config", ROOT, environment)
        return figures(megabytes(venv), trained, started, memory)


def measure_stock(venv: Path) -> dict[str, float]:
    """The same of `rasa init`, with its default configuration."""
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    rasa = str(venv / "bin/rasa")
    with tempfile.TemporaryDirectory() as folder:
        make = [rasa, "init", "--no-prompt", "--init-dir", folder]
        subprocess.run(make, env=environment, check=True, capture_output=True)
        trained = timed([rasa, "train", "--force"], folder, environment)
        port = free_port()
        run = [rasa, "run", "--enable-api", "-i", "127.0.0.1", "-p", str(port)]
        started, memory = start(run, f"http://127.0.0.1:{port}/status", folder, environment)
    return figures(megabytes(venv), trained, started, memory)


def figures(*values: float) -> dict[str, float]:
    """Values under their names."""
    return dict(zip(TARGETS, values, strict=True))


def timed(command: list[str], folder: Path | str, environment: dict[str, str]) -> float:
    """Seconds that a command takes."""
    began = time.monotonic()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return time.monotonic() - began


def start(command: list[str], url: str, folder: Path | str, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until a server answers, and its resident memory in MB then."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.monotonic() - began < 180:
            try:
                urllib.request.urlopen(url, timeout=2).read()
                return time.monotonic() - began, resident(process.pid)
            except OSError:
                time.sleep(0.1)
        sys.exit(f"{command[0]} did not start")
    finally:
        process.terminate()
        process.wait()


def resident(pid: int) -> float:
    """Resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def megabytes(folder: Path) -> float:
    """Size of a folder on disk in MB."""
    return int(subprocess.check_output(["du", "-sk", folder]).split()[0]) / 1024


if __name__ == "__main__":
    main()
