"""Addresses of the database and of Redis, as settings read them. Starts nothing.

DATABASE_URL (idi_app), DATABASE_OWNER_URL, DATABASE_CLOCK_URL, DATABASE_BACKUP_URL and REDIS_URL replace the
embedded servers. An address without a password takes it from the file that DATABASE_PASSWORD_FILE (of this process's
login) or REDIS_PASSWORD_FILE names.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from .errors import EmbeddedError
from .places import read_secret, var_directory

DATABASE = "idi"
# Each login's variable; a kind of process has exactly one login.
LOGINS = {
    "idi_app": "DATABASE_URL",
    "idi_owner": "DATABASE_OWNER_URL",
    "idi_clock": "DATABASE_CLOCK_URL",
    "idi_backup": "DATABASE_BACKUP_URL",
}


def database_is_embedded() -> bool:
    """Whether this copy runs its own PostgreSQL."""
    return not os.environ.get("DATABASE_URL")


def redis_is_embedded() -> bool:
    """Whether this copy runs its own Redis."""
    return not os.environ.get("REDIS_URL")


def database_url(login: str, *, var: Path | None = None) -> str:
    """The database's address for one login.

    Raises:
        EmbeddedError: unknown login, set-up has not run, or DATABASE_URL is set and this login's variable is not.
    """
    if login not in LOGINS:
        raise EmbeddedError(
            zh=f"没有数据库登录名 {login}。",
            en=f"There is no database login {login}.",
            step=f"IDI_LOGIN={' | '.join(LOGINS)}",
        )
    if database_is_embedded():
        return _embedded_url(login, var or var_directory())
    if url := os.environ.get(LOGINS[login]):
        return url
    raise EmbeddedError(
        zh=f"已设置 DATABASE_URL，但缺少登录名 {login} 的地址 {LOGINS[login]}。",
        en=f"DATABASE_URL is set, but {LOGINS[login]}, the address for {login}, is not.",
        step=f"export {LOGINS[login]}=postgresql://{login}:…@host/idi",
    )


def _embedded_url(login: str, var: Path) -> str:
    password = read_secret(var, f"postgres_{login}")
    query = urlencode({"host": str((var / "postgres" / "socket").resolve())}, quote_via=quote, safe="/")
    return f"postgresql://{login}:{password}@/{DATABASE}?{query}"


def database_settings(login: str, *, var: Path | None = None) -> dict[str, object]:
    """The same as a part of Django's DATABASES entry: NAME, USER, PASSWORD, HOST, PORT and libpq's OPTIONS.

    Raises:
        EmbeddedError: as `database_url`, or the address is not one of PostgreSQL.
    """
    parts = urlsplit(database_url(login, var=var))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise EmbeddedError(
            zh=f"{LOGINS[login]} 不是 PostgreSQL 地址（本平台只支持 PostgreSQL）。",
            en=f"{LOGINS[login]} is not a PostgreSQL address (nothing else is supported).",
            step=f"export {LOGINS[login]}=postgresql://{login}:…@host/idi",
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or parts.hostname or ""
    return {
        "NAME": unquote(parts.path.lstrip("/")) or DATABASE,
        "USER": unquote(parts.username or login),
        "PASSWORD": unquote(parts.password or "") or _password_from("DATABASE_PASSWORD_FILE"),
        "HOST": unquote(host),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def redis_url(*, var: Path | None = None) -> str:
    """Redis's address in Celery's form (`redis+socket:///…` for the embedded one)."""
    if not redis_is_embedded():
        return _given_redis_url()
    return f"redis+socket://{_redis_socket(var or var_directory())}?virtual_host={_redis_database()}"


def redis_client_url(*, var: Path | None = None) -> str:
    """The same in redis-py's form (`unix:///…`)."""
    if not redis_is_embedded():
        return _given_redis_url()
    return f"unix://{_redis_socket(var or var_directory())}?db={_redis_database()}"


def _given_redis_url() -> str:
    url = os.environ["REDIS_URL"]
    parts = urlsplit(url)
    if parts.password or not (password := _password_from("REDIS_PASSWORD_FILE")):
        return url
    return parts._replace(netloc=f"{parts.username or ''}:{quote(password, safe='')}@{parts.netloc}").geturl()


def _password_from(variable: str) -> str:
    """The password in the file that the variable names; empty when it names none.

    Raises:
        EmbeddedError: the file cannot be read.
    """
    path = os.environ.get(variable)
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise EmbeddedError(
            zh=f"无法读取 {variable} 指定的文件 {path}。",
            en=f"The file {path}, named by {variable}, cannot be read.",
            step=f"ls -l '{path}'",
        ) from error


def _redis_database() -> str:
    """Which of the embedded server's numbered databases: several stacks of processes can share one server."""
    return os.environ.get("IDI_REDIS_DATABASE") or "0"


def _redis_socket(var: Path) -> str:
    return quote(str((var / "redis" / "socket").resolve() / "redis.sock"))
