"""`manage.py seed --demo`: the demo's cities, people, homes and claims. Idempotent; refuses to run outside a demo."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.seeding import seed
from idi_platform.tenancy.public import business_now


class Command(BaseCommand):
    help = "Builds what is missing of the demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", required=True, help="yes, made-up people and claims")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_MODE:
            raise CommandError("Only a demo is seeded: set IDI_DEMO=1.")
        self.stdout.write(f"{seed(at=business_now())} claims filed")
