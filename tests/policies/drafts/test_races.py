"""Two officers press at once: one wins, the other is told; nothing is published, decided or taken over twice."""

from collections.abc import Callable
from uuid import UUID

from idi_platform.accounts.public import Membership, Role
from idi_platform.tenancy.public import DomainError, MovedOn, tenant_work
from policies.models import InstrumentVersion, ReadingDecision, ReadingProposal, Revision, RuleDraft
from policies.services.deciding_readings import Proposed, decide_reading, propose_reading, refuse_reading
from policies.services.drafting import take_over_draft
from policies.services.publishing_drafts import publish_draft
from tests.threads import at_once
from tests.world import World, member

from .bureau import AT, SUCCESSOR, Bureau, build_bureau, started, submitted

READING = "AMB-03"


def third_officer(bureau: Bureau) -> Membership:
    return member("hz-third", role=Role.BUREAU, city=bureau.city.city, organisation=bureau.city.bureau)


def told(hat: Membership, act: Callable[..., object], **about: object) -> str:
    """What becomes of the press of a button: `done`, or the code of the refusal."""
    try:
        with tenant_work(hat.actor()) as by:
            act(**about, by=by, at=AT)
    except DomainError as refused:
        return refused.code
    return "done"


def test_of_two_who_act_at_once_one_wins_and_the_other_is_told(committed_world: World, committed_db: str) -> None:
    """A draft published twice, one taken over twice, a proposal decided while another officer refuses it."""
    bureau = build_bureau()
    third = third_officer(bureau)
    draft = submitted(bureau)
    both = (
        lambda: told(bureau.checker, publish_draft, draft_id=draft.pk),
        lambda: told(third, publish_draft, draft_id=draft.pk),
    )
    assert sorted(at_once(committed_db, *(("idi_app", act) for act in both))) == sorted(["done", MovedOn.code])
    assert InstrumentVersion.objects.filter(code=SUCCESSOR.code).count() == 1
    assert Revision.objects.filter(version__code=SUCCESSOR.code).count() == 1

    left = started(bureau)
    both = (
        lambda: told(bureau.checker, take_over_draft, draft_id=left.pk, reason="休假"),
        lambda: told(third, take_over_draft, draft_id=left.pk, reason="休假"),
    )
    assert sorted(at_once(committed_db, *(("idi_app", act) for act in both))) == sorted(["done", MovedOn.code])
    with tenant_work(bureau.city.system):
        assert len(RuleDraft.objects.get(pk=left.pk).former_authors) == 1

    proposal = proposed(bureau)
    both = (
        lambda: told(bureau.checker, decide_reading, proposal_id=proposal),
        lambda: told(third, refuse_reading, proposal_id=proposal),
    )
    assert sorted(at_once(committed_db, *(("idi_app", act) for act in both))) == sorted(["done", MovedOn.code])
    with tenant_work(bureau.city.system):
        is_decided = ReadingProposal.objects.get(pk=proposal).state == "decided"
    assert ReadingDecision.objects.filter(pk=proposal).exists() is is_decided


def proposed(bureau: Bureau) -> UUID:
    asked = Proposed(READING, "no_roll", "", "会议纪要", "住建函〔2026〕1号")
    with tenant_work(bureau.author.actor()) as by:
        return propose_reading(proposed=asked, by=by, at=AT).pk
