"""A process starts from compiled modules, whatever the machine's image says about them."""

import subprocess

import pytest

from idi_platform.embedded.places import ENVIRONMENT
from idi_platform.embedded.toolchain import PYTHON, tool_environment


def test_where_nothing_compiled_may_be_written_it_is_written_inside_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    asked = [str(PYTHON), "-c", "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"]
    answer = subprocess.run(asked, env=tool_environment(), capture_output=True, text=True, check=True).stdout
    assert answer.split() == ["False", str(ENVIRONMENT / "compiled")]
