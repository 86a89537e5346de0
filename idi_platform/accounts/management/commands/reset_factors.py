"""For a person who lost every factor: removes them and ends the sessions; the next sign-in sets up new ones."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from idi_platform.accounts.models import User
from idi_platform.accounts.signin.resetting import reset_factors


class Command(BaseCommand):
    help = "Removes all second factors of a person whose identity was checked another way, and ends their sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--reason", default="", help="Why; it stays on record.")

    def handle(self, *_args: Any, username: str, reason: str, **_options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {username}.")
        number = reset_factors(user_id=user.pk, reason=reason, by=None, at=timezone.now())
        self.stdout.write(f"{number}")
