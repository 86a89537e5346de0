"""Works that stand still: the officer's word, and what it was said by."""

from collections.abc import Iterator
from datetime import datetime

from idi_platform.tenancy.public import tenant_work
from riskmgmt.public import StopWork, resume_works, stop_works

from . import stories
from .moments import When, day_of
from .scene import Act, Scene


def acts_of_stop(scene: Scene, story: stories.StoodStill) -> Iterator[Act]:
    """Recorded on its day, and again on the day that works went on."""
    officer, project = scene.cast.people[story.by], scene.projects
    stopped: list[StopWork] = []

    def stop(at: datetime) -> None:
        on = day_of(story.since, scene.at)
        with tenant_work(officer.actor()) as by:
            told = stop_works(project=project[story.project], from_on=on, evidence=story.evidence, by=by, at=at)
        stopped.append(told)

    def resume(at: datetime, on_which: When, evidence: str) -> None:
        with tenant_work(officer.actor()) as by:
            resume_works(stop_id=stopped[0].pk, to_on=day_of(on_which, scene.at), evidence=evidence, by=by, at=at)

    stopped_at = story.since.moment(scene.at)
    yield Act(stopped_at, lambda: stop(stopped_at))
    if story.resumed:
        when, evidence = story.resumed
        resumed_at = when.moment(scene.at)
        yield Act(resumed_at, lambda: resume(resumed_at, when, evidence))
