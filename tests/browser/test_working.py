"""Working with a dossier in a real browser: choosing a period, correcting, saved views, adding, deleting."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import RELATIVE, drop, new_dossier, settled

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
WHO = "Your name (kept with the decision)"
TWICE = (
    "twice.txt",
    b"Lavrov visited Pyongyang on 18 October 2023. Shoigu visited Pyongyang on 26 July 2023.",
)


def asks(page: Any, part: str, there: bool = True) -> None:
    """Waits until the address holds a part, or no longer does."""
    page.wait_for_function(
        "([part, there]) => location.search.includes(part) === there", arg=[part, there], timeout=30_000
    )
    settled(page)


def open_page(page: Any, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    settled(page)


def first_row(page: Any) -> None:
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 12, box["y"] + 52)
    page.locator(".tl-card article").wait_for(timeout=30_000)
    settled(page)


def test_a_click_and_a_brush_on_the_overview_filter_to_the_period(page: Any, address: str) -> None:
    page.goto(f"{address}/")
    settled(page)
    before = page.locator(".tl-counts").inner_text()
    bars = page.evaluate(
        """() => [...document.querySelector('.st-key-charts .js-plotly-plot').querySelectorAll('.bars .point path')]
          .map(bar => bar.getBoundingClientRect()).map(r => [r.x + r.width / 2, r.bottom - 3, r.height])"""
    )
    x, y, _ = max(bars, key=lambda bar: bar[2])
    page.mouse.click(x, y)
    asks(page, "from=")
    assert re.search(r"from=(\d{4})-01-01&to=\1-12-31", page.url), page.url
    assert page.locator(".tl-counts").inner_text() != before
    page.go_back()
    asks(page, "from=", there=False)
    page.wait_for_function(
        "t => document.querySelector('.tl-counts')?.innerText === t", arg=before, timeout=30_000
    )
    box = page.locator(".st-key-charts .js-plotly-plot").first.locator(".nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2, steps=6)
    page.mouse.up()
    asks(page, "from=")
    page.get_by_role("button", name="All years").click()
    asks(page, "from=", there=False)
    assert page.locator(".tl-counts").inner_text() == before
    assert not page.broken


def test_a_row_is_searched_corrected_and_put_back(page: Any, address: str) -> None:
    new_dossier(page, address, "Corrected", TWICE)
    open_page(page, "Timeline")
    search = page.get_by_label("Search", exact=True).first
    search.fill("شويغو")
    search.press("Enter")
    asks(page, "q=")
    first_row(page)
    assert page.locator(".tl-card .hit").first.inner_text() == "Shoigu", "a hit of another language is marked"
    page.get_by_label(WHO).fill("Rana")
    page.get_by_label(WHO).press("Enter")
    settled(page)
    page.get_by_text("Correct", exact=True).click()
    day = page.get_by_label("Date (empty: not known)").first
    day.fill("July 2023")
    day.press("Enter")
    page.get_by_text("between 1 July 2023 and 31 July 2023").first.wait_for(timeout=30_000)
    settled(page)
    page.get_by_role("button", name="Keep the corrections").click()
    page.get_by_text("change 1").wait_for(timeout=30_000)
    date = page.locator(".tl-card .date strong")
    assert date.inner_text() == "July 2023"
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("change 2").wait_for(timeout=30_000)
    settled(page)
    assert date.inner_text() == "26 July 2023"
    page.go_back()
    asks(page, "event=", there=False)
    assert page.locator(".tl-card article").count() == 0, "the back button closes the card"


def test_a_view_is_saved_and_opened_from_another_page(page: Any, address: str) -> None:
    new_dossier(page, address, "Views", TWICE)
    open_page(page, "Timeline")
    page.get_by_label("Search", exact=True).first.fill("Lavrov")
    page.get_by_label("Search", exact=True).first.press("Enter")
    asks(page, "q=Lavrov")
    page.locator(".st-key-views button").first.click()
    page.get_by_label("Name of the view").first.fill("Only Lavrov")
    page.get_by_role("button", name="Save what is shown").click()
    page.get_by_text("Saved views (1)").wait_for(timeout=30_000)
    page.keyboard.press("Escape")
    page.locator(".st-key-clear button").click()
    asks(page, "q=", there=False)
    open_page(page, "Documents")
    page.locator(".st-key-views button").first.click()
    page.get_by_role("button", name="Only Lavrov").click()
    asks(page, "q=Lavrov")
    page.locator(".tl-counts").wait_for(timeout=30_000)
    assert "/documents" not in page.url and page.locator(".tl-counts").inner_text().split()[1:4] == [
        "1",
        "of",
        "2",
    ]
    page.locator(".st-key-clear button").click()
    asks(page, "q=", there=False)
    page.locator(".st-key-views button").first.click()
    page.get_by_role("button", name="Only Lavrov").click()
    asks(page, "q=Lavrov")
    assert "dossier=" in page.url, "opened from the page that shows it, a view keeps the dossier"


def test_a_text_is_pasted_a_folder_added_and_what_waits_is_opened(
    page: Any, address: str, tmp_path: Path
) -> None:
    new_dossier(page, address, "Added")
    page.get_by_text("Paste a text", exact=True).click()
    page.get_by_label("Text", exact=True).fill("Shoigu visited Pyongyang yesterday.")
    page.get_by_label("Address (it often holds the date)").fill("https://example.org/a")
    page.get_by_label("Outlet").fill("The Wire")
    page.get_by_label("Date, if you know it").fill("2023-07-27")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator(".tl-written strong", has_text="27 July 2023").wait_for(timeout=60_000)
    (tmp_path / RELATIVE[0]).write_bytes(RELATIVE[1])
    settled(page)
    page.get_by_text("Add a folder").click()
    page.get_by_label("Path of a folder on this computer").fill(str(tmp_path))
    page.get_by_role("button", name="Add its documents").click()
    page.get_by_text("2 documents", exact=True).wait_for(timeout=60_000)
    open_page(page, "Timeline")
    page.get_by_text(re.compile("Documents waiting for a date")).first.click()
    asks(page, "list=waiting")
    page.get_by_role("button", name="Open it to set its date").click()
    page.wait_for_url("**/documents*", timeout=30_000)
    settled(page)
    assert "doc=" in page.url
    assert "الغاز" in page.locator(".tl-text[dir=rtl]").inner_text(), "the one that waits is open"
    assert page.hosts == {"localhost"} and not page.broken


def test_reading_is_stopped_and_taken_up_again(page: Any, address: str) -> None:
    new_dossier(page, address, "Stopped")
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    drop(
        page,
        *((f"{turn}-{path.name}", path.read_bytes() + b" %d" % turn) for turn in range(12) for path in seeds),
    )
    page.get_by_role("button", name="Stop reading").click(timeout=60_000)
    page.get_by_text("Reading was stopped").wait_for(timeout=60_000)
    assert page.locator(".tl-text mark").count() == 0
    page.get_by_role("button", name=re.compile("Take out what")).click()
    page.get_by_text("This dossier is empty").wait_for(timeout=60_000)


def test_deleting_is_asked_in_a_dialog_that_fits_a_projector(chromium: Any, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    new_dossier(page, address, "Asked", TWICE)
    page.get_by_role("button", name="New, save, open").click()
    page.get_by_role("button", name="Delete this dossier").click()
    dialog = page.get_by_role("dialog").filter(has_text="goes:")
    dialog.wait_for(timeout=30_000)
    for name in ("Delete it", "Leave as is"):
        box = dialog.get_by_role("button", name=name).bounding_box()
        assert box["y"] > 0 and box["y"] + box["height"] < 720
    dialog.get_by_role("button", name="Leave as is").click()
    dialog.wait_for(state="hidden", timeout=30_000)
    assert "dossier=Asked" in page.url
    page.close()
