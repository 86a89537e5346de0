"""The insurance policies of the scene: one issued with the insurers that take part, one still a draft."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from idi_platform.registry.public import Party, PartyRole
from idi_platform.tenancy.public import tenant_work
from tests.world import CityWorld
from underwriting.public import (
    CoverWindow,
    PolicyFacts,
    ShareFacts,
    ShareRole,
    enter_earlier_policy,
    enter_policy,
)

FORMED_ON = date(2022, 9, 1)


@dataclass(frozen=True)
class Insured:
    """The ids that addresses of underwriting take."""

    policy: UUID
    draft: UUID
    window: UUID


def insured(city: CityWorld, *, at: datetime) -> Insured:
    """Each insurer of the project bears the same part."""
    with tenant_work(city.system) as by:
        members = Party.objects.filter(project=city.project, role=PartyRole.CO_INSURER).order_by("pk")
        bodies = [city.insurer.pk, *members.values_list("organisation_id", flat=True)]
        part = Fraction(1, len(bodies))
        policy = enter_earlier_policy(
            project=city.project,
            lead_insurer=city.insurer,
            facts=PolicyFacts(policy_number="IDI-1", contract_formed_on=FORMED_ON),
            issued_on=FORMED_ON,
            evidence=None,
            shares=[
                ShareFacts(body, ShareRole.MEMBER if number else ShareRole.LEAD, part)
                for number, body in enumerate(bodies)
            ],
            by=by,
            at=at,
        )
        draft = enter_policy(
            project=city.project,
            lead_insurer=city.insurer,
            facts=PolicyFacts(policy_number="IDI-2", contract_formed_on=FORMED_ON),
            by=by,
            at=at,
        )
        # A regime that is not loaded computes nothing: this window is written by hand.
        window = policy.cover_windows.first() or CoverWindow.objects.create(
            city=city.city, policy=policy, component="structure"
        )
        return Insured(policy=policy.pk, draft=draft.pk, window=window.pk)
