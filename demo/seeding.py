"""Builds the demo through the services that people use; nothing is written that a person could not have done."""

import random
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from idi_platform.deadlines.public import listen
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.mydata.public import erase_outlived, has_run
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import City, system_actor, tenant_work
from operations.public import Proposal, ask_for_administrator

from . import stories
from .acting import acts_of_authority
from .announcing import announce
from .cast import Cast, assemble
from .cities import CITIES
from .claiming import Case
from .drafting import acts_of_draft
from .entering import acts_of_policy, acts_of_project
from .inspecting import Inspection
from .laddering import acts_of_ladder
from .numbers import act_of_lost_number
from .organising import acts_of_organisations
from .people import ASKED_FOR, OPERATOR
from .readings import acts_of_reading
from .scene import Act, Scene
from .selling import acts_of_sale
from .stating import acts_of_statements
from .stopping import acts_of_stop
from .support import acts_of_support
from .wording import acts_of_words

_SEED = 20_260_101


def seed(*, at: datetime) -> int:
    """Builds what is missing of the demo as of business time `at`; the number of claims filed. Idempotent."""
    cast = assemble()
    _seed_platform(cast)
    announce(cast)
    filed = sum(_seed_city(city, cast, at=at) for city in CITIES)
    _let_a_night_pass(at=at)
    return filed


def _let_a_night_pass(*, at: datetime) -> None:
    """What the nightly erasure finds in each city; a demo is young, so it only says what comes."""
    on = at.astimezone(CIVIL_ZONE).date()
    for city in City.objects.filter(code__in=[city.code for city in CITIES]).order_by("code"):
        if not has_run(city):
            erase_outlived(city=city, on=on, started_at=timezone.now())


def _seed_platform(cast: Cast) -> None:
    """What the operator asked for and the security administrator has not decided yet."""
    with tenant_work(cast.people[OPERATOR.username].actor()) as by:
        if not Proposal.objects.exists():
            ask_for_administrator(**ASKED_FOR, by=by, at=timezone.now())


@transaction.atomic
def _seed_city(city: stories.City, cast: Cast, *, at: datetime) -> int:
    """One city whole or not at all, so that a seeding cut short is made up by the next."""
    by = system_actor(City.objects.get(code=city.code).pk)
    with tenant_work(by):
        if Project.objects.exists():
            return 0
        chance = random.Random(f"{_SEED}-{city.code}")  # noqa: S311  # a demo's variety, no secret
        scene = Scene(cast=cast, at=at, platform=by, chance=chance)
        for act in sorted(_acts(scene, city), key=lambda act: act.moment):
            act.do()
        listen(by=by, at=at)
    return city.claims_filed


def _acts(scene: Scene, city: stories.City) -> Iterator[Act]:
    """Everything that happened in the city; acts of one moment stay in this order."""
    projects = {project.key: project for project in city.projects}
    for project in city.projects:
        yield from acts_of_project(scene, project)
    for policy in city.policies:
        yield from acts_of_policy(scene, policy)
    for report in city.reports:
        yield from Inspection(scene, report, projects[report.project]).acts()
    yield from acts_of_organisations(scene, city)
    yield from acts_of_support(scene, city.code)
    yield from acts_of_statements(scene, city.code)
    for stop in city.stops:
        yield from acts_of_stop(scene, stop)
    for sale in city.sales:
        yield from acts_of_sale(scene, sale)
    for authority in city.authorities:
        yield from acts_of_authority(scene, authority)
    for lost in city.lost_numbers:
        yield from act_of_lost_number(scene, lost)
    yield from _acts_of_bureau(scene, city)
    for claim in city.claims:
        yield from Case(scene, claim).acts()


def _acts_of_bureau(scene: Scene, city: stories.City) -> Iterator[Act]:
    """What its officers draft and decide."""
    for draft in city.drafts:
        yield from acts_of_draft(scene, draft)
    for reading in city.readings:
        yield from acts_of_reading(scene, reading)
    for ladder in city.ladders:
        yield from acts_of_ladder(scene, ladder)
    for worded in city.words:
        yield from acts_of_words(scene, worded)
