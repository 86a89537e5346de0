"""Two officers press at once: one publishes, the other is told; nothing is published twice."""

from idi_platform.accounts.public import Membership, Role
from idi_platform.tenancy.public import tenant_work
from policies.errors import DraftClosed
from policies.models import InstrumentVersion, Revision
from policies.services.publishing_drafts import publish_draft
from tests.threads import at_once
from tests.world import World, member

from .bureau import AT, SUCCESSOR, build_bureau, submitted


def test_of_two_publishes_at_once_one_wins(committed_world: World, committed_db: str) -> None:
    bureau = build_bureau()
    third = member("hz-third", role=Role.BUREAU, city=bureau.city.city, organisation=bureau.city.bureau)
    draft = submitted(bureau)

    def publish(hat: Membership) -> str:
        try:
            with tenant_work(hat.actor()) as by:
                publish_draft(draft_id=draft.pk, by=by, at=AT)
        except DraftClosed:
            return "late"
        return "published"

    told = at_once(committed_db, ("idi_app", lambda: publish(bureau.checker)), ("idi_app", lambda: publish(third)))
    assert sorted(told) == ["late", "published"]
    assert InstrumentVersion.objects.filter(code=SUCCESSOR.code).count() == 1
    assert Revision.objects.filter(version__code=SUCCESSOR.code).count() == 1
