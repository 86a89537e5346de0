"""Who a new owner is: the person of that name and document, known already or entered now."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from idi_platform.accounts.public import IdentityDocument, User, matches_document, record_identity_document
from idi_platform.registry.errors import NameDiffers
from idi_platform.tenancy.public import Actor, uuid7


@dataclass(frozen=True, slots=True)
class OwnerFacts:
    """A person as the deed names them."""

    full_name: str
    kind: str
    number: str
    phone: str = ""


@transaction.atomic
def enter_owner(*, facts: OwnerFacts, by: Actor, real: datetime) -> User:
    """The person of this name and document; somebody new may do nothing until a change of owners is approved.

    `real` is real time. NameDiffers, DocumentNumberWrong.
    """
    known = IdentityDocument.objects.filter(kind=facts.kind, number_index=facts.number).select_related("user").first()
    if known is None:
        return _enter(facts, by=by, real=real)
    if not matches_document(known.user, full_name=facts.full_name, kind=facts.kind, number=facts.number):
        raise NameDiffers(field="number")
    return known.user


def _enter(facts: OwnerFacts, *, by: Actor, real: datetime) -> User:
    person = User(username=f"owner-{uuid7()}", full_name=facts.full_name, phone=facts.phone)
    person.set_unusable_password()
    person.save(force_insert=True)
    record_identity_document(user=person, kind=facts.kind, number=facts.number, by=by, at=real)
    return person
