"""What settings read: the embedded servers' addresses, or the ones given in the environment."""

from pathlib import Path

import pytest

from idi_platform.embedded.connections import database_settings, database_url, redis_client_url, redis_url
from idi_platform.embedded.errors import EmbeddedError


def test_before_set_up_the_error_names_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError) as raised:
        database_url("idi_app", var=tmp_path)
    assert raised.value.step == "./idi setup"


def test_an_unknown_login_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="no database login idi_bootstrap"):
        database_url("idi_bootstrap", var=tmp_path)


def test_the_embedded_address_gives_its_parts_back(tmp_path: Path) -> None:
    var = tmp_path / "住宅 质量"
    (var / "secrets").mkdir(parents=True)
    (var / "secrets" / "postgres_idi_app").write_text("p-w_1\n")
    assert database_settings("idi_app", var=var) == {
        "NAME": "idi",
        "USER": "idi_app",
        "PASSWORD": "p-w_1",
        "HOST": str(var / "postgres" / "socket"),
        "PORT": "",
        "OPTIONS": {},
    }


def test_given_addresses_replace_the_embedded_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:p%40ss@db.example:6432/city?sslmode=verify-full")
    monkeypatch.setenv("REDIS_URL", "redis://cache.example/1")
    assert database_settings("idi_app") == {
        "NAME": "city",
        "USER": "app",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "verify-full"},
    }
    assert redis_url() == redis_client_url() == "redis://cache.example/1"


@pytest.mark.parametrize(
    ("login", "variable"),
    [
        ("idi_owner", "DATABASE_OWNER_URL"),
        ("idi_clock", "DATABASE_CLOCK_URL"),
        ("idi_backup", "DATABASE_BACKUP_URL"),
    ],
)
def test_each_login_needs_an_address_of_its_own(monkeypatch: pytest.MonkeyPatch, login: str, variable: str) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://idi_app:x@db.example/idi")
    monkeypatch.delenv(variable, raising=False)
    with pytest.raises(EmbeddedError, match=variable):
        database_url(login)


def test_another_kind_of_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://idi_app:x@db.example/idi")
    with pytest.raises(EmbeddedError, match="not a PostgreSQL address"):
        database_settings("idi_app")


def test_passwords_can_stay_in_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "app").write_text("p@ss/1\n")
    (tmp_path / "redis").write_text("r:2\n")
    monkeypatch.setenv("DATABASE_URL", "postgresql://idi_app@db.example/idi")
    monkeypatch.setenv("DATABASE_PASSWORD_FILE", str(tmp_path / "app"))
    monkeypatch.setenv("REDIS_URL", "redis://cache.example:6379/0")
    monkeypatch.setenv("REDIS_PASSWORD_FILE", str(tmp_path / "redis"))
    assert database_settings("idi_app")["PASSWORD"] == "p@ss/1"
    assert redis_url() == redis_client_url() == "redis://:r%3A2@cache.example:6379/0"


def test_a_password_file_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://idi_app@db.example/idi")
    monkeypatch.setenv("DATABASE_PASSWORD_FILE", str(tmp_path / "absent"))
    with pytest.raises(EmbeddedError, match="DATABASE_PASSWORD_FILE"):
        database_settings("idi_app")
