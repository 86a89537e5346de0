"""What a proposal is about, in words: the row it names as it stands today."""

from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.tenancy.public import City

from .models import Proposal, ProposalKind

Text: TypeAlias = str | Promise


@dataclass(frozen=True, slots=True)
class Fact:
    name: Text
    value: Text
    is_code: bool = False


def facts_of(proposal: Proposal) -> list[Fact]:
    """Name and value of everything that whoever decides has to know."""
    match proposal.kind:
        case ProposalKind.ADMINISTRATOR:
            role = Role(str(proposal.facts["role"]))
            return [_person(_("Person"), proposal.subject_id), Fact(_("Role"), role.label)]
        case ProposalKind.RESET_FACTORS:
            return [_person(_("Person"), proposal.subject_id)]
        case ProposalKind.OPEN_CITY | ProposalKind.CLOSE_CITY:
            city = City.objects.get(pk=int(proposal.subject_id))
            return [Fact(_("City"), f"{city.name} ({city.code})")]
        case ProposalKind.CALENDAR:
            return [
                Fact(_("Year"), proposal.subject_id),
                Fact(_("Notice"), str(proposal.facts["number"])),
                Fact(_("Where it is published"), str(proposal.facts["source"]), is_code=True),
            ]
        case ProposalKind.MERGE_PEOPLE:
            return [
                _person(_("Stays"), str(proposal.facts["kept"])),
                _person(_("Becomes another name of it"), proposal.subject_id),
            ]
        case ProposalKind.MERGE_ORGANISATIONS:
            return [
                _body(_("Stays"), str(proposal.facts["kept"])),
                _body(_("Becomes another name of it"), proposal.subject_id),
            ]
    message = f"Nobody says what {proposal.kind} is about."
    raise ValueError(message)


def _person(name: Text, person_id: str) -> Fact:
    person = User.objects.get(pk=person_id)
    return Fact(name, f"{person.full_name} ({person.username})", is_code=True)


def _body(name: Text, organisation_id: str) -> Fact:
    body = Organisation.objects.get(pk=organisation_id)
    return Fact(name, f"{body.name} ({body.uscc})" if body.uscc else body.name)
