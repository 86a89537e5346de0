"""New people."""

from dataclasses import dataclass

from django.db import transaction

from idi_platform.accounts.errors import UsernameTaken
from idi_platform.accounts.models import User
from idi_platform.tenancy.public import unless_taken


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Who somebody is, and how they will sign in. The form has checked the password's strength."""

    username: str
    password: str
    full_name: str
    phone: str = ""
    email: str = ""


@transaction.atomic
def create_person(*, facts: PersonFacts) -> User:
    """Somebody who can sign in and may do nothing yet. UsernameTaken."""
    person = User(username=facts.username, full_name=facts.full_name, phone=facts.phone, email=facts.email)
    person.set_password(facts.password)
    with unless_taken(UsernameTaken(field="username")):
        person.save(force_insert=True)
    return person
