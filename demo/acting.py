"""Who acts for owners, as it is recorded and confirmed, and what they file."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from claims import public as claims
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import (
    AuthorityFacts,
    AuthorityPaper,
    Building,
    Unit,
    common_parts_of,
    confirm_authority,
    record_authority,
)
from idi_platform.tenancy.public import Actor, tenant_work

from . import stories
from .scene import Act, Scene

_CONFIRMED_AFTER = timedelta(hours=3)
_NOTICED_BEFORE = timedelta(days=2)


def acts_of_authority(scene: Scene, story: stories.Entrusted) -> Iterator[Act]:
    """Recorded, three hours later confirmed, if it is; then what its holder files."""
    recorded = story.when.moment(scene.at)
    people, named = scene.cast.people, list[Unit]()

    def entrust() -> None:
        with tenant_work(people[story.recorder].actor()) as by:
            named.append(_entrusted(scene, story, by=by, at=recorded))
            paper = AuthorityPaper(scene.paper(), "授权文件.jpg")
            facts = _facts(scene, story, named[0], at=recorded)
            authority = record_authority(facts=facts, document=paper, by=by, at=recorded)
        if story.confirmer:
            moment = recorded + _CONFIRMED_AFTER
            with tenant_work(people[story.confirmer].actor()) as by:
                confirm_authority(authority=authority, by=by, at=moment, real=moment)

    yield Act(recorded, entrust)
    if story.filed:
        filed = story.filed
        moment = filed.when.moment(scene.at)
        yield Act(moment, lambda: _file(scene, filed, named[0], at=moment))


def _entrusted(scene: Scene, story: stories.Entrusted, *, by: Actor, at: datetime) -> Unit:
    if story.owner:
        return scene.homes[story.owner]
    building = Building.objects.get(project=scene.projects[story.project], number=story.building)
    return common_parts_of(building=building, by=by, at=at)


def _facts(scene: Scene, story: stories.Entrusted, unit: Unit, *, at: datetime) -> AuthorityFacts:
    people, bodies = scene.cast.people, scene.cast.bodies
    return AuthorityFacts(
        kind=story.kind,
        units=[unit],
        from_on=at.astimezone(CIVIL_ZONE).date(),
        to_on=None,
        paper=story.paper,
        organisation=bodies.get(story.holder),
        person=people[story.holder].user if story.holder in people else None,
        given_by=people[story.owner].user if story.owner else None,
    )


def _file(scene: Scene, story: stories.FiledFor, unit: Unit, *, at: datetime) -> None:
    with tenant_work(scene.cast.people[story.filer].actor()) as by:
        draft = claims.start_draft(unit=unit, by=by, at=at)
        claims.save_answers(
            draft=draft,
            by=by,
            at=at,
            place=story.place,
            defect=story.defect,
            description=story.words,
            noticed_on=(at - _NOTICED_BEFORE).astimezone(CIVIL_ZONE).date(),
            is_dangerous=False,
        )
        claims.add_photograph(draft=draft, file=scene.photograph(), filename="照片.jpg", by=by, at=at)
        claims.file_claim(draft_id=draft.pk, consented_at=at, by=by, at=at)
