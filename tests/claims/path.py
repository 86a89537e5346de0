"""A claim on its path, taken by the real services: each step as the person whose step it is."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from claims.public import (
    Asked,
    Begun,
    Claim,
    ClaimAction,
    Determination,
    Finding,
    Form,
    Payee,
    Result,
    SurveyFacts,
    Terms,
    accept_offer,
    approve,
    cited,
    complete_works,
    determine,
    offer_agreement,
    open_actions,
    record_survey,
    request_documents,
    send_denial,
    start_works,
)
from idi_platform.accounts.public import Membership, Role
from idi_platform.deadlines.public import Deadline
from idi_platform.documents.public import Upload
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor, system_actor, tenant_work
from policies.public import confirm_validity, pin
from tests import databases
from tests.claims.reports import filed
from tests.documents import files
from tests.world import FOUNDED, CityWorld, member

T = TypeVar("T")
VERSION = "jiangmen-2022"
# Of no bank: its first digits are given to none.
PAYEE = Payee("业主", "测试银行", "0000 0000 0000 4321")


def publish(database: str) -> None:
    """Jiangmen's scheme in force since 2022-04-01."""
    with databases.using(database, "idi_owner"):
        confirm_validity(
            version_code=VERSION,
            valid_from=date(2022, 4, 1),
            evidence="test",
            officer="test",
            by=system_actor(None),
            at=FOUNDED,
        )


def pin_scheme(city: CityWorld) -> None:
    """The city's project governed by Jiangmen's scheme."""
    with tenant_work(city.system) as by:
        pin(project_dossier_id=city.project.pk, anchors={"contract_formed": date(2022, 9, 1)}, by=by, at=FOUNDED)


def manager_of(city: CityWorld) -> Membership:
    return member("path-manager", role=Role.INSURER_MANAGER, city=city.city, organisation=city.insurer)


def begun(city: CityWorld, at: datetime) -> "Path":
    """A claim with one photograph, filed at `at`, and its insurer's manager."""
    claim = filed(city, at=at, photographs=1, noticed_on=date(2026, 7, 1))
    return Path(city, claim, manager_of(city))


def surveyed(city: CityWorld, at: datetime) -> "Path":
    """The same, surveyed an hour after filing."""
    path = begun(city, at)
    path.survey(at + timedelta(hours=1))
    return path


def as_(person: Membership, work: Callable[[Actor], T]) -> T:
    """Does the work as that person, in a transaction of its own."""
    with tenant_work(person.actor()) as by:
        return work(by)


def open_to(person: Membership, claim: Claim) -> list[ClaimAction]:
    """The steps that the person may take now."""
    return as_(person, lambda by: open_actions(claim, by))


def picture() -> io.BytesIO:
    return io.BytesIO(files.picture())


def last_day(claim: Claim, duty: str) -> date:
    """The last day to act in of the claim's one deadline for the duty that is not replaced."""
    with tenant_work(system_actor(claim.city_id)):
        found = Deadline.objects.filter(dossier_id=claim.pk, duty=duty).exclude(closed_as="superseded").get()
    return (found.due_at - timedelta(microseconds=1)).astimezone(CIVIL_ZONE).date()


def deadline(claim: Claim, duty: str) -> Deadline:
    with tenant_work(system_actor(claim.city_id)):
        return Deadline.objects.get(dossier_id=claim.pk, duty=duty)


def running(claim: Claim) -> set[str]:
    """The duties whose terms have not ended."""
    with tenant_work(system_actor(claim.city_id)):
        return set(Deadline.objects.filter(dossier_id=claim.pk).open().values_list("duty", flat=True))


@dataclass(frozen=True)
class Path:
    """One claim and the people who take its steps."""

    city: CityWorld
    claim: Claim
    manager: Membership

    def survey(self, at: datetime) -> None:
        facts = SurveyFacts(at, "业主", "渗漏")
        as_(self.city.adjuster, lambda by: record_survey(claim=self.claim, facts=facts, by=by, at=at))

    def ask(self, at: datetime, *documents: str, arrived_at: datetime | None = None) -> None:
        asked = Asked(documents=documents or ("购房合同",), reason="核对权属", arrived_at=arrived_at or at)
        as_(self.city.adjuster, lambda by: request_documents(claim=self.claim, asked=asked, by=by, at=at))

    def finding(self, result: Result) -> Finding:
        """A complete finding; a denial cites an exclusion of the pinned scheme and rests on the claim's photograph."""
        with tenant_work(self.city.adjuster.actor()) as by:
            evidence = list(Upload.objects.visible_to(by).filter(dossier_id=self.claim.pk).values_list("pk", flat=True))
            clause = cited(self.claim, chosen="JM-032", article="", quote="")
        if result == Result.COVERED:
            return Finding(result=result, words="我们来修。")
        return Finding(
            result=result,
            words="这部分不在保险范围内。",
            covered_part="卫生间",
            denied_part="阳台封窗",
            reasons="封窗由业主自行安装。\n渗水从封窗处进入。",
            clause=clause,
            evidence=evidence,
        )

    def determine(self, result: Result, at: datetime, by: Membership | None = None) -> Determination:
        finding = self.finding(result)
        return as_(
            by or self.city.adjuster, lambda actor: determine(claim=self.claim, finding=finding, by=actor, at=at)
        )

    def approve(self, at: datetime, by: Membership | None = None) -> Determination:
        return as_(by or self.manager, lambda actor: approve(claim=self.claim, reason="属实", by=actor, at=at))

    def deny(self, at: datetime) -> None:
        as_(self.city.adjuster, lambda by: send_denial(claim=self.claim, by=by, at=at))

    def offer(self, at: datetime, terms: Terms | None = None) -> None:
        offered = terms or Terms(Form.REPAIR, None, "重做防水", start_on=at.date() + timedelta(days=3))
        as_(self.city.adjuster, lambda by: offer_agreement(claim=self.claim, terms=offered, by=by, at=at))

    def accept(self, at: datetime) -> None:
        as_(self.city.owner, lambda by: accept_offer(claim=self.claim, payee=PAYEE, by=by, at=at))

    def start(self, at: datetime) -> None:
        begun = Begun(at, "开工", picture(), "works.jpg")
        as_(self.city.adjuster, lambda by: start_works(claim=self.claim, begun=begun, by=by, at=at))

    def complete(self, at: datetime) -> None:
        as_(
            self.city.adjuster,
            lambda by: complete_works(claim=self.claim, completed_at=at, note="完工", by=by, at=at),
        )

    def state(self) -> str:
        with tenant_work(self.city.system):
            return Claim.objects.get(pk=self.claim.pk).state
