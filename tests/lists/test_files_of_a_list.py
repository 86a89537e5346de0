"""CSV and Excel of any list: the chosen columns, cells by their type, nothing that runs."""

import csv
import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from idi_platform.lists.columns import Cell, Column, plain
from idi_platform.lists.files import _write
from tests.claims.reports import AT, filed, signed_in, with_term
from tests.world import ZONE, World

FORMULA = "=1+1"
LINE: dict[str, Cell] = {
    "words": FORMULA,
    "count": 1234,
    "amount": Decimal("1234.50"),
    "day": date(2026, 11, 24),
    "moment": datetime(2026, 11, 24, 18, 30, tzinfo=ZONE),
    "nothing": None,
}


def column(key: str) -> Column[dict[str, Cell]]:
    return Column(key, key, lambda line: line[key], sheet_label=f"head of {key}")


COLUMNS = [column(key) for key in LINE]


def exported(world: World, query: str = "") -> list[list[str]]:
    response: Any = signed_in(world.here.adjuster, "en").get(f"/claims/export/{query}")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_sheet_holds_every_cell_by_its_type() -> None:
    file = io.BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        _write(book, "列表", COLUMNS, [LINE])
    book_read = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))
    head, cells = book_read.get_sheet_by_index(0).to_python()
    assert book_read.sheet_names == ["列表"]
    assert head == [f"head of {key}" for key in LINE]
    assert cells == [FORMULA, 1234.0, 1234.5, date(2026, 11, 24), datetime(2026, 11, 24, 18, 30), ""]  # noqa: DTZ001  # a sheet knows no zone


def test_csv_says_the_same_in_words() -> None:
    said = [plain(one.cell(LINE)) for one in COLUMNS]
    assert said == [FORMULA, "1234", "1234.50", "2026-11-24", "2026-11-24 18:30", ""]


def test_the_page_says_it_as_a_reader_would() -> None:
    assert [one.words(LINE) for one in COLUMNS][:4] == [FORMULA, "1,234", "1,234.50", "2026-11-24（周二）"]


def test_the_file_has_the_columns_chosen_or_all_when_nobody_chose(world: World) -> None:
    filed(world.here, description=FORMULA)
    assert exported(world, "?columns=number,description") == [
        ["Number", "Description"],
        ["CLM-2026-000001", f"'{FORMULA}"],
    ]
    assert len(exported(world)[0]) == 13


def test_a_file_costs_as_many_queries_for_thirty_rows_as_for_three(world: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            exported(world)
        return len(captured)

    for minute in range(3):
        with_term(filed(world.here, at=AT + timedelta(minutes=minute)), AT + timedelta(days=7))
    asked()
    few = asked()
    for minute in range(3, 30):
        with_term(filed(world.here, at=AT + timedelta(minutes=minute)), AT + timedelta(days=7))
    assert asked() == few
