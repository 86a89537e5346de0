"""A corrected text and the terms that rest on it: found by their reasoning, and moved only by two officers."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import transaction

from idi_platform.accounts.public import Role
from idi_platform.audit.public import record
from idi_platform.deadlines.models import Deadline, Move
from idi_platform.deadlines.public import foresee_anew, run_recomputation, start_duties
from idi_platform.deadlines.services.deciding import approve_recomputation, ask_recomputation
from idi_platform.tenancy.public import tenant_work
from policies.models import Trace
from policies.public import pin
from policies.resolver import PolicyResolver
from policies.rules.vocabulary import PACKS
from policies.services.loading import load_regimes
from tests import databases
from tests.world import ZONE, CityWorld, build_world, member

CODE = "jiangmen-2022"
# The seventh day is a Sunday: it rolls to Monday, as the pack first read it.
RECEIVED = datetime(2026, 11, 8, 10, tzinfo=ZONE)
CORRECTED_AT = datetime(2060, 1, 1, tzinfo=UTC)


def running(city: CityWorld) -> Deadline:
    with tenant_work(city.system) as by:
        dossier = city.project.dossier
        pin(project_dossier_id=dossier.pk, anchors={"contract_formed": date(2022, 6, 20)}, by=by, at=RECEIVED)
        event = record(dossier_id=dossier.pk, code="claim_received", by=by, at=RECEIVED, payload={})
        (deadline,) = start_duties(dossier=dossier, event=event, obliged={"insurer": city.insurer.pk}, by=by)
        return deadline


def correct(folder: Path) -> None:
    """The determination term no longer rolls."""
    path = folder / f"{CODE}.yaml"
    text = path.read_text(encoding="utf-8").replace("revision: 2", "revision: 3", 1)
    head, mark, tail = text.partition("rule: JM-045")
    path.write_text(head + mark + tail.replace("roll: true", "roll: false", 1), encoding="utf-8")
    load_regimes(at=CORRECTED_AT, folder=folder)


def test_a_correction_leaves_a_running_term_alone_until_two_officers_move_it(
    published_database: str, tmp_path: Path
) -> None:
    with databases.using(published_database):
        city = build_world().here
        deadline = running(city)
        assert deadline.due_at.astimezone(ZONE).date() == date(2026, 11, 17)
        assert PolicyResolver().resting_on_earlier(CODE) == ()
    with databases.using(published_database, "idi_owner"), transaction.atomic():
        correct(Path(shutil.copytree(PACKS, tmp_path / "packs")))
    with databases.using(published_database):
        (corrected,) = [each for each in PolicyResolver().corrected("440700") if each.version == CODE]
        assert (corrected.revision, PolicyResolver().resting_on_earlier(CODE)) == (3, (deadline.trace_hash,))
        asking, deciding = (
            member(name, role=Role.BUREAU, city=city.city, organisation=city.bureau) for name in ("asking", "deciding")
        )
        with tenant_work(asking.actor()) as by:
            before = Trace.objects.count()
            assert [each.is_moved for each in foresee_anew(cause="rules", subject=CODE, by=by)] == [True]
            assert Trace.objects.count() == before
            row = ask_recomputation(corrected=corrected, reason="勘误", only=deadline.pk, by=by, at=RECEIVED)
        with tenant_work(deciding.actor()) as by:
            approve_recomputation(row=row, by=by, at=RECEIVED)
        run_recomputation(recomputation_id=row.pk, by=city.system, at=RECEIVED)
        with tenant_work(city.system):
            deadline.refresh_from_db()
            move = Move.objects.get(deadline=deadline)
        assert deadline.due_at.astimezone(ZONE).date() == date(2026, 11, 16)
        assert (move.was_due_at > move.due_at, move.was_trace_hash != deadline.trace_hash) == (True, True)
        assert PolicyResolver().resting_on_earlier(CODE) == (move.was_trace_hash,)
