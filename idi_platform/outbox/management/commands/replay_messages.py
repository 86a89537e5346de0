"""`manage.py replay_messages`: what was given up, city by city; with --message, hands one out again."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from idi_platform.outbox.delivery import given_up
from idi_platform.outbox.replay import replay_message
from idi_platform.tenancy.public import City, DomainError, system_actor, tenant_work


class Command(BaseCommand):
    help = "Lists the messages that were given up; with --message, --by and --reason hands one out again, on record."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--city", help="GB/T 2260 code; without it every city in use")
        parser.add_argument("--message", type=UUID, help="the number of the message to hand out again")
        parser.add_argument("--by", dest="asked_by", default="", help="who replays it")
        parser.add_argument("--reason", default="", help="what was mended")

    def handle(self, *args: Any, **options: Any) -> None:
        cities = City.objects.filter(is_active=True).order_by("code")
        if options["city"]:
            cities = cities.filter(code=options["city"])
        if not cities:
            raise CommandError("No such city is in use.")
        if options["message"]:
            self._replay(list(cities), options)
            return
        for city in cities:
            self._list(city)

    def _list(self, city: City) -> None:
        with tenant_work(system_actor(city.pk)):
            for message in given_up(city.pk):
                self.stdout.write(
                    f"{city.code} {message.pk} {message.topic} {message.source_id} {message.created_at.isoformat()}"
                )

    def _replay(self, cities: list[City], options: dict[str, Any]) -> None:
        if len(cities) > 1:
            raise CommandError("A message is one city's: give --city.")
        try:
            with tenant_work(system_actor(cities[0].pk)) as by:
                replay = replay_message(
                    message_id=options["message"],
                    asked_by=options["asked_by"],
                    reason=options["reason"],
                    by=by,
                    at=timezone.now(),
                )
        except DomainError as refused:
            raise CommandError(f"{refused} ({refused.rule or refused.field})") from refused
        self.stdout.write(f"{replay.message_id} waits for a worker again")
