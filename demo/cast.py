"""The bodies and people of the demo as rows: who takes which part."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from stdnum.cn import ric

from idi_platform.accounts.public import (
    DocumentKind,
    IdentityDocument,
    Membership,
    NumberProof,
    Organisation,
    Role,
    User,
    number_of,
    record_identity_document,
    take_number,
)
from idi_platform.tenancy.public import Actor, City, District, system_actor

from .cities import CITIES
from .people import EVERYBODY, PASSWORD
from .stories import OPENED, Body, Person

# Reserved for examples: its mails reach nobody, even if a demo were given a real mail server.
_MAIL_DOMAIN = "demo.example"
# Nobody's: the place was never given out and the birthday lies before the calendar. Three digits of order follow.
_NUMBER_OF_NOBODY = "00000010000101{:03d}"


@dataclass(frozen=True, slots=True)
class Cast:
    """Bodies by key, people by user name, in the order of the stories."""

    bodies: dict[str, Organisation]
    people: dict[str, Membership]

    def worker(self, role: Role, organisation_id: UUID | None, *, but: Membership | None = None) -> Membership:
        """The first of that role at that body who is not `but`. StopIteration: the stories lack one."""
        return next(
            person
            for person in self.people.values()
            if (person.role, person.organisation_id) == (role, organisation_id) and person != but
        )


@transaction.atomic
def assemble() -> Cast:
    """Makes whoever is missing. One hash serves all: they share one password, which the first page shows."""
    bodies = {body.key: _body(body) for city in CITIES for body in city.bodies}
    password = make_password(PASSWORD)
    return Cast(bodies, {person.username: _person(person, bodies, password) for person in EVERYBODY})


def _body(body: Body) -> Organisation:
    facts = {"kind": body.kind, "name_zh": body.name_zh, "name_en": body.name_en, "hotline": body.hotline}
    row, _is_new = Organisation.objects.update_or_create(uscc=body.uscc, defaults=facts)
    return row


def _prove(user: User, *, by: Actor) -> None:
    """Gives an owner a resident identity card with a right check digit; one who has a document keeps it."""
    if IdentityDocument.objects.filter(user=user).exists():
        return
    number = _NUMBER_OF_NOBODY.format(IdentityDocument.objects.count())
    number += ric.calc_check_digit(f"{number}0")
    record_identity_document(user=user, kind=DocumentKind.RESIDENT_ID, number=number, by=by, at=timezone.now())


def _person(person: Person, bodies: dict[str, Organisation], password: str) -> Membership:
    user, _is_new = User.objects.get_or_create(
        username=person.username,
        defaults={
            "full_name": person.full_name,
            "phone": person.phone,
            "email": f"{person.username}@{_MAIL_DOMAIN}" if person.is_shown and person.city else "",
            "password": password,
        },
    )
    city = City.objects.get(code=person.city) if person.city else None
    if city is not None and person.role == Role.OWNER:
        _prove(user, by=system_actor(city.pk))
        if person.is_shown and number_of(user.pk) is None:
            take_number(user=user, number=person.phone, proof=NumberProof.DOCUMENT, by=user.pk, at=timezone.now())
    held = {
        "user": user,
        "role": person.role,
        "city": city,
        "organisation": bodies[person.body] if person.body else None,
        "district": District.objects.get(city=city, code=person.district) if person.district else None,
    }
    # The last one given: visitors of the demo may have ended it and given it again.
    last = Membership.objects.filter(**held).order_by("valid_from", "pk").last()
    return last or Membership.objects.create(**held, valid_from=OPENED)
