"""Who administers an organisation in a city, asked in the transaction of the act, and which officer judges it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from idi_platform.accounts.public import Membership, Organisation, Role, is_for_whole_city
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


def may_judge(by: Actor, *, city_id: int, bodies: Collection[UUID], asked_by_id: UUID) -> bool:
    """An officer for the whole city, of none of the bodies concerned, and never the person who asked."""
    is_officer = is_for_whole_city(by) and by.city_id == city_id
    return is_officer and by.organisation_id not in bodies and by.user_id != asked_by_id
