"""A State Council notice is read in its own words, and every line that cannot be read is told."""

from datetime import date

import pytest

from idi_platform.deadlines.calendars.loader import CALENDAR_FILES, calendar_days
from idi_platform.deadlines.calendars.notice import NoticeUnreadable, read_notice
from idi_platform.deadlines.rules.days import DayKind
from tests.deadlines.notices import NOTICE_2026

KNOWN = {day.on: day for day in calendar_days(CALENDAR_FILES)}


def read(text: str) -> dict[date, DayKind]:
    return {day.on: day.kind for day in read_notice(text, year=2026, notice="国办发明电〔2025〕7号", known=KNOWN)}


def test_the_notice_of_2026_gives_what_our_file_holds() -> None:
    days = read_notice(NOTICE_2026, year=2026, notice="国办发明电〔2025〕7号", known=KNOWN)
    ours = [day for day in calendar_days(CALENDAR_FILES) if day.on.year == 2026]
    assert [(day.on, day.kind, day.name_zh) for day in days] == [(day.on, day.kind, day.name_zh) for day in ours]
    assert all(day.name_en and day.notice for day in days)


def test_numbering_older_words_and_years_are_understood() -> None:
    assert read("（二）元旦:2026年1月1日放假1天，不调休。") == {date(2026, 1, 1): DayKind.HOLIDAY}
    days = read("元旦：2025年12月31日（星期三）至1月2日（星期五）放假调休，共3天。1月4日（星期日）上班。")
    assert days[date(2025, 12, 31)] is DayKind.REST
    assert days[date(2026, 1, 4)] is DayKind.ADJUSTED_WORKDAY


@pytest.mark.parametrize(
    "line",
    [
        "1月1日放假",
        "元旦：休息",
        "元旦：13月1日放假",
        "元旦：2月30日放假",
        "元旦：3日放假",
        "元旦：2024年1月1日放假",
        "元旦：1月3日至1日放假",
        "元旦：1月1日至3月3日放假",
        "元旦：至3日放假",
        "元旦：1月1日（周三）放假1天",
        "元旦：1月1日至3日放假，共4天",
        "元旦：1月1日放假1天。1月5日上班",
        "元旦：1月1日放假。1月1日放假",
    ],
)
def test_a_line_that_cannot_be_is_told_with_its_number(line: str) -> None:
    with pytest.raises(NoticeUnreadable) as refused:
        read(f"清明节：4月4日至6日放假，共3天。\n\n{line}")
    assert [fault.number for fault in refused.value.faults] == [3]
    assert "3" in str(refused.value.faults[0])


def test_every_faulty_line_is_told_and_an_empty_text_is_one() -> None:
    with pytest.raises(NoticeUnreadable) as refused:
        read("元旦：休息\n春节：2月30日放假")
    assert [fault.number for fault in refused.value.faults] == [1, 2]
    with pytest.raises(NoticeUnreadable):
        read(" \n")
