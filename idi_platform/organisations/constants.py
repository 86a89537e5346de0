"""What organisations may do about themselves. The numbers are ours, not the law's."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import CITY_ROLES, OrganisationKind, Role

# How long the link of an invitation opens.
INVITATION_LASTS = timedelta(days=14)

# Everybody who works for an organisation in a city.
STAFF = tuple(role for role in CITY_ROLES if role != Role.OWNER)

_SITE = (Role.PARTICIPANT, Role.ORG_ADMIN)
# The roles that an organisation of each kind gives to its own people. A kind that is missing gives none but the
# administrator's: nobody has said yet what its people do here.
ROLES_OF_KIND: Mapping[str, tuple[Role, ...]] = {
    OrganisationKind.INSURER: (Role.UNDERWRITER, Role.ADJUSTER, Role.INSURER_MANAGER, Role.ORG_ADMIN),
    OrganisationKind.TIS: (Role.INSPECTOR, Role.ORG_ADMIN),
    OrganisationKind.BUREAU: (Role.BUREAU, Role.ORG_ADMIN),
    OrganisationKind.DEVELOPER: _SITE,
    OrganisationKind.CONTRACTOR: _SITE,
    OrganisationKind.SUPERVISOR: _SITE,
    OrganisationKind.DESIGNER: _SITE,
    OrganisationKind.SURVEYOR: _SITE,
    OrganisationKind.LABORATORY: _SITE,
    OrganisationKind.MATERIAL_SUPPLIER: _SITE,
    OrganisationKind.REVIEW_BODY: _SITE,
    OrganisationKind.PROPERTY_MANAGER: _SITE,
    OrganisationKind.OWNERS_COMMITTEE: _SITE,
    OrganisationKind.LOSS_ADJUSTER: _SITE,
    OrganisationKind.CLAIMS_SERVICE: _SITE,
}
# The roles that may be held for one district alone.
DISTRICT_ROLES = frozenset({Role.BUREAU})


def roles_of(kind: str) -> tuple[Role, ...]:
    """What an organisation of this kind may give."""
    return ROLES_OF_KIND.get(kind, (Role.ORG_ADMIN,))


class InvitationState(models.TextChoices):
    OPEN = "open", _("Not accepted yet")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AdmissionState(models.TextChoices):
    ASKED = "asked", _("Waits for the bureau")
    ADMITTED = "admitted", _("Admitted")
    REFUSED = "refused", _("Not admitted")


class SuccessionKind(models.TextChoices):
    """Why one body answers for what another had to do; after a merger or division: Civil Code 67."""

    MERGER = "merger", _("Merger")
    RENAME = "rename", _("Change of name")
    DIVISION = "division", _("Division")
    INSOLVENCY = "insolvency", _("Insolvency administration")


# With these the people go along. After a division each is invited anew; an administrator in insolvency has their own.
PEOPLE_GO_ALONG = frozenset({SuccessionKind.MERGER, SuccessionKind.RENAME})


class SuccessionState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("succession", "Waits for the bureau")
    CONFIRMED = "confirmed", pgettext_lazy("succession", "Confirmed, its day is to come")
    DONE = "done", pgettext_lazy("succession", "In effect")
    REFUSED = "refused", pgettext_lazy("succession", "Refused")


class FactKind(models.TextChoices):
    """What an organisation states about itself to a city. What a city's rules ask of it is judged elsewhere."""

    LICENCE = "licence", _("Business licence number")
    QUALIFICATION = "qualification", _("Qualification and its number")
    SOLVENCY = "solvency", _("Comprehensive solvency ratio")
    BRANCH = "branch", _("Branch and service point in the city")
    HOTLINE = "hotline", _("Service hotline")


_WORKS = (FactKind.QUALIFICATION, FactKind.BRANCH)
FACTS_OF_KIND: Mapping[str, tuple[FactKind, ...]] = {
    OrganisationKind.INSURER: (FactKind.LICENCE, FactKind.SOLVENCY, FactKind.BRANCH, FactKind.HOTLINE),
    OrganisationKind.TIS: (FactKind.QUALIFICATION, FactKind.BRANCH, FactKind.HOTLINE),
    OrganisationKind.LABORATORY: _WORKS,
    OrganisationKind.CONTRACTOR: _WORKS,
    OrganisationKind.SUPERVISOR: _WORKS,
    OrganisationKind.DESIGNER: _WORKS,
    OrganisationKind.SURVEYOR: _WORKS,
    OrganisationKind.REVIEW_BODY: _WORKS,
    OrganisationKind.LOSS_ADJUSTER: (FactKind.LICENCE, FactKind.BRANCH, FactKind.HOTLINE),
    OrganisationKind.CLAIMS_SERVICE: (FactKind.BRANCH, FactKind.HOTLINE),
    OrganisationKind.PROPERTY_MANAGER: (FactKind.BRANCH, FactKind.HOTLINE),
}


def facts_of(kind: str) -> tuple[FactKind, ...]:
    """What an organisation of this kind states to a city."""
    return FACTS_OF_KIND.get(kind, (FactKind.LICENCE,))


# These belong to their city, and to their house: they ask for no other.
STAYING_KINDS = frozenset(
    {
        OrganisationKind.BUREAU,
        OrganisationKind.OWNERS_COMMITTEE,
        OrganisationKind.FINANCIAL_REGULATOR,
        OrganisationKind.PLANNING_REGULATOR,
    }
)


class CertificateKind(models.TextChoices):
    """The certificates that cities name for inspection and risk staff; `other` for what they name elsewhere."""

    SUPERVISION_ENGINEER = "supervision_engineer", _("Registered supervision engineer")
    STRUCTURAL_ENGINEER = "structural_engineer", _("Registered structural engineer")
    CONSTRUCTOR = "constructor", _("Registered constructor")
    TITLE = "title", _("Engineer's title")
    RISK_STAFF = "risk_staff", _("Risk management staff certificate")
    ACTUARY = "actuary", _("Actuary")
    OTHER = "other", _("Another certificate")


# How long before the end of a certificate or a fact its people are told.
WARNED_BEFORE = timedelta(days=60)
