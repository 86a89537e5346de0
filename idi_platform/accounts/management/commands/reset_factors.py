"""For a person who lost every factor: removes them and ends the sessions; the next sign-in sets up new ones."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from idi_platform.accounts.models import User
from idi_platform.accounts.signin.records import record_person
from idi_platform.accounts.signin.sessions import end_sessions


class Command(BaseCommand):
    help = "Removes all second factors of a person whose identity was checked another way, and ends their sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *_args: Any, username: str, **_options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {username}.")
        now = timezone.now()
        number, _rows = Authenticator.objects.filter(user=user).delete()
        record_person("factors_reset", user.pk, by=None, at=now, factors=number)
        end_sessions(user_id=user.pk, by=None, at=now)
        self.stdout.write(f"{number}")
