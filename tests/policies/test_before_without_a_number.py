"""“Before” an event without a number of days keeps its direction, and no number is invented for it."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from policies.public import explanation, resolve_on
from policies.rules.errors import PackError
from policies.rules.pack import BEFORE_THE_EVENT, read_packs
from policies.rules.resolve import resolve, resolve_event
from policies.rules.vocabulary import PACKS
from tests.packs import packs
from tests.policies.regimes import nation, printed, regime
from tests.world import ZONE

SIGNING = "contract.sign_deadline"
ON = date(2020, 5, 1)
BEIJING = regime(*nation(), printed("beijing-2019"))
# Read from the texts: rule, and what it must come before.
BOUND = {
    "BJ-040": "construction_permit_application",
    "HZ-030": "liability_start",
    "HZ-033": "construction_start",
    "HZ-091": "liability_start",
    "HZ-116": "construction_start",
    "HZ-128": "completion_acceptance_planned",
    "JM-036": "construction_permit_application",
    "JM-062": "completion_acceptance_planned",
    "LG-022": "construction_permit_application",
    "LG-029": "rmo_start_business",
    "SH-026": "design_start",
    "SH-030": "insurance_contract_signed",
    "SH-033": "construction_start",
    "SH-059": "part_start",
    "SH-073": "review_certificate",
    "SH-090": "review_certificate",
}


def test_the_packs_say_before_what_and_give_no_number() -> None:
    rules = [rule for pack in packs() for _article, rule in pack.rules if rule.term and not rule.term.is_counted]
    assert {rule.code: rule.trigger for rule in rules} == BOUND
    assert {rule.term for rule in rules} == {BEFORE_THE_EVENT}


def test_it_resolves_as_before_and_starts_no_clock() -> None:
    (found,) = resolve(BEIJING, parameter=SIGNING, on=ON, facts={}, pinned="beijing-2019")
    assert (found.outcome, found.term, found.trigger) == ("value", BEFORE_THE_EVENT, BOUND["BJ-040"])
    assert not found.is_clocked
    started = resolve_event(BEIJING, event=BOUND["BJ-040"], on=ON, facts={}, pinned="beijing-2019")
    assert SIGNING not in {each.parameter for each in started}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("{direction: before}", "{direction: after}", "term.direction"),
        ("{direction: before}", "{direction: before, roll: true}", "term"),
        (
            'quote: "投保缺陷保险的建设单位应当在办理施工许可手续前，与',
            'quote: "与',
            "term.direction",
        ),
        ("        trigger: construction_permit_application\n        term", "        term", "rules.0"),
    ],
)
def test_a_pack_that_says_it_wrongly_is_refused(tmp_path: Path, old: str, new: str, key: str) -> None:
    folder = Path(shutil.copytree(PACKS, tmp_path / "packs"))
    path = folder / "beijing-2019.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        read_packs(folder)
    assert refused.value.rule == "BJ-040"
    assert key in refused.value.key


@pytest.mark.django_db
def test_everybody_reads_and_reckons_it_as_before() -> None:
    """The pages of text, parameter and comparison, the reasoning, and the day by program."""
    client = Client()
    client.cookies["idi_language"] = "en"
    for address in (
        reverse("policies:regime", args=["beijing-2019"]),
        reverse("policies:parameter", args=[SIGNING]),
        f"{reverse('policies:compare')}?topic=issue_gate",
    ):
        assert "before: Construction permit applied for" in client.get(address).content.decode(), address
    ((_found, trace),) = resolve_on(jurisdiction="110000", parameter=SIGNING, on=ON, facts={})
    told = explanation(trace)
    assert told is not None
    assert told.term.endswith("申请施工许可")
    at = datetime(2020, 5, 20, 15, tzinfo=ZONE).isoformat()
    body = {"jurisdiction": "110000", "parameter": SIGNING, "event_at": at}
    answer = client.post("/api/v1/deadlines/compute/", body, content_type="application/json").json()
    assert (answer["outcome"], answer["value"], answer["unit"], answer["direction"]) == ("value", None, "", "before")
    assert (answer["due_on"], answer["due_at"], answer["unrolled_on"]) == ("2020-05-20", at, "2020-05-20")
    assert answer["trace"][-1]["code"] == "bound_by_event"
    asked = {"jurisdiction": "110000", "parameter": SIGNING, "on": "2020-05-20"}
    said = client.get("/api/v1/resolve/", asked).json()
    assert (said["outcome"], said["value"], said["direction"]) == ("value", None, "before")
