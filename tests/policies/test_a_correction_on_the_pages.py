"""A correction on the pages: running terms stay until two officers have them reckoned anew, and both dates stay."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from idi_platform.accounts.public import Role
from idi_platform.deadlines.models import Deadline, Recomputation
from idi_platform.deadlines.public import run_recomputation
from idi_platform.tenancy.public import tenant_work
from policies.models import Revision, RuleDraft
from tests.claims.reports import signed_in
from tests.policies.test_corrections_and_running_terms import CODE, RECEIVED, running
from tests.world import ZONE, CityWorld, build_world, member


@pytest.mark.usefixtures("in_force")
def test_a_running_term_stays_until_two_officers_have_it_reckoned_anew() -> None:
    city = build_world().here
    deadline = running(city)
    with time_machine.travel(RECEIVED + timedelta(days=1), tick=False):
        author, checker = (
            signed_in(member(name, role=Role.BUREAU, city=city.city, organisation=city.bureau), "zh-hans")
            for name in ("author", "checker")
        )
        base = Revision.objects.get(version__code=CODE)
        begun = {"name": "虚构：勘误", "kind": "correction", "base": str(base.pk)}
        assert author.post(reverse("policies:new_draft"), begun).status_code == 302
        with tenant_work(city.system):
            draft = RuleDraft.objects.get()
        rule = reverse("policies:draft_rule", args=[draft.pk, "JM-045"])
        opened = author.get(rule).context["form"].initial
        told = {name: value for name, value in opened.items() if value not in (None, False, "") and name != "roll"}
        assert author.post(rule, told).status_code == 302
        assert author.post(reverse("policies:submit_draft", args=[draft.pk])).status_code == 302
        assert checker.post(reverse("policies:publish_draft", args=[draft.pk])).status_code == 302
        assert due(deadline, city) == date(2026, 11, 17)
        foreseen = author.get(reverse("deadlines:ask_recomputation", args=[CODE]))
        assert [line.is_moved for line in foreseen.context["lines"]] == [True]
        assert author.post(reverse("deadlines:ask_recomputation", args=[CODE]), {"reason": "勘误"}).status_code == 302
        with tenant_work(city.system):
            row = Recomputation.objects.get()
        decide = reverse("deadlines:decide_recomputation", args=[row.pk])
        assert author.post(decide, {"decision": "approve"}).status_code == 403
        assert checker.post(decide, {"decision": "approve"}).status_code == 302
        assert due(deadline, city) == date(2026, 11, 17)
        run_recomputation(recomputation_id=row.pk, by=city.system, at=RECEIVED + timedelta(days=1))
        assert due(deadline, city) == date(2026, 11, 16)
        (move,) = author.get(reverse("deadlines:recomputation", args=[row.pk])).context["moves"]
    days = [moment.astimezone(ZONE).date() for moment in (move.was_due_at, move.due_at)]
    assert days == [date(2026, 11, 17), date(2026, 11, 16)]


def due(deadline: Deadline, city: CityWorld) -> date:
    with tenant_work(city.system):
        deadline.refresh_from_db()
    return deadline.due_at.astimezone(ZONE).date()
