"""What the process is told from outside: folders, switches, secrets."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("IDI_VAR") or BASE_DIR / "var").resolve()


def switch(name: str) -> bool:
    """Whether an on/off variable is on; anything but 1/0/empty stops the start."""
    value = os.environ.get(name, "")
    if value not in {"", "0", "1"}:
        message = f"{name} must be 1 or 0, not {value!r}."
        raise ImproperlyConfigured(message)
    return value == "1"


def listed(name: str, default: str) -> list[str]:
    """The words of a variable, separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str, file: str) -> str:
    """A secret from the variable `name`, from the file named by `name`_FILE, or from var/secrets/`file`."""
    if value := os.environ.get(name):
        return value
    path = Path(os.environ.get(f"{name}_FILE") or VAR_DIR / "secrets" / file)
    try:
        value = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        value = ""
    if not value:
        message = f"No secret {name}: run ./idi setup, or set {name} or {name}_FILE (looked in {path})."
        raise ImproperlyConfigured(message)
    return value


def optional_secret(name: str) -> str:
    """A secret that may be missing: from the variable `name`, or from the file named by `name`_FILE."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, "").strip()


DEMO = switch("IDI_DEMO")
