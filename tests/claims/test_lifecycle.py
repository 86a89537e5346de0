"""The table of moves, and what no history of moves may do (PROMISES 29, small): only declared moves, no term lost."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.lifecycle import TRANSITIONS, ClaimAction
from claims.public import (
    Begun,
    Claim,
    ClaimState,
    Form,
    Result,
    Terms,
    confirm_documents,
    declare_complex,
    decline_offer,
    record_payment,
    send_back,
    withdraw_claim,
)
from claims.web.steps import STEPS
from idi_platform.accounts.public import Membership
from idi_platform.deadlines.models import DeadlineTimer
from idi_platform.deadlines.public import Deadline
from idi_platform.tenancy.public import DomainError, tenant_work
from tests.claims.path import Path, as_, begun, open_to, picture
from tests.world import ZONE, World

FILED = datetime(2026, 9, 28, 10, tzinfo=ZONE)
TERMINAL = {ClaimState.CLOSED, ClaimState.DENIED, ClaimState.WITHDRAWN, ClaimState.REFUSED}
MONEY = Terms(Form.PAYMENT, Decimal(100), "赔付", start_on=(FILED + timedelta(days=400)).date())


def test_every_action_has_its_row_and_every_row_but_one_its_form() -> None:
    assert set(TRANSITIONS) == set(ClaimAction)
    # One form serves both results; the service takes the action that the result asks for.
    assert set(ClaimAction) - set(STEPS) == {ClaimAction.PROPOSE_DENIAL}


def test_an_end_is_an_end_and_every_other_state_has_a_way_out() -> None:
    leaving = {source for way in TRANSITIONS.values() if way.target for source in way.sources}
    assert not leaving & TERMINAL
    assert leaving == set(ClaimState) - TERMINAL


def test_every_state_is_reached_from_the_two_beginnings() -> None:
    reached = {ClaimState.FILED, ClaimState.WITH_DEVELOPER}
    for _step in ClaimState:
        reached |= {way.target for way in TRANSITIONS.values() if way.target and way.sources & reached}
    assert reached == set(ClaimState)


def moves(path: Path) -> dict[ClaimAction, tuple[Membership, Callable[[datetime], object]]]:
    """Each move that the fuzz may try, with the one person whose step it is."""
    here = path.city
    adjuster, owner, manager = here.adjuster, here.owner, path.manager
    claim = path.claim
    return {
        ClaimAction.SURVEY: (adjuster, path.survey),
        ClaimAction.REQUEST_DOCUMENTS: (adjuster, path.ask),
        ClaimAction.CONFIRM_DOCUMENTS: (
            adjuster,
            lambda at: as_(adjuster, lambda by: confirm_documents(claim=claim, by=by, at=at)),
        ),
        ClaimAction.DECLARE_COMPLEX: (
            adjuster,
            lambda at: as_(adjuster, lambda by: declare_complex(claim=claim, reasons="检测", by=by, at=at)),
        ),
        ClaimAction.DETERMINE: (adjuster, lambda at: path.determine(Result.COVERED, at)),
        ClaimAction.PROPOSE_DENIAL: (adjuster, lambda at: path.determine(Result.PARTLY, at)),
        ClaimAction.APPROVE: (manager, path.approve),
        ClaimAction.RETURN: (
            manager,
            lambda at: as_(manager, lambda by: send_back(claim=claim, reason="再查", by=by, at=at)),
        ),
        ClaimAction.SEND_PARTIAL_DENIAL: (adjuster, path.deny),
        ClaimAction.OFFER: (adjuster, lambda at: path.offer(at, MONEY if at.minute % 2 else None)),
        ClaimAction.ACCEPT_OFFER: (owner, path.accept),
        ClaimAction.DECLINE_OFFER: (
            owner,
            lambda at: as_(owner, lambda by: decline_offer(claim=claim, reason="不", by=by, at=at)),
        ),
        ClaimAction.START: (adjuster, path.start),
        ClaimAction.PAY: (
            adjuster,
            lambda at: as_(
                adjuster,
                lambda by: record_payment(claim=claim, begun=Begun(at, "付", picture(), "x.jpg"), by=by, at=at),
            ),
        ),
        ClaimAction.COMPLETE: (adjuster, path.complete),
        ClaimAction.WITHDRAW: (
            owner,
            lambda at: as_(owner, lambda by: withdraw_claim(claim=claim, reason="不办了", by=by, at=at)),
        ),
    }


def check_terms(path: Path) -> None:
    """Every term is open with its timer, or closed with the way it ended: none is lost on the way."""
    with tenant_work(path.city.system):
        for deadline in Deadline.objects.filter(dossier_id=path.claim.pk):
            is_armed = DeadlineTimer.objects.filter(pk=deadline.pk).exists()
            assert is_armed == (deadline.closed_at is None), deadline.duty
            assert bool(deadline.closed_as) == (deadline.closed_at is not None), deadline.duty


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_history_takes_declared_moves_only_and_loses_no_term(jiangmen: World, data: st.DataObject) -> None:
    """Half of the moves are open ones, so that histories get far; the other half are anybody's guess."""
    with transaction.atomic():
        path, at = begun(jiangmen.here, FILED), FILED + timedelta(hours=1)
        for _step in range(8):
            at += timedelta(minutes=data.draw(st.integers(1, 5000)))
            with tenant_work(path.city.system):
                path = Path(path.city, Claim.objects.select_related("dossier").get(pk=path.claim.pk), path.manager)
            known, before = moves(path), path.state()
            is_open = [action for action in known if action in open_to(known[action][0], path.claim)]
            action = data.draw(st.sampled_from(is_open or list(known)) | st.sampled_from(list(known)))
            try:
                with transaction.atomic():
                    known[action][1](at)
            except DomainError:
                assert path.state() == before
                continue
            way = TRANSITIONS[action]
            assert action in is_open
            assert path.state() == (way.target or before)
            check_terms(path)
        transaction.set_rollback(True)
