"""What other apps build from the front-end packages: `manage.py assets` runs each after its own build."""

from collections.abc import Callable
from pathlib import Path

from django.utils.module_loading import import_string

Step = Callable[[Path], None]
_steps: list[str] = []


def register_build(step: str) -> None:
    """Names a function by its dotted path, loaded only when it builds; called from ready().

    It is given the checkout with its node_modules, and does nothing when its inputs have not changed.
    """
    _steps.append(step)


def run_build_steps(top: Path) -> None:
    """Runs what was registered, in turn."""
    for name in _steps:
        step: Step = import_string(name)
        step(top)
