"""An issued policy: every part that the governing text names is covered from and until the day the text says."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.tenancy.public import acting_as
from policies.public import reasoning
from policies.rules.pack import RuleText
from policies.rules.vocabulary import vocabulary
from tests.claims.reports import signed_in
from tests.realisation.cities import FORMED_ON
from tests.realisation.register import each_city, resting_on
from tests.underwriting.cities import desk_in
from tests.underwriting.policies import agree, issued
from tests.world import ZONE
from underwriting.models import CoverWindow

SELF = "test_cover_runs_as_the_governing_text_says"
ACCEPTED_ON, BEGINS_ON = date(2024, 6, 15), date(2026, 6, 15)
DEFECTS_PERIOD = 24  # months that the contract agrees where the text leaves the wait to it


def insured(city: str) -> tuple[Client, list[CoverWindow]]:
    """The underwriter's browser and the windows of a policy issued there, those that the text gives a length."""
    formed_on = FORMED_ON[city]
    desk = desk_in(city, completion_acceptance=ACCEPTED_ON, construction_permit_application=formed_on)
    policy = issued(desk, at=datetime(2024, 6, 20, 10, tzinfo=ZONE), contract_formed_on=formed_on)
    agree(desk, policy, value=DEFECTS_PERIOD)
    with acting_as(desk.underwriter.actor()):
        found = list(policy.cover_windows.filter(is_open=False))
    return signed_in(desk.underwriter), found


def begins_as_said(rule: RuleText, found: list[CoverWindow]) -> bool:
    """From the day that the text counts to, or, where the wait is a period of its own, from that period's end."""
    waits = {(reasoning(window.wait_trace_hash) or {})["parameter"] for window in found}
    rests_on_it = {rule.parameter, vocabulary().ends.get(rule.trigger)} & waits
    return bool(rests_on_it) and {window.first_on for window in found} == {BEGINS_ON}


@pytest.mark.usefixtures("governed")
@pytest.mark.parametrize("city", each_city(SELF))
def test_cover_runs_as_the_governing_text_says(city: str) -> None:
    browser, found = insured(city)
    by_rule = {(reasoning(window.trace_hash) or {})["rule"]: window for window in found}
    for rule in resting_on(SELF, city=city):
        if rule.parameter == "liability_start":
            assert begins_as_said(rule, found), rule.code
            continue
        window = by_rule[rule.code]
        assert rule.term is not None
        assert rule.term.value is not None
        assert window.last_on == BEGINS_ON.replace(year=BEGINS_ON.year + rule.term.value), rule.code
        why = browser.get(reverse("underwriting:why_cover", args=[window.policy_id, window.pk])).content.decode()
        assert f"<mark>{''.join(rule.quote.split())}</mark>" in "".join(why.split()), rule.code
