"""Who administers an organisation in a city, asked in the transaction of the act."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from idi_platform.accounts.public import Membership, Organisation, Role
from idi_platform.tenancy.public import Actor

from .errors import NotYourOrganisation


def administered_by(by: Actor, *, on: date) -> Organisation:
    """The actor's organisation, its row locked until the transaction ends: acts of two administrators are told one
    after the other, and the second finds what the first did. NotYourOrganisation when `by` is none of them that day.
    """
    if by.role != Role.ORG_ADMIN or by.organisation_id is None:
        raise NotYourOrganisation
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    own = administrators(by.organisation_id, by.tenant_id, on=on).filter(user_id=by.person_id)
    if not own.exists():
        raise NotYourOrganisation
    return organisation


def administrators(organisation_id: UUID, city_id: int, *, on: date) -> QuerySet[Membership]:
    """The memberships of its administrators in that city, in force that day."""
    return Membership.objects.valid_on(on).filter(organisation_id=organisation_id, city_id=city_id, role=Role.ORG_ADMIN)
