"""Builds the demo through the services that people use; nothing is written that a person could not have done."""

import io
import random
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from claims.public import Claim, SurveyFacts, add_photograph, file_claim, record_survey, save_answers, start_draft
from idi_platform.accounts.public import Membership, Organisation, Role, User
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import (
    Building,
    Project,
    ProjectFacts,
    Unit,
    add_party,
    record_milestone,
    record_ownership,
    register_project,
    register_unit,
)
from idi_platform.tenancy.public import Actor, City, District, system_actor, tenant_work
from policies.public import pin

from .people import BODIES, EVERYBODY, JIANGMEN, LONGGANG, LONGGANG_OWNER, OWNERS, PASSWORD, Person
from .photographs import wall_photograph
from .stories import HANDED_OVER, REPORTED, STORIES, Reported, Story

_SEED = 20_260_101
_HOMES_PER_FLOOR = 2


def seed(*, at: datetime) -> int:
    """Builds what is missing of the demo as of business time `at`; the number of claims filed. Idempotent."""
    with transaction.atomic():
        bodies, people = _bodies(), _people()
    chance = random.Random(_SEED)  # noqa: S311  # a demo's variety, no secret
    return sum(
        _seed_city(city_code, owners, bodies, people, chance=chance, at=at)
        for city_code, owners in ((JIANGMEN, OWNERS), (LONGGANG, (LONGGANG_OWNER,)))
    )


@transaction.atomic
def _seed_city(
    code: str,
    owners: tuple[Person, ...],
    bodies: dict[str, Organisation],
    people: dict[str, User],
    *,
    chance: random.Random,
    at: datetime,
) -> int:
    """One city whole or not at all, so that a seeding cut short is made up by the next."""
    by = system_actor(City.objects.get(code=code).pk)
    with tenant_work(by):
        if Project.objects.exists():
            return 0
        projects = [_build(story, bodies, by=by) for story in STORIES if story.city == code]
        homes = _give_homes(projects, [people[owner.username] for owner in owners], by=by)
    return _file_all(homes, people, chance=chance, at=at) if code == JIANGMEN else 0


def _bodies() -> dict[str, Organisation]:
    bodies = {}
    for body in BODIES:
        bodies[body.key], _ = Organisation.objects.update_or_create(
            uscc=body.uscc,
            defaults={
                "kind": body.kind,
                "name_zh": body.name_zh,
                "name_en": body.name_en,
                "hotline": body.hotline,
            },
        )
    return bodies


def _people() -> dict[str, User]:
    """Everybody with their membership. One hash serves all: they share one password, which the first page shows."""
    password = make_password(PASSWORD)
    bodies = {body.key: Organisation.objects.get(uscc=body.uscc) for body in BODIES}
    people = {}
    for person in EVERYBODY:
        user, is_new = User.objects.get_or_create(
            username=person.username,
            defaults={"full_name": person.full_name, "phone": person.phone, "password": password},
        )
        people[person.username] = user
        if is_new:
            _join(user, person, bodies)
    return people


def _join(user: User, person: Person, bodies: dict[str, Organisation]) -> None:
    city = City.objects.get(code=person.city) if person.city else None
    Membership.objects.create(
        user=user,
        role=person.role,
        city=city,
        organisation=bodies[person.body] if person.body else None,
        district=District.objects.get(city=city, code=person.district) if person.district else None,
        valid_from=HANDED_OVER,
    )


def _build(story: Story, bodies: dict[str, Organisation], *, by: Actor) -> Project:
    founded = datetime.combine(story.milestones[0][1], datetime.min.time(), CIVIL_ZONE) + timedelta(hours=9)
    district = District.objects.get(city_id=by.tenant_id, code=story.district)
    facts = ProjectFacts(story.name_zh, story.name_en, story.address, district)
    project = register_project(facts=facts, by=by, at=founded)
    for key, role in story.parties:
        add_party(project=project, organisation=bodies[key], role=role, from_on=founded.date(), by=by, at=founded)
    for kind, on, evidence in story.milestones:
        happened = datetime.combine(on, datetime.min.time(), CIVIL_ZONE) + timedelta(hours=17)
        record_milestone(project=project, kind=kind, on=on, evidence=evidence, by=by, at=happened)
    pin(project_dossier_id=project.pk, anchors=_anchors(story), by=by, at=founded)
    for number in story.buildings:
        Building.objects.create(city_id=by.tenant_id, project=project, number=number, floors=story.floors)
    return project


def _anchors(story: Story) -> dict[str, date]:
    return {str(kind): on for kind, on, _ in story.milestones}


def _give_homes(projects: list[Project], owners: list[User], *, by: Actor) -> list[tuple[Unit, User]]:
    """Every home of the projects; the owners take them in turn, alternating between projects."""
    handed_over = datetime.combine(HANDED_OVER, datetime.min.time(), CIVIL_ZONE) + timedelta(hours=10)
    rows = [
        [
            register_unit(
                project=project, building=building, number=f"{floor:02d}{door:02d}", floor=floor, by=by, at=handed_over
            )
            for building in project.buildings.order_by("number")
            for floor in range(1, (building.floors or 1) + 1)
            for door in range(1, _HOMES_PER_FLOOR + 1)
        ]
        for project in projects
    ]
    order = [row[place] for place in range(max(map(len, rows))) for row in rows if place < len(row)]
    homes = list(zip(order, owners, strict=False))
    for unit, owner in homes:
        record_ownership(unit=unit, owner=owner, from_on=HANDED_OVER, by=by, at=handed_over)
    return homes


def _file_all(homes: list[tuple[Unit, User]], people: dict[str, User], *, chance: random.Random, at: datetime) -> int:
    for (unit, owner), reported in zip(homes, REPORTED, strict=False):
        claim = _file(unit, owner, reported, chance=chance, at=at - reported.ago)
        if reported.surveyed_after is not None:
            _survey(claim, people, at=claim.filed_at + reported.surveyed_after)
    return min(len(homes), len(REPORTED))


def _file(unit: Unit, owner: User, reported: Reported, *, chance: random.Random, at: datetime) -> Claim:
    by = Membership.objects.select_related("city").get(user=owner).actor()
    with tenant_work(by):
        draft = start_draft(unit=unit, by=by, at=at)
        save_answers(
            draft=draft,
            by=by,
            at=at,
            place=reported.place,
            defect=reported.defect,
            description=reported.words,
            noticed_on=(at - timedelta(days=chance.randint(1, 20))).astimezone(CIVIL_ZONE).date(),
            is_dangerous=reported.is_dangerous,
        )
        for number in range(1, chance.randint(1, 2) + 1):
            picture = io.BytesIO(wall_photograph(chance))
            add_photograph(draft=draft, file=picture, filename=f"照片{number}.jpg", by=by, at=at)
        return file_claim(draft_id=draft.pk, consented_at=at, by=by, at=at)


def _survey(claim: Claim, people: dict[str, User], *, at: datetime) -> None:
    """By an adjuster of the insurer that the claim went to."""
    membership = Membership.objects.filter(organisation_id=claim.insurer_id, role=Role.ADJUSTER).first()
    if membership is None:
        return
    facts = SurveyFacts(
        surveyed_at=at, present="业主本人、物业工程部", findings="现场可见渗水痕迹，已拍照并测量含水率。"
    )
    with tenant_work(membership.actor()) as by:
        record_survey(claim=claim, facts=facts, by=by, at=at)
