"""manage.py assets: bundles scripts and styles, cuts the icons, and collects what the web server shows."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from idi_platform.ui.build import Build, BuildError
from idi_platform.ui.build_steps import run_build_steps

# Of the API's libraries: pages that nobody opens.
NOT_SHOWN = ["redoc", "rest_framework"]


def project_build() -> Build:
    """The build over all templates and all apps of this checkout."""
    top = Path(settings.BASE_DIR)
    ours = [Path(config.path) for config in apps.get_app_configs() if top in Path(config.path).parents]
    sources = [top / "templates", *(path for path in ours if ".venv" not in path.parts)]
    return Build(top=top, sources=tuple(sources), out=Path(apps.get_app_config("ui").path) / "static" / "build")


class Command(BaseCommand):
    help = "Build scripts, styles and icons, then collect static files. Does nothing when no input changed."
    requires_system_checks: list[str] = []  # Django's own class attribute

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="build even when no input changed")
        parser.add_argument("--no-collect", action="store_true", help="leave out collectstatic")

    def handle(self, *_args: Any, **options: Any) -> None:
        build = project_build()
        is_current = build.is_current() and not options["force"]
        if not is_current:
            try:
                build.run()
            except BuildError as error:
                raise CommandError(str(error)) from error
        run_build_steps(build.top)
        if options["no_collect"] or (is_current and _is_collected(build.fingerprint())):
            self.stdout.write("Assets are current." if is_current else "Assets built.")
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=False, ignore_patterns=NOT_SHOWN)
        _stamp().write_text(build.fingerprint(), encoding="ascii")
        self.stdout.write("Assets built and collected.")


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"


def _is_collected(fingerprint: str) -> bool:
    stamp = _stamp()
    return stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint
