"""`manage.py add_member`: a person with a membership; how the first operator of an installation gets in."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from idi_platform.accounts.constants import PLATFORM_ROLES, Role
from idi_platform.accounts.models import Membership, Organisation, User
from idi_platform.tenancy.public import City


class Command(BaseCommand):
    help = "Adds a person and a membership; to somebody who is there already, the membership alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--full-name", help="of a new person")
        parser.add_argument("--role", choices=Role.values, required=True)
        parser.add_argument("--city", help="GB/T 2260 code; for every role but the platform's own")
        parser.add_argument("--organisation", help="unified social credit code")
        parser.add_argument("--password-stdin", action="store_true", help="read the password's line, ask nobody")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            member = Membership(
                user=self._person(options),
                role=options["role"],
                city=_city(options["city"], role=options["role"]),
                organisation=_organisation(options["organisation"]),
                valid_from=timezone.localdate(),
            )
            member.full_clean()
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused
        member.save()
        self.stdout.write(f"{member.user.username}: {member.role}")

    def _person(self, options: dict[str, Any]) -> User:
        """The person of that user name, made and given a password when there is none."""
        if there := User.objects.filter(username=options["username"]).first():
            return there
        if not options["full_name"]:
            raise CommandError("A new person needs --full-name.")
        person = User(username=options["username"], full_name=options["full_name"])
        password = sys.stdin.readline().rstrip("\n") if options["password_stdin"] else _asked_password()
        validate_password(password, person)
        person.set_password(password)
        person.full_clean()
        person.save()
        return person


def _asked_password() -> str:
    password = getpass("Password: ")
    if getpass("Again: ") != password:
        raise CommandError("The two passwords differ.")
    return password


def _city(code: str | None, *, role: str) -> City | None:
    if role in PLATFORM_ROLES:
        if code:
            raise CommandError("The platform's own people act in no city: leave --city out.")
        return None
    if not code:
        raise CommandError(f"The role {role} is held in a city: give --city.")
    if city := City.objects.filter(code=code).first():
        return city
    raise CommandError(f"No city {code}: ./idi setup loads the divisions.")


def _organisation(uscc: str | None) -> Organisation | None:
    if not uscc:
        return None
    if organisation := Organisation.objects.filter(uscc=uscc).first():
        return organisation
    raise CommandError(f"No organisation has the code {uscc}.")
