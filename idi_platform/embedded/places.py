"""Where things lie: the project, var/ and its secrets."""

import os
import secrets
from pathlib import Path

from .errors import EmbeddedError

PROJECT = Path(__file__).resolve().parents[2]
ENVIRONMENT = PROJECT / ".venv"
SERVERS = ENVIRONMENT / "servers"
SECRET_BYTES = 32
DJANGO_SECRET = "django_secret"  # noqa: S105  # the name of a file, not a secret
# One key a line, the first seals (docs/howto/handle-personal-data.md).
FIELD_KEYS = "field_keys"
INDEX_KEY = "index_key"
SECOND_FACTOR_KEYS = "second_factor_keys"
# What settings read; set-up makes whichever is missing.
SECRETS = (DJANGO_SECRET, FIELD_KEYS, INDEX_KEY, SECOND_FACTOR_KEYS)


def var_directory() -> Path:
    """The folder of everything this copy writes: IDI_VAR, else var/ in the project."""
    return Path(os.environ.get("IDI_VAR") or PROJECT / "var").resolve()


def make_var(var: Path) -> None:
    """Create var/ itself. Under root the servers' user must pass through it, so it may be entered but not listed."""
    if not var.exists():
        var.mkdir(parents=True)
        var.chmod(0o711 if os.geteuid() == 0 else 0o700)


def read_secret(var: Path, name: str) -> str:
    """A secret that set-up made.

    Raises:
        EmbeddedError: set-up has not run in this var/, or this user may not read it.
    """
    path = var / "secrets" / name
    try:
        value = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise EmbeddedError(
            zh=f"读不到密钥文件 {path}（{error.strerror}）：尚未执行安装。",
            en=f"Cannot read the secret {path} ({error.strerror}): set-up has not run here.",
            step="./idi setup",
        ) from error
    if not value:
        raise EmbeddedError(
            zh=f"密钥文件 {path} 是空的。", en=f"The secret {path} is empty.", step=f"rm '{path}' && ./idi setup"
        )
    return value


def ensure_secret(var: Path, name: str) -> str:
    """The secret of that name, made at random on first use; readable by this user only."""
    folder = var / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    path = folder / name
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES) + "\n")
    return read_secret(var, name)
