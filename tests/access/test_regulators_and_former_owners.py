"""Regulators change nothing but their own acts; owners see their home only (PROMISES 13), in every row of the matrix.

The rows are what the platform is asked for, cell by cell, in test_every_address_answers_as_declared.py.
"""

import pytest

from tests.access.matrix import COLUMNS, rows
from tests.access.routes import NAMES

CLOSED = {"403", "404", "405", "in"}
# What an officer does as anybody does: one's own account, inbox, data and views; what only tells something.
ANYBODYS = (
    "accounts:",
    "api-v1:compute_deadline",
    "api-v1:reveal",
    "account_",
    "mfa_",
    "alerts:",
    "lists:",
    "mydata:",
    "ui:",
    "documents:verify_code",
    "riskmgmt:open_link",
)
OFFICERS = {
    "api-v1:confirm_authority",
    "api-v1:end_authority",
    "api-v1:record_authority",
    "api-v1:refuse_authority",
    "deadlines:ask_ladder",
    "deadlines:decide_ladder",
    "deadlines:decide_recomputation",
    "deadlines:ladder_rungs",
    "deadlines:new_ladder",
    "hotline:check",
    "hotline:confirm",
    "hotline:refuse",
    "organisations:admit",
    "organisations:refuse",
    "organisations:confirm_succession",
    "registry:confirm_authority",
    "registry:end_authority",
    "registry:new_authority",
    "registry:refuse_authority",
    "organisations:refuse_succession",
    "organisations:in_charge",
    "organisations:new_absence",
    "organisations:join",
    "policies:decide_reading",
    "policies:draft_new_rule",
    "policies:duty",
    "policies:draft_rule",
    "policies:draft_text",
    "policies:new_draft",
    "policies:propose_reading",
    "policies:publish_draft",
    "policies:send_back_draft",
    "policies:take_over_draft",
    "riskmgmt:stops",
}
# Addresses with an argument that names nothing of a home.
PUBLIC = {"ui:preference", "documents:verify_code", "mydata:take_back", "organisations:join"}
RULES = ("policies:", "api-v1:regime", "api-v1:calendar", "deadlines:calendar")


def answers(column: str, method: str) -> dict[str, str]:
    place = list(COLUMNS).index(column)
    return {route: statuses[place] for route, asked, statuses in rows() if asked == method}


@pytest.mark.parametrize("officer", ["bur", "dst", "t-b"])
def test_an_officer_changes_nothing_but_an_officers_own_acts(officer: str) -> None:
    open_doors = {route for route, status in answers(officer, "POST").items() if status not in CLOSED}
    others = {route for route in open_doors if not route.startswith(ANYBODYS) and not route.endswith("_excel")}
    assert others <= OFFICERS


@pytest.mark.parametrize("stranger", ["nei", "sol", "t-o"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_an_owner_opens_of_a_home_is_not_there_for_a_neighbour_or_a_former_owner(
    stranger: str, method: str
) -> None:
    mine, theirs = answers("own", method), answers(stranger, method)
    opened = {route for route in NAMES if mine.get(route, "405") not in CLOSED} - PUBLIC
    of_the_home = {route for route in opened if not route.startswith(RULES)}
    assert of_the_home
    assert {route: theirs[route] for route in of_the_home} == dict.fromkeys(of_the_home, "404")
