"""What a jurisdiction's rules answer on a day, without a project."""

from datetime import date

import pytest

from policies.models import Trace
from policies.public import resolve_on

CITY = "440700"
NORMAL = "claims.determination.normal"
STRUCTURE = "coverage.structure.period"


@pytest.mark.usefixtures("in_force")
def test_the_version_of_the_day_answers_and_its_reasoning_is_stored() -> None:
    ((found, trace_hash),) = resolve_on(jurisdiction=CITY, parameter=STRUCTURE, on=date(2026, 9, 24), facts={})
    assert (found.outcome, found.rule, found.basis) == ("value", "JM-027", "in_force")
    assert Trace.objects.filter(pk=trace_hash).exists()


@pytest.mark.usefixtures("in_force")
def test_before_the_text_it_is_not_in_force() -> None:
    ((found, _hash),) = resolve_on(jurisdiction=CITY, parameter=STRUCTURE, on=date(2022, 3, 31), facts={})
    assert (found.outcome, found.reason, found.term) == ("not_in_force", "not_yet", None)


@pytest.mark.usefixtures("in_force")
def test_a_version_that_is_named_answers_on_any_day() -> None:
    ((found, _hash),) = resolve_on(
        jurisdiction=CITY, parameter=STRUCTURE, on=date(2021, 1, 1), facts={}, version="jiangmen-2022"
    )
    assert (found.outcome, found.basis) == ("value", "carried")


@pytest.mark.usefixtures("in_force")
def test_a_version_that_is_not_loaded_is_refused() -> None:
    with pytest.raises(LookupError, match="nowhere-1999"):
        resolve_on(jurisdiction=CITY, parameter=NORMAL, on=date(2026, 1, 1), facts={}, version="nowhere-1999")


@pytest.mark.usefixtures("in_force")
def test_a_missing_fact_is_named() -> None:
    ((found, _hash),) = resolve_on(jurisdiction=CITY, parameter="claims.denial_notice", on=date(2026, 9, 24), facts={})
    assert (found.outcome, found.reason) == ("need_fact", "determination")
