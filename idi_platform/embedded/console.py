"""What ./idi says: one line in Chinese, one in English, and how long each step took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import EmbeddedError


def say(zh: str, en: str) -> None:
    """One message for both readers."""
    print(f"  {zh}\n  {en}", flush=True)


@contextmanager
def step(zh: str, en: str) -> Iterator[None]:
    """Name a step, and its seconds when it is done."""
    print(f"· {zh} / {en} … ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("✗", flush=True)
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)


def complain(error: EmbeddedError) -> None:
    """The problem in both languages and the next step, on standard error."""
    sys.stdout.flush()
    for line in (error.zh, error.en):
        print(f"✗ {line}", file=sys.stderr)
    if error.step:
        print(f"→ {error.step}", file=sys.stderr, flush=True)
