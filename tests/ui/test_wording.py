"""Dates, terms, days left and money in the reader's language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from idi_platform.ui import wording

SHANGHAI = ZoneInfo("Asia/Shanghai")
UTC = ZoneInfo("UTC")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "2026-11-24（周二）"), ("en", "Tue 24 Nov 2026")])
def test_a_day_is_written_with_its_weekday(language: str, words: str) -> None:
    with translation.override(language):
        assert wording.day_words(date(2026, 11, 24)) == words


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "2026-11-24（周二）07:30"), ("en", "Tue 24 Nov 2026, 07:30")]
)
def test_a_moment_is_written_in_the_legal_zone_wherever_it_was_taken(language: str, words: str) -> None:
    with translation.override(language):
        assert wording.moment_words(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)) == words


def test_a_due_moment_at_midnight_is_written_as_the_last_day_to_act() -> None:
    with translation.override("en"):
        assert wording.due_words(at("2026-11-25T00:00")) == "Tue 24 Nov 2026"


def test_a_due_moment_of_a_term_in_hours_keeps_its_time() -> None:
    with translation.override("en"):
        assert wording.due_words(at("2026-11-24T18:30")) == "Tue 24 Nov 2026, 18:30"


@pytest.mark.parametrize(
    ("now", "english", "chinese"),
    [
        ("2026-11-20T10:00", "4 days left", "还剩 4 天"),
        ("2026-11-23T23:59", "1 day left", "还剩 1 天"),
        ("2026-11-24T00:00", "due today", "今天到期"),
        ("2026-11-24T23:59", "due today", "今天到期"),
        ("2026-11-25T00:00", "1 day late", "逾期 1 天"),
        ("2026-11-27T09:00", "3 days late", "逾期 3 天"),
    ],
)
def test_days_left_are_counted_to_the_last_day(now: str, english: str, chinese: str) -> None:
    due_at = at("2026-11-25T00:00")
    with translation.override("en"):
        assert wording.time_left_words(due_at, at(now)) == english
    with translation.override("zh-hans"):
        assert wording.time_left_words(due_at, at(now)) == chinese


@pytest.mark.parametrize(
    ("now", "english"),
    [
        ("2026-11-24T16:00", "2 hours left"),
        ("2026-11-24T17:00", "1 hour left"),
        ("2026-11-24T18:00", "less than an hour left"),
        ("2026-11-24T18:31", "less than an hour late"),
        ("2026-11-24T20:30", "2 hours late"),
    ],
)
def test_a_term_in_hours_is_counted_in_hours_on_its_last_day(now: str, english: str) -> None:
    with translation.override("en"):
        assert wording.time_left_words(at("2026-11-24T18:30"), at(now)) == english


@pytest.mark.parametrize(
    ("amount", "unit", "english", "chinese"),
    [
        (1, "day", "1 natural day", "1 个自然日"),
        (10, "working_day", "10 working days", "10 个工作日"),
        (0, "day", "the same day", "当日"),
        (0, "working_day", "the same day", "当日"),
        (24, "hour", "24 hours", "24 小时"),
        (6, "month", "6 months", "6 个月"),
        (2, "year", "2 years", "2 年"),
    ],
)
def test_a_term_names_its_kind_of_clock(amount: int, unit: str, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert wording.term_words(amount, unit) == english
    with translation.override("zh-hans"):
        assert wording.term_words(amount, unit) == chinese


def test_an_unknown_kind_of_clock_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        wording.term_words(1, "fortnight")


@pytest.mark.parametrize(
    ("fen", "words"), [(123_456_789, "¥1,234,567.89"), (5, "¥0.05"), (0, "¥0.00"), (-100_001, "−¥1,000.01")]
)
def test_money_is_exact_to_the_fen(fen: int, words: str) -> None:
    assert wording.money_words(fen) == words


def test_months_and_sizes_have_words_too() -> None:
    with translation.override("zh-hans"):
        assert wording.month_words(date(2026, 11, 1)) == "2026年11月"
    with translation.override("en"):
        assert wording.month_words(date(2026, 11, 1)) == "November 2026"
    assert wording.size_words(1) == "1 kB"
    assert wording.size_words(4_200_000) == "4.2 MB"
