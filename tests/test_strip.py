"""The strip of evidence: where a date stands on its axis."""

from __future__ import annotations

import re

import pytest

from timeline.app.strip import strip
from timeline.edtf import EdtfDate
from timeline.models import Certainty, Dating


def drawn(value: str, language: str = "en", direction: str = "ltr") -> str:
    found = EdtfDate.parse(value)
    return strip(Dating(found, None, Certainty.CERTAIN, "person"), {}, "Given", language, direction)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_tick_of_a_day_stands_where_the_day_is_drawn(language: str, direction: str) -> None:
    html = drawn("2023-09-12", language, direction)
    assert re.findall(r"left:([\d.]+)%", html) == ["50.00", "50.00"]


def test_a_span_reaches_from_its_first_tick_to_its_last() -> None:
    html = drawn("[2023-09-10..2023-09-17]")
    first, *_, last = (float(at) for at in re.findall(r'<i style="left:([\d.]+)%"', html))
    ((start, width),) = re.findall(r'bar given" style="left:([\d.]+)%;width:([\d.]+)%', html)
    assert float(start) < first < last < float(start) + float(width)


def test_a_document_without_evidence_and_date_has_no_strip() -> None:
    assert strip(Dating(None, None, None, ""), {}, "Given", "en", "ltr") == ""
