"""What points at people and bodies, as an operator calls it: what a merge moves is read by two administrators."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import City

from .row_words import TABLES

_MESSAGES = _("Wishes for messages")
_PROGRAMS = _("Programs")
_CLAIMS = _("Handling of claims")
_FINDINGS = _("Inspection findings")

# What the tables are called whose rows move with one of two that are one (references.references_to).
MOVING: Mapping[str, str | Promise] = {
    **TABLES,
    "accounts.IdentityDocument": _("Identity documents"),
    "accounts.IdentityProvider": _("Sign-in at the organisation"),
    "accounts.PhoneNumber": _("Numbers to sign in with"),
    "alerts.Choice": _MESSAGES,
    "alerts.Mute": _MESSAGES,
    "alerts.Preference": _MESSAGES,
    "alerts.Notice": _("Messages"),
    "alerts.Sending": _("Messages"),
    "alerts.Robot": _("Group robots"),
    "api.ApiClient": _PROGRAMS,
    "api.ApiKey": _PROGRAMS,
    "claims.Claim": _("Claims"),
    "claims.ClaimDraft": _("Claims not sent yet"),
    "claims.Agreement": _CLAIMS,
    "claims.ComplexCase": _CLAIMS,
    "claims.Determination": _CLAIMS,
    "claims.DocumentRequest": _CLAIMS,
    "claims.Performance": _CLAIMS,
    "claims.Survey": _CLAIMS,
    "claims.TelephoneReport": _("Telephone reports"),
    "claims.PayoutAccount": _("Accounts to pay to"),
    "deadlines.Deadline": _("Terms"),
    "deadlines.Expectation": _("Terms"),
    "documents.Upload": _("Documents"),
    "hotline.NumberChange": _("Owners' numbers"),
    "mydata.Consent": _("Declarations of consent"),
    "mydata.ErasureRequest": _("Requests about personal data"),
    "mydata.LegalHold": _("Legal holds"),
    "organisations.Absence": _("Absences"),
    "organisations.Admission": _("Applications to join"),
    "organisations.Assignment": _("Cases in somebody's charge"),
    "organisations.Certificate": _("Certificates"),
    "organisations.EligibilityFact": _("Facts of eligibility"),
    "organisations.Invitation": _("Invitations"),
    "organisations.OrganisationInCity": _("Cities"),
    "organisations.Succession": _("Successions"),
    "registry.Authority": _("Acting for owners"),
    "registry.NewOwner": _("Changes of owners"),
    "riskmgmt.Finding": _FINDINGS,
    "riskmgmt.FindingLink": _FINDINGS,
    "riskmgmt.Rectification": _FINDINGS,
    "riskmgmt.InspectionReport": _("Inspection reports"),
    "riskmgmt.StopWork": _("Works standing still"),
}


@dataclass(frozen=True, slots=True)
class Moving:
    """How often things of one kind name somebody in a city; no city: outside the wall, for all of them."""

    city: City | None
    name: str
    mentions: int


def in_words(counts: Mapping[str, Mapping[str, int]]) -> list[Moving]:
    """City's code -> column -> rows, summed by what an operator calls the tables."""
    cities = {city.code: city for city in City.objects.filter(code__in=counts)}
    lines = []
    for place, columns in counts.items():
        summed: Counter[str] = Counter()
        for column, rows in columns.items():
            summed[str(MOVING[column.rpartition(".")[0]])] += rows
        lines += [Moving(cities.get(place), name, rows) for name, rows in summed.items()]
    return lines
