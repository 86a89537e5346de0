"""`manage.py deadlines replay`: whether every deadline is what the record tells; 1 when one is not."""

from argparse import ArgumentParser
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from idi_platform.deadlines.rules.calendar import CHINA
from idi_platform.deadlines.services.replaying import replay
from idi_platform.tenancy.public import City, system_actor, tenant_work


class Command(BaseCommand):
    help = "Builds deadlines again from events and rules and names every column in which a row differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["replay"])
        parser.add_argument("--city", help="GB/T 2260 code; without it, all cities")
        parser.add_argument("--since", type=date.fromisoformat, help="only terms that began on this day or later")

    def handle(self, *args: Any, **options: Any) -> None:
        cities = City.objects.filter(is_active=True).order_by("code")
        if options["city"]:
            cities = cities.filter(code=options["city"])
            if not cities:
                message = f"No city {options['city']}."
                raise CommandError(message)
        since = datetime.combine(options["since"], time(), CHINA) if options["since"] else None
        total = 0
        for city in cities:
            with tenant_work(system_actor(city.pk)) as by:
                replayed = replay(by=by, since=since)
            for difference in replayed.differences:
                self.stdout.write(str(difference))
            self.stdout.write(f"{city.code} {replayed.checked} checked, {len(replayed.differences)} differences")
            total += len(replayed.differences)
        if total:
            message = f"{total} differences."
            raise CommandError(message)
