"""Settings of this machine, from the environment and config/.env (documented in config/.env.example)."""

import math
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import load_dotenv

from bot.addresses import is_origin, leads_somewhere

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = 8080
DATABASES = ("postgresql", "postgres", "postgresql+psycopg2")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LIMIT = re.compile(r"off|[1-9]\d{0,8} ?(?:/|per) ?\d* ?(?:second|minute|hour|day)s?")


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """What an operator can set. Paths are absolute, times in seconds unless the name says minutes."""

    data: Path = ROOT / "data"
    config: Path = ROOT / "config"
    var: Path = ROOT / "var"
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    database_url: str = ""
    redis_url: str = ""
    action_url: str = "http://127.0.0.1:5055/webhook"
    session_minutes: float = 30
    session_limit: int = 5000
    turn_seconds: float = 10
    rate_limit_session: str = "30/minute"
    rate_limit_address: str = "1200/minute"
    allowed_origins: tuple[str, ...] = field(default=())
    own_hosts: tuple[str, ...] = field(default=())
    trusted_proxies: int = 0
    workers: int = 1
    log_level: str = "INFO"

    @property
    def database(self) -> str:
        """The database's address: DATABASE_URL, or an SQLite file in the folder of this machine's state."""
        return self.database_url or f"sqlite:///{self.var / 'staysafe.db'}"

    @property
    def models(self) -> Path:
        """Folder of the trained models."""
        return self.var / "models"

    @property
    def learnt(self) -> Path:
        """Folder of what was learnt from the examples of the last trainings (bot.assistant.learnt)."""
        return self.var / "learnt"


def load_settings(environment: dict[str, str] | None = None) -> Settings:
    """Read the settings; `environment` replaces the process's own (and config/.env) in tests.

    Raises:
        SettingsError: a setting that cannot be used, or a file of one that cannot be read.
    """
    if environment is None:
        _read_file(Path(os.environ.get("STAYSAFE_ENV_FILE") or ROOT / "config" / ".env"))
        os.environ.update(_from_files(os.environ))  # the database's driver reads PGPASSWORD there by itself
        environment = dict(os.environ)
    settings = Settings(**_given(environment | _from_files(environment)))
    for fault in _faults(settings):
        raise SettingsError(f"{fault} Correct it in config/.env.")
    return settings


def _read_file(path: Path) -> None:
    try:
        load_dotenv(path)
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not saved as UTF-8 (PowerShell writes UTF-16). Save it as UTF-8.") from None


def _from_files(environment: Mapping[str, str]) -> dict[str, str]:
    """What stands in files: an environment can be read by whoever may look at the process or the container."""
    named = {name: environment.get(f"{name}_FILE") for name in SECRETS}
    try:
        return {name: Path(file).read_text("utf-8").strip() for name, file in named.items() if file}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"A secret cannot be read from its file: {error}.") from None


def _faults(settings: Settings) -> Iterator[str]:
    """What would only fail later, when people are there, in a sentence each."""
    if settings.log_level not in LEVELS:
        yield f"LOG_LEVEL={settings.log_level} is none of {', '.join(LEVELS)}."
    for key, limit in (
        ("RATE_LIMIT_SESSION", settings.rate_limit_session),
        ("RATE_LIMIT_ADDRESS", settings.rate_limit_address),
    ):
        if not LIMIT.fullmatch(limit.strip().lower()):
            yield f'{key}={limit} is no limit. Write one such as "30/minute", or "off".'
    if settings.redis_url and not _is_redis(settings.redis_url):
        yield "REDIS_URL is no address such as redis://localhost:6379/0 (or rediss://, or unix:///a/file)."
    if settings.database_url and not _is_database(settings.database_url):
        yield "DATABASE_URL is no address such as postgresql://staysafe@localhost/staysafe."
    if not leads_somewhere(settings.action_url, "http", "https"):
        yield "ACTION_URL is no address such as http://localhost:5055/webhook."
    if min(settings.session_limit, settings.session_minutes, settings.turn_seconds) <= 0:
        yield "SESSION_LIMIT, SESSION_MINUTES and TURN_SECONDS must be more than 0."
    if settings.workers < 1:
        yield "WORKERS must be 1 or more."
    for origin in settings.allowed_origins:
        if not is_origin(origin.lower()):
            yield f"ALLOWED_ORIGINS names {origin}, which is no origin such as https://youth.example."
    for host in settings.own_hosts:
        if not is_origin(f"https://{host}"):
            yield f"OWN_HOSTS names {host}, which is no host such as chat.example or chat.example:8443."


def _is_redis(address: str) -> bool:
    if address.startswith("unix://"):
        return len(address) > len("unix://")
    path = address.partition("?")[0].partition("://")[2].partition("/")[2]
    return leads_somewhere(address, "redis", "rediss") and (not path or path.isdigit())


def _is_database(address: str) -> bool:
    """SQLite wants no server; PostgreSQL without a host is that of this machine. A password may hold any character."""
    kind, _, rest = address.partition("://")
    if kind.partition("+")[0] == "sqlite":
        return rest.startswith("/")
    server = rest.rpartition("@")[2]
    return kind in DATABASES and (server.startswith("/") or leads_somewhere(f"{kind}://{server}", kind))


def _given(env: dict[str, str]) -> dict[str, object]:
    paths = {name: Path(env[key]).resolve() for name, key in PATHS.items() if env.get(key)}
    texts = {name: env[key] for name, key in TEXTS.items() if env.get(key)}
    numbers = {name: _number(key, env[key], kind) for name, (key, kind) in NUMBERS.items() if env.get(key)}
    lists = {
        name: tuple(part.strip().rstrip("/") for part in env.get(key, "").split(",") if part.strip())
        for name, key in LISTS.items()
    }
    return paths | texts | numbers | lists


#: Settings that may stand in a file of their own, which <NAME>_FILE names.
SECRETS = ("DATABASE_URL", "REDIS_URL", "PGPASSWORD")
PATHS = {"data": "STAYSAFE_DATA", "var": "STAYSAFE_VAR"}
LISTS = {"allowed_origins": "ALLOWED_ORIGINS", "own_hosts": "OWN_HOSTS"}
TEXTS = {
    "host": "HOST",
    "database_url": "DATABASE_URL",
    "redis_url": "REDIS_URL",
    "action_url": "ACTION_URL",
    "rate_limit_session": "RATE_LIMIT_SESSION",
    "rate_limit_address": "RATE_LIMIT_ADDRESS",
    "log_level": "LOG_LEVEL",
}
NUMBERS = {
    "port": ("PORT", int),
    "session_minutes": ("SESSION_MINUTES", float),
    "session_limit": ("SESSION_LIMIT", int),
    "turn_seconds": ("TURN_SECONDS", float),
    "trusted_proxies": ("TRUSTED_PROXIES", int),
    "workers": ("WORKERS", int),
}


def _number(key: str, value: str, kind: type) -> float:
    try:
        number = kind(value)
    except ValueError:
        raise SettingsError(f"{key} must be a number, but is {value!r}. Correct it in config/.env.") from None
    if number < 0 or not math.isfinite(number) or (key == "PORT" and not 0 < number < 65536):
        raise SettingsError(f"{key}={value} is out of range. Correct it in config/.env.")
    return number
