"""Insurance policies for tests, made by the real services."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import connection

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.documents.public import Upload, store_upload
from idi_platform.organisations.public import take_up
from idi_platform.tenancy.public import Actor, tenant_work
from tests.documents import files
from tests.world import FOUNDED, SINCE, ZONE, CityWorld, World, member
from underwriting.public import (
    InsurancePolicy,
    PolicyFacts,
    ShareFacts,
    ShareRole,
    TermFacts,
    add_contract_term,
    enter_policy,
    issue_policy,
    record_premium,
)

AT = datetime(2022, 9, 2, 10, tzinfo=ZONE)
CONTRACT_ON = date(2022, 9, 1)
PREMIUM = 123_456_789
DEFECTS_PERIOD = "defect_liability_period.max"


@dataclass(frozen=True)
class Desk:
    """Who writes (`underwriter` of the city's insurer) and two insurers that bear a part."""

    world: World
    underwriter: Membership
    second: Organisation
    third: Organisation

    @property
    def here(self) -> CityWorld:
        return self.world.here


def build_desk(world: World) -> Desk:
    here = world.here
    return Desk(
        world=world,
        underwriter=member("here-underwriter", role=Role.UNDERWRITER, city=here.city, organisation=here.insurer),
        second=_insurer("second", here),
        third=_insurer("third", here),
    )


def _insurer(name: str, here: CityWorld) -> Organisation:
    """At work in the city."""
    insurer = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh=name, name_en=name)
    with tenant_work(here.system) as by:
        take_up(organisation=insurer, on=SINCE, by=by, at=FOUNDED)
    return insurer


@contextmanager
def at_work(desk: Desk) -> Iterator[Actor]:
    """A transaction of the underwriter whose deferred checks are made at its end, as a commit would."""
    with tenant_work(desk.underwriter.actor()) as by:
        yield by
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def facts(**changed: Any) -> PolicyFacts:
    given = {
        "policy_number": "QX-IDI-2022-001",
        "contract_formed_on": CONTRACT_ON,
        "premium_fen": PREMIUM,
        "sum_insured_fen": 100 * PREMIUM,
        **changed,
    }
    return PolicyFacts(**given)


def draft(desk: Desk, *, at: datetime = AT, shares: tuple[ShareFacts, ...] = (), **changed: Any) -> InsurancePolicy:
    with at_work(desk) as by:
        here = desk.here
        return enter_policy(
            project=here.project, lead_insurer=here.insurer, facts=facts(**changed), shares=shares, by=by, at=at
        )


def issued(desk: Desk, *, at: datetime = AT, shares: tuple[ShareFacts, ...] = (), **changed: Any) -> InsurancePolicy:
    policy = draft(desk, at=at, shares=shares, **changed)
    with at_work(desk) as by:
        record_premium(policy=policy, amount_fen=PREMIUM, received_on=at.date(), by=by, at=at)
        policy.refresh_from_db()
        return issue_policy(policy=policy, issued_on=at.date(), by=by, at=at)


def agree(desk: Desk, policy: InsurancePolicy, *, at: datetime = AT, **changed: Any) -> None:
    """Jiangmen leaves the wait to the contract: 24 months of defects period unless `changed`."""
    given = {"parameter": DEFECTS_PERIOD, "value": 24, "unit": "month", "evidence": "第八条", **changed}
    with at_work(desk) as by:
        add_contract_term(policy=policy, facts=TermFacts(**given), document=paper(by), by=by, at=at)


def paper(by: Actor) -> Upload:
    return store_upload(dossier=None, file=io.BytesIO(files.picture()), filename="保单.jpg", by=by, at=AT)


def lead(organisation: Organisation, share: str) -> ShareFacts:
    return ShareFacts(organisation.pk, ShareRole.LEAD, Fraction(share))


def bears(organisation: Organisation, share: str) -> ShareFacts:
    return ShareFacts(organisation.pk, ShareRole.MEMBER, Fraction(share))
