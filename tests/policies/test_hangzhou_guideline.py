"""A guideline is pinned, carried over and silent together with the version it is annexed to."""

import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from policies.rules.errors import PackError
from policies.rules.pack import read_packs
from policies.rules.resolve import Resolution, resolve
from policies.rules.vocabulary import PACKS
from tests.policies.regimes import hangzhou, nation, regime

HANGZHOU = regime(*nation(), *hangzhou())
LAST_DAY = date(2026, 2, 28)
AFTER = date(2026, 3, 1)


def one(parameter: str, *, on: date, pinned: str | None = "hangzhou-2024", **facts: str) -> Resolution:
    (found,) = resolve(HANGZHOU, parameter=parameter, on=on, facts=facts, pinned=pinned)
    return found


@pytest.mark.parametrize(("on", "basis"), [(LAST_DAY, "in_force"), (AFTER, "carried"), (date(2029, 1, 1), "carried")])
def test_two_inspections_a_month_bind_a_site_on_after_the_text_has_ended(on: date, basis: str) -> None:
    found = one("inspection.frequency", on=on)
    assert (found.rule, found.basis, found.obliged) == ("HZ-118", basis, "rmo")
    assert [(limit.op, limit.value, limit.unit) for limit in found.limits] == [("at_least", Decimal(2), "occasion")]


def test_the_determination_term_of_the_guideline_is_carried_with_its_parent() -> None:
    found = one("claims.determination.normal", on=date(2028, 9, 1))
    assert (found.rule, found.basis) == ("HZ-131", "carried")
    assert found.citation == "《杭州市住宅工程质量潜在缺陷保险试点工作指引》4.3"


def test_the_law_of_the_day_governs_a_project_without_a_pin_only_while_it_lasts() -> None:
    assert one("inspection.frequency", on=LAST_DAY, pinned=None).rule == "HZ-118"
    ended = one("inspection.frequency", on=AFTER, pinned=None)
    assert (ended.outcome, ended.reason) == ("not_in_force", "ended")


def test_the_reasoning_names_the_guideline_and_the_silent_parent() -> None:
    told = json.loads(one("claims.determination.normal", on=AFTER).trace(AFTER).body)
    took = {layer["version"]: (layer["layer"], layer["took"]) for layer in told["layers"]}
    assert took["hangzhou-2024-guideline"] == ("guideline", "taken")
    assert took["hangzhou-2024"] == ("city", "silent")


@pytest.mark.parametrize(
    ("project_type", "deontic_rule", "rate"),
    [("affordable_housing", "HZ-007", "HZ-110"), ("commodity_housing", "HZ-008", "HZ-111")],
)
def test_housing_of_each_kind_has_its_own_rule(project_type: str, deontic_rule: str, rate: str) -> None:
    on = date(2025, 1, 1)
    assert one("eligibility.project", on=on, project_type=project_type).rule == deontic_rule
    assert one("premium.rate.min", on=on, project_type=project_type).rule == rate
    assert one("premium.rate.min", on=on).outcome == "need_fact"


def test_what_the_fund_rules_govern_is_not_called_silence() -> None:
    found = one("fund.use", on=date(2025, 1, 1))
    assert (found.outcome, found.reason) == ("parent_not_loaded", "保障基金使用细则")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKS, tmp_path / "packs"))


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("parents: [hangzhou-2024]", "parents: [hangzhou-2023]", "instrument.parents"),
        ("parents: [hangzhou-2024]", "parents: [beijing-2019]", "instrument.parents"),
        ("parameter: premium.base.guideline", "parameter: premium.base", "parameter"),
    ],
)
def test_a_guideline_that_fits_no_version_or_repeats_one_is_refused(folder: Path, old: str, new: str, key: str) -> None:
    path = folder / "hangzhou-2024-guideline.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        read_packs(folder)
    assert (refused.value.file, refused.value.key) == (path.name, key)
