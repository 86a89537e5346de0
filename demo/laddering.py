"""Ladders of a bureau: one in force, one that waits for the second officer, one still being drafted."""

from collections.abc import Iterator

from idi_platform.deadlines.public import Scope, ask_for_ladder, put_in_force, put_rung, start_ladder
from idi_platform.tenancy.public import tenant_work

from . import office_stories
from .scene import Act, Scene


def acts_of_ladder(scene: Scene, story: office_stories.Laddered) -> Iterator[Act]:
    """Drafted, asked for where the story gives a reason, and put in force by the other where it names one."""
    moment = story.when.moment(scene.at)

    def draft() -> None:
        with tenant_work(scene.cast.people[story.by].actor()) as by:
            row = start_ladder(scope=Scope(story.basis, story.duty), by=by, at=moment)
            for rung in story.rungs:
                put_rung(ladder_id=row.pk, rung=rung, instead_of="", by=by, at=moment)
            if story.reason:
                ask_for_ladder(ladder_id=row.pk, reason=story.reason, reaches_running=True, by=by, at=moment)
        if story.decider:
            with tenant_work(scene.cast.people[story.decider].actor()) as by:
                put_in_force(ladder_id=row.pk, by=by, at=moment)

    yield Act(moment, draft)
