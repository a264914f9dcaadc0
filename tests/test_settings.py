"""Settings: what the environment says, and the kind refusal of what cannot be."""

import os
import re

import pytest

from bot.settings import NUMBERS, PATHS, ROOT, TEXTS, SettingsError, load_settings


def test_defaults_need_nothing():
    settings = load_settings({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.database.startswith("sqlite:///")


def test_the_environment_decides():
    settings = load_settings({"PORT": "9000", "ALLOWED_ORIGINS": "https://a.example, https://b.example/"})
    assert settings.port == 9000
    assert settings.allowed_origins == ("https://a.example", "https://b.example")


@pytest.mark.parametrize("wrong", [{"PORT": "many"}, {"PORT": "70000"}, {"SESSION_MINUTES": "-1"}])
def test_a_wrong_number_is_named(wrong):
    with pytest.raises(SettingsError, match=next(iter(wrong))):
        load_settings(wrong)


def test_every_setting_is_documented():
    documented = set(re.findall(r"^#?\s?([A-Z_]+)=", (ROOT / "config" / ".env.example").read_text(), re.M))
    known = {*PATHS.values(), *TEXTS.values(), *(name for name, _ in NUMBERS.values()), "ALLOWED_ORIGINS"}
    assert known <= documented


def test_secrets_may_stand_in_files(tmp_path, monkeypatch):
    file = tmp_path / "password"
    file.write_text("redis://x\n")
    assert load_settings({"REDIS_URL_FILE": str(file)}).redis_url == "redis://x"
    file.write_text("it's a: secret\n")
    monkeypatch.setenv("PGPASSWORD_FILE", str(file))
    monkeypatch.setenv("PGPASSWORD", "an older one")
    load_settings()
    assert os.environ["PGPASSWORD"] == "it's a: secret"


def test_a_secret_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(SettingsError, match="nowhere"):
        load_settings({"REDIS_URL_FILE": str(tmp_path / "nowhere")})
