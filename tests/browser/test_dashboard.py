"""A real browser on the running dashboard: marks, a click, the card right-to-left, no other host."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import RELATIVE, new_dossier, watched

pytestmark = pytest.mark.browser


def marks(page: Any) -> Any:
    page.wait_for_selector(".js-plotly-plot .points .point", state="attached", timeout=60_000)
    page.wait_for_timeout(500)
    return page.locator(".js-plotly-plot").nth(1)


def click_a_mark(page: Any) -> None:
    """Clicks a drawn mark of the timeline where it stands."""
    marks(page)
    box = page.evaluate(
        """() => {
          const chart = document.querySelectorAll('.js-plotly-plot')[1];
          for (const p of chart.querySelectorAll('.points .point')) {
            const r = p.getBoundingClientRect();
            const x = r.x + r.width / 2, y = r.y + r.height / 2;
            if (r.width > 5 && y > 0 && y < innerHeight) return {x, y};
          }
        }"""
    )
    page.mouse.click(box["x"], box["y"])


def test_a_click_on_a_mark_opens_its_card_in_arabic_right_to_left(page: Any, address: str) -> None:
    page.goto(f"{address}/?lang=ar")
    click_a_mark(page)
    card = page.locator(".tl-card article")
    card.wait_for(timeout=30_000)
    assert page.locator(".tl-card").get_attribute("dir") == "rtl"
    assert card.locator("mark").first.inner_text().strip()
    assert re.search(r"[\u0600-\u06ff]{3}", card.locator("h2").inner_text())
    view = page.get_by_test_id("stAppViewContainer")
    assert view.evaluate("e => getComputedStyle(e).direction") == "rtl"
    sidebar, main = (page.get_by_test_id(i).bounding_box() for i in ("stSidebar", "stMainBlockContainer"))
    assert sidebar["x"] > main["x"], "the sidebar stands on the right"
    assert "event=" in page.url
    assert page.hosts == {"localhost"} and not page.broken


@pytest.mark.parametrize("width", [480, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_closed_sidebar_leaves_the_page_to_the_text(
    chromium: Any, address: str, language: str, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}/documents?lang={language}")
    page.locator(".tl-strip").wait_for(timeout=60_000)
    sidebar = page.get_by_test_id("stSidebar")
    if sidebar.get_attribute("data-collapsed") == "false":
        page.get_by_test_id("stSidebarHeader").hover()
        page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    page.wait_for_function(
        """() => {
          const sidebar = document.querySelector('[data-testid=stSidebar]');
          const at = document.querySelector('[data-testid=stMainBlockContainer]').getBoundingClientRect();
          const seen = [.1, .3, .5, .7, .9].some(x => [200, 500, 800].some(
            y => sidebar.contains(document.elementFromPoint(innerWidth * x, y))));
          return sidebar.dataset.collapsed === 'true' && !seen && at.width > innerWidth * .95;
        }""",
        timeout=10_000,
    )
    page.close()


def test_the_server_asks_no_other_host(page: Any, address: str, asked: Path) -> None:
    for path in ("/", "/documents", "/export"):
        page.goto(address + path)
        page.locator(".tl-top").first.wait_for(timeout=60_000)
    assert not asked.exists(), asked.read_text()


def test_the_address_restores_the_view_and_the_back_button_works(page: Any, address: str) -> None:
    page.goto(f"{address}/?category=visit&lanes=actor")
    marks(page)
    first = page.locator(".tl-counts").inner_text()
    page.goto(f"{address}/")
    marks(page)
    assert page.locator(".tl-counts").inner_text() != first
    page.go_back()
    page.wait_for_function(
        "t => document.querySelector('.tl-counts')?.innerText === t", arg=first, timeout=30_000
    )


def test_a_row_of_the_table_leads_to_the_card(page: Any, address: str) -> None:
    page.goto(f"{address}/")
    marks(page)
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 12, box["y"] + 52)
    page.locator(".tl-card article").wait_for(timeout=30_000)


DROPPED = ("mine.txt", "زار لافروف بيونغ يانغ يوم 18 أكتوبر 2023.".encode())


def test_a_dropped_file_is_read_and_a_bad_one_named(page: Any, address: str) -> None:
    new_dossier(page, address, "Dropped", DROPPED, ("empty.txt", b" "))
    page.get_by_text("1 document", exact=True).wait_for(timeout=60_000)
    page.get_by_text("empty.txt").first.wait_for()
    mark = page.locator(".tl-text mark[data-says]", has_text="18 أكتوبر 2023")
    mark.focus()
    shown = mark.evaluate("e => getComputedStyle(e, '::after').content")
    assert "18 October 2023" in shown, "the reading shows on focus too"
    assert page.hosts == {"localhost"} and not page.broken


def test_the_menu_of_pages_keeps_the_dossier(page: Any, address: str) -> None:
    made = new_dossier(page, address, "Kept", DROPPED)
    assert "dossier=Kept" in made
    for name in ("Timeline", "Export", "Documents"):
        page.get_by_role("link", name=name, exact=True).click()
        page.locator(".tl-top").first.wait_for(timeout=60_000)
        page.wait_for_function("() => location.search.includes('dossier=Kept')", timeout=30_000)
    page.get_by_text("1 document", exact=True).wait_for(timeout=60_000)


def set_date(page: Any, who: str, day: str) -> None:
    """Types the day and who says so, up to the button that applies it."""
    page.get_by_label("Your name (kept with the decision)").fill(who)
    page.get_by_label("Your name (kept with the decision)").press("Enter")
    page.get_by_label("Set the date by hand").fill(day)
    page.get_by_label("Set the date by hand").press("Enter")
    page.get_by_role("button", name="Apply").wait_for(timeout=60_000)


def test_two_windows_do_not_overwrite_each_other(page: Any, chromium: Any, address: str) -> None:
    made = new_dossier(page, address, "Two windows", RELATIVE)
    other = chromium.new_page(viewport={"width": 1440, "height": 1000})
    other.goto(made)
    set_date(page, "Rana", "2023-09-12")
    set_date(other, "Omar", "2022-09-12")
    page.get_by_role("button", name="Apply 12 September 2023").click()
    page.get_by_text("change 1", exact=False).wait_for(timeout=60_000)
    other.get_by_role("button", name="Apply 12 September 2022").click()
    other.get_by_text("changed this while you were looking").wait_for(timeout=60_000)
    other.locator(".tl-written strong", has_text="12 September 2023").wait_for()
    other.close()


def test_a_dossier_is_deleted_after_asking_and_brought_back(page: Any, address: str) -> None:
    new_dossier(page, address, "Gone", DROPPED)
    page.get_by_role("button", name="New, save, open").click()
    page.get_by_role("button", name="Delete this dossier").click()
    page.get_by_text("goes: 1 document (1 kB), 0 decisions").wait_for()
    page.get_by_role("button", name="Delete it").click()
    page.get_by_text("is in the trash").wait_for(timeout=60_000)
    assert "dossier=" not in page.url
    restore = page.get_by_role("button", name="Bring back")
    if not restore.is_visible():
        page.get_by_role("button", name="New, save, open").click()
    restore.click()
    page.get_by_text("1 document", exact=True).wait_for(timeout=60_000)
    assert "dossier=Gone" in page.url


def test_a_dossier_saved_as_one_file_opens_again(page: Any, address: str, tmp_path: Path) -> None:
    new_dossier(page, address, "Saved", DROPPED)
    page.get_by_role("button", name="New, save, open").click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Save as one file").click()
    assert download.value.suggested_filename == "Saved.timeline.zip"
    download.value.save_as(tmp_path / "Saved.timeline.zip")
    page.locator("[data-testid=stPopoverBody] input[type=file]").set_input_files(
        tmp_path / "Saved.timeline.zip"
    )
    page.wait_for_function("() => /dossier=Saved./.test(location.search)", timeout=60_000)
    page.get_by_text("1 document", exact=True).wait_for(timeout=60_000)


def test_the_export_page_gives_files(page: Any, address: str) -> None:
    page.goto(f"{address}/export")
    with page.expect_download(timeout=60_000) as download:
        page.locator(".st-key-download-csv button").click()
    assert download.value.suggested_filename == "timeline.csv"


def test_the_offline_page_opens_from_disk_without_a_network(chromium: Any, tmp_path: Any) -> None:
    from tests.expect import sample
    from timeline import exports
    from timeline.topics import load

    path = exports.write("html", exports.Selection.of(sample(), load("russia-north-korea"), "ar"), tmp_path)
    context = chromium.new_context(offline=True)
    page = watched(context.new_page())
    page.goto(path.as_uri())
    page.wait_for_selector("#chart .point", state="attached")
    before = page.locator("article:visible").count()
    page.fill("#search", "شويغو")
    after = page.locator("article:visible").count()
    assert 0 < after < before == len(sample().events)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.hosts == {None} and not page.broken
    context.close()
