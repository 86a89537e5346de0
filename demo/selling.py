"""Homes that change hands, as the lead insurer's people record and approve it."""

from collections.abc import Iterator
from datetime import timedelta

from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Holding, TransferFacts, approve_transfer, record_transfer
from idi_platform.tenancy.public import tenant_work

from . import stories
from .scene import Act, Scene

_APPROVED_AFTER = timedelta(hours=2)


def acts_of_sale(scene: Scene, story: stories.Sold) -> Iterator[Act]:
    """Recorded, and two hours later approved, if it is."""
    recorded = story.when.moment(scene.at)
    people = scene.cast.people

    def sell() -> None:
        facts = TransferFacts(
            cause=story.cause,
            on=scene.at.astimezone(CIVIL_ZONE).date() + timedelta(days=story.days),
            title=story.title,
            document=story.document,
            owners=[Holding(people[name].user) for name in story.buyers],
        )
        with tenant_work(people[story.recorder].actor()) as by:
            transfer = record_transfer(unit=scene.homes[story.owner], facts=facts, by=by, at=recorded)
        if story.approver:
            moment = recorded + _APPROVED_AFTER
            with tenant_work(people[story.approver].actor()) as by:
                approve_transfer(transfer=transfer, by=by, at=moment, real=moment)

    yield Act(recorded, sell)
