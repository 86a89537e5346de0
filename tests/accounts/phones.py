"""Owners with mobile numbers, and the text messages that a gateway would send."""

import re

from django.test import Client
from django.utils import timezone

from idi_platform.accounts.models import NumberProof, PhoneNumber, TextMessage, User
from idi_platform.accounts.owners.numbers import take_number
from idi_platform.accounts.public import DocumentKind, record_identity_document
from idi_platform.tenancy.public import system_actor

NUMBER = "13800000001"
NEW_NUMBER = "13900000002"
DOCUMENT = "000000100001010015"  # nobody's, with its right check digit
WHO = {"full_name": "here-owner", "kind": DocumentKind.RESIDENT_ID.value, "number": DOCUMENT}

START, CODE, NAME = "/sign-in/owner/", "/sign-in/owner/code/", "/sign-in/owner/who/"


def with_number(user: User, number: str = NUMBER) -> PhoneNumber:
    at = timezone.now()
    return take_number(user=user, number=number, proof=NumberProof.DOCUMENT, by=user.pk, at=at)


def with_document(user: User) -> User:
    record_identity_document(
        user=user,
        kind=DocumentKind.RESIDENT_ID,
        number=DOCUMENT,
        by=system_actor(None),
        at=timezone.now(),
    )
    return user


def texts(number: str = NUMBER) -> list[str]:
    """What was written to a number, oldest first."""
    return [one.text for one in TextMessage.objects.order_by("written_at", "pk") if one.number == number]


def code_to(number: str = NUMBER) -> str:
    """The code of the last message to a number."""
    found = re.search(r"\b\d{6}\b", texts(number)[-1])
    assert found
    return found[0]


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def ask(client: Client, number: str = NUMBER) -> str:
    """Asks for a code and reads it."""
    client.post(START, {"number": number})
    return code_to(number)


def enter(client: Client, number: str = NUMBER) -> None:
    """The whole way of an owner whose number is known."""
    client.post(CODE, {"code": ask(client, number)})
