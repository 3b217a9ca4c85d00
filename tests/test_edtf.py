from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.edtf import EdtfDate, Granularity

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))

CASES = [
    # text, earliest, latest, granularity
    ("2023-09-12", "2023-09-12", "2023-09-12", "day"),
    ("2023-02", "2023-02-01", "2023-02-28", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("2019", "2019-01-01", "2019-12-31", "year"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("2023-21", "2023-03-01", "2023-05-31", "season"),
    ("2023-24", "2023-12-01", "2024-02-29", "season"),
    ("2023-35", "2023-07-01", "2023-09-30", "quarter"),
    ("2023-37", "2023-01-01", "2023-04-30", "part-of-year"),
    ("2023-41", "2023-07-01", "2023-12-31", "half"),
    ("[2023-09-04..2023-09-10]", "2023-09-04", "2023-09-10", "week"),
    ("[2023-09-21..2023-09-30]", "2023-09-21", "2023-09-30", "part-of-month"),
    ("2023-09-10/2023-09-17", "2023-09-10", "2023-09-17", "day"),
    ("2014/2018", "2014-01-01", "2018-12-31", "year"),
    ("2022-02/..", "2022-02-01", "2022-02-28", "month"),
    ("../2022-02", "2022-02-01", "2022-02-28", "month"),
    ("2022-03~", "2022-03-01", "2022-03-31", "month"),
    ("[1901..2000]", "1901-01-01", "2000-12-31", "century"),
    ("0987-05-06", "0987-05-06", "0987-05-06", "day"),
]


@pytest.mark.parametrize("text, earliest, latest, granularity", CASES)
def test_parses_with_bounds(text: str, earliest: str, latest: str, granularity: str) -> None:
    found = EdtfDate.parse(text)
    assert (found.text, str(found.earliest), str(found.latest)) == (text, earliest, latest)
    assert found.granularity == granularity
    assert EdtfDate.parse(found.text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-13-01",
        "2023-02-30",
        "12 September 2023",
        "2023-9-12",
        "2023/2024/2025",
        "[2023",
        "20XX-01",
        "../..",
    ],
)
def test_says_what_it_does_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="not an EDTF date this program reads"):
        EdtfDate.parse(text)


def test_uncertainty_is_not_duration() -> None:
    week = EdtfDate.week(date(2023, 9, 12))
    trip = EdtfDate.span(EdtfDate.day(date(2023, 9, 11)), EdtfDate.day(date(2023, 9, 17)))
    assert (week.earliest, week.latest) == (trip.earliest, trip.latest)
    assert not week.is_span and trip.is_span and week != trip


def test_an_end_is_never_sharper_than_it_is_known() -> None:
    early, mid = EdtfDate.parse("[2024-06-01..2024-06-10]"), EdtfDate.parse("[2024-07-11..2024-07-20]")
    assert EdtfDate.span(early, mid).text == "2024-06-01~/2024-07-20~"
    assert EdtfDate.span(EdtfDate.day(date(2022, 2, 24)), EdtfDate.year(2024)).granularity == "year"
    assert EdtfDate.week(date(2024, 7, 3)).since().text == "2024-07-01~/.."


def test_a_date_never_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="after its end"):
        EdtfDate.span(EdtfDate.year(2020), EdtfDate.year(2019))


@given(DAYS, st.integers(0, 5000))
def test_every_set_of_days_survives_its_text(first: date, width: int) -> None:
    made = EdtfDate.one_of(first, min(first + timedelta(days=width), date(2999, 12, 31)))
    assert EdtfDate.parse(made.text) == made
    assert made.approximate().qualified("") == made


@given(DAYS, DAYS)
def test_every_span_survives_its_text(one: date, other: date) -> None:
    first, last = sorted((one, other))
    made = EdtfDate.span(EdtfDate.day(first), EdtfDate.day(last))
    assert EdtfDate.parse(made.text) == made
    assert EdtfDate.parse(made.since().text if not made.is_span else made.text)


@given(DAYS)
def test_the_edtf_package_agrees_on_the_bounds(day: date) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf, struct_time_to_date
    for made in (EdtfDate.day(day), EdtfDate.month(day.year, day.month), EdtfDate.year(day.year)):
        other = parse_edtf(made.text)
        assert struct_time_to_date(other.lower_strict()) == made.earliest
        assert struct_time_to_date(other.upper_strict()) == made.latest


def test_granularities_run_from_coarse_to_fine() -> None:
    assert next(iter(Granularity)) == "century" and list(Granularity)[-1] == "day"
