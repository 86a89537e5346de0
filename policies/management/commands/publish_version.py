"""Publishes a version whose text prints no date, with the date an officer confirms. Run as idi_owner (./idi does)."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from idi_platform.tenancy.public import DomainError, system_actor
from policies.services.publication import confirm_validity


class Command(BaseCommand):
    help = "Publishes a loaded version with its first day, the evidence for it, and who confirms it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("version")
        parser.add_argument("--from", dest="valid_from", type=date.fromisoformat, required=True)
        parser.add_argument("--last-day", type=date.fromisoformat)
        parser.add_argument("--evidence", required=True, help="the document that shows the date")
        parser.add_argument("--by", dest="officer", required=True, help="who confirms it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version = confirm_validity(
                version_code=options["version"],
                valid_from=options["valid_from"],
                last_day=options["last_day"],
                evidence=options["evidence"],
                officer=options["officer"],
                by=system_actor(None),
                at=timezone.now(),
            )
        except DomainError as refused:
            raise CommandError(f"{refused} ({refused.rule or refused.field})") from refused
        self.stdout.write(f"{version.code} {version.valid_from}")
