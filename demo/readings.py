"""How a bureau's officers read unclear words: one proposal that waits, others decided."""

from collections.abc import Iterator

from idi_platform.tenancy.public import tenant_work
from policies.public import Proposed, decide_reading, propose_reading

from . import stories
from .scene import Act, Scene


def acts_of_reading(scene: Scene, story: stories.ReadAs) -> Iterator[Act]:
    """Proposed by one officer, and decided at once by the other where the story names one."""
    moment = story.when.moment(scene.at)

    def decide() -> None:
        told = Proposed(story.reading, story.option, "", story.reason, story.document)
        with tenant_work(scene.cast.people[story.by].actor()) as by:
            proposal = propose_reading(proposed=told, by=by, at=moment)
        if story.decider:
            with tenant_work(scene.cast.people[story.decider].actor()) as by:
                decide_reading(proposal_id=proposal.pk, by=by, at=moment)

    yield Act(moment, decide)
