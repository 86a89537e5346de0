"""Entering projects and homes as the platform does, and policies as the lead insurer's underwriter does."""

from collections.abc import Callable, Iterator
from datetime import datetime
from fractions import Fraction

from idi_platform.accounts.public import Role
from idi_platform.documents.public import store_upload
from idi_platform.registry.public import (
    Building,
    MilestoneKind,
    ProjectFacts,
    add_party,
    record_milestone,
    record_ownership,
    register_project,
    register_unit,
)
from idi_platform.tenancy.public import Actor, District, tenant_work
from underwriting.public import (
    InsurancePolicy,
    PolicyFacts,
    ShareFacts,
    ShareRole,
    TermFacts,
    add_contract_term,
    enter_earlier_policy,
    enter_policy,
    issue_policy,
    record_premium,
    record_upload_receipt,
)

from . import stories
from .moments import When, day_of
from .scene import Act, Scene

_HOMES_PER_FLOOR = 2


def acts_of_project(scene: Scene, story: stories.Project) -> Iterator[Act]:
    """Entered as of `story.entered`; what happened before is recorded then, what happened later on its day."""
    entered = story.entered.moment(scene.at)
    yield Act(entered, lambda: _register(scene, story, at=entered))
    for kind, when, evidence in story.milestones:
        yield _milestone(scene, story, kind, when, evidence)
    if story.buildings:
        handed_over = [when.moment(scene.at) for kind, when, _ in story.milestones if kind == MilestoneKind.HANDOVER]
        moment = max((entered, *handed_over))
        yield Act(moment, lambda: _give_homes(scene, story, at=moment))


def _register(scene: Scene, story: stories.Project, *, at: datetime) -> None:
    by = scene.platform
    district = District.objects.get(city_id=by.tenant_id, code=story.district)
    facts = ProjectFacts(story.name_zh, story.name_en, story.address, district)
    project = scene.projects[story.key] = register_project(facts=facts, by=by, at=at)
    since = day_of(story.since, scene.at)
    for key, role in story.parties:
        add_party(project=project, organisation=scene.cast.bodies[key], role=role, from_on=since, by=by, at=at)


def _milestone(scene: Scene, story: stories.Project, kind: MilestoneKind, when: When, evidence: str) -> Act:
    moment = max(story.entered.moment(scene.at), when.moment(scene.at))

    def do() -> None:
        project, on = scene.projects[story.key], day_of(when, scene.at)
        record_milestone(project=project, kind=kind, on=on, evidence=evidence, by=scene.platform, at=moment)

    return Act(moment, do)


def _give_homes(scene: Scene, story: stories.Project, *, at: datetime) -> None:
    """Every home of the project; the owners take them in turn, from the day of handover on."""
    by, project = scene.platform, scene.projects[story.key]
    rows = [
        Building.objects.create(city_id=by.tenant_id, project=project, number=building.number, floors=building.floors)
        for building in story.buildings
    ]
    homes = [
        register_unit(project=project, building=building, number=f"{floor:02d}{door:02d}", floor=floor, by=by, at=at)
        for building in rows
        for floor in range(1, (building.floors or 0) + 1)
        for door in range(1, _HOMES_PER_FLOOR + 1)
    ]
    since = max((day_of(when, scene.at) for _kind, when, _evidence in story.milestones), default=None)
    for unit, username in zip(homes, story.owners, strict=False):
        owner = scene.cast.people[username].user
        record_ownership(unit=unit, owner=owner, from_on=since or at.date(), by=by, at=at)
        scene.homes[username] = unit


def acts_of_policy(scene: Scene, story: stories.Policy) -> Iterator[Act]:
    """An earlier policy from its paper, or a draft, its premium, its issue and its upload."""
    insurer = scene.cast.bodies[story.shares[0][0]]
    writer = scene.cast.worker(Role.UNDERWRITER, insurer.pk).actor()
    written: list[InsurancePolicy] = []

    def enter(at: datetime) -> None:
        with tenant_work(writer) as by:
            written.append(_enter(scene, story, by=by, at=at))

    def receive(at: datetime) -> None:
        with tenant_work(writer) as by:
            record_premium(policy=written[0], amount_fen=story.premium_fen, received_on=at.date(), by=by, at=at)

    def issue(at: datetime) -> None:
        with tenant_work(writer) as by:
            written[0].refresh_from_db()
            issue_policy(policy=written[0], issued_on=at.date(), by=by, at=at)
            _agree(scene, story, written[0], by=by, at=at)

    yield _at(scene, story.entered, enter)
    if story.premium_received:
        yield _at(scene, story.premium_received, receive)
    if story.issued and not story.is_earlier:
        yield _at(scene, story.issued, issue)
    if story.uploaded:
        when, receipt = story.uploaded

        def upload(at: datetime) -> None:
            with tenant_work(writer) as by:
                record_upload_receipt(policy=written[0], receipt=receipt, received_at=at, by=by, at=at)

        yield _at(scene, when, upload)


def _enter(scene: Scene, story: stories.Policy, *, by: Actor, at: datetime) -> InsurancePolicy:
    project, insurer = scene.projects[story.project], scene.cast.bodies[story.shares[0][0]]
    facts = PolicyFacts(
        policy_number=story.number,
        contract_formed_on=day_of(story.formed, scene.at),
        premium_fen=story.premium_fen,
        sum_insured_fen=story.sum_insured_fen,
    )
    shares = [
        ShareFacts(scene.cast.bodies[key].pk, ShareRole.MEMBER if place else ShareRole.LEAD, Fraction(share))
        for place, (key, share) in enumerate(story.shares)
    ]
    if not (story.is_earlier and story.issued):
        return enter_policy(project=project, lead_insurer=insurer, facts=facts, shares=shares, by=by, at=at)
    policy = enter_earlier_policy(
        project=project,
        lead_insurer=insurer,
        facts=facts,
        issued_on=day_of(story.issued, scene.at),
        evidence=store_upload(dossier=None, file=scene.paper(), filename="保险单.jpg", by=by, at=at),
        shares=shares,
        by=by,
        at=at,
    )
    _agree(scene, story, policy, by=by, at=at)
    return policy


def _agree(scene: Scene, story: stories.Policy, policy: InsurancePolicy, *, by: Actor, at: datetime) -> None:
    for term in story.terms:
        facts = TermFacts(
            parameter=term.parameter, value=term.value, unit=term.unit, evidence=term.evidence, anchor=term.anchor
        )
        document = store_upload(dossier=None, file=scene.paper(), filename="保险合同.jpg", by=by, at=at)
        add_contract_term(policy=policy, facts=facts, document=document, by=by, at=at)


def _at(scene: Scene, when: When, do: Callable[[datetime], None]) -> Act:
    moment = when.moment(scene.at)
    return Act(moment, lambda: do(moment))
