"""`manage.py grants --compare | --rebuild`: whether grants are what the facts say, city by city, and making them so."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from idi_platform.dossiers.granting import compare_grants, grants_amiss
from idi_platform.tenancy.public import City, system_actor, tenant_work


class Command(BaseCommand):
    help = "Compares the grants of case files with the facts behind them, or makes them so again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--compare", action="store_true", help="counts differences and changes nothing")
        what.add_argument("--rebuild", action="store_true", help="mends them, on record")

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        for city in City.objects.filter(is_active=True).order_by("code"):
            with tenant_work(system_actor(city.pk)) as by:
                rebuild = options["rebuild"]
                amiss = compare_grants(by=by, at=timezone.now()) if rebuild else grants_amiss(city.pk)
            total += amiss
            self.stdout.write(f"{city.code} {amiss}")
        if total and options["compare"]:
            message = f"{total} grants differ from their facts: run with --rebuild."
            raise CommandError(message)
