"""What a city still lacks, and how it is reminded there, in words."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from idi_platform.accounts.public import Membership, Role
from idi_platform.deadlines.public import LadderLines, ladder_lines
from idi_platform.tenancy.public import City, system_actor, tenant_work
from policies.public import instruments_of

from .models import Proposal, ProposalKind, ProposalState


def next_steps(city: City) -> list[Promise]:
    """What to do next before the city can work, in order; nothing when it has all."""
    return list(_missing(city))


def _missing(city: City) -> Iterator[Promise]:
    if not city.districts.filter(valid_to=None).exists():
        yield gettext_lazy("Enter the city's districts: projects lie in one.")
    if not instruments_of(city.code).exists():
        yield gettext_lazy("Load the city's regime as a rule pack: without it no term can be computed.")
    if not Membership.objects.filter(city=city, role=Role.BUREAU).exists():
        yield gettext_lazy("Invite somebody of the housing bureau.")
    if not city.is_active:
        asked = Proposal.objects.filter(kind=ProposalKind.OPEN_CITY, subject_id=str(city.pk), state=ProposalState.OPEN)
        if asked.exists():
            yield gettext_lazy("Wait for the security administrator, who opens the city.")
        else:
            yield gettext_lazy("Ask the security administrator to open the city.")


def ladders_there(city: City) -> list[LadderLines]:
    """What reminds in the city, and to whom it escalates: ladders name no person and no case."""
    with tenant_work(system_actor(city.pk)):
        return ladder_lines(city.pk)
