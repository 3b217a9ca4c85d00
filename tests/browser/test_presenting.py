"""A briefing in a real browser: arrow keys both ways, full screen, Escape; its file from disk, and in print."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import watched
from tests.test_exports_formats import sample_of
from timeline import exports

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


def keys(language: str) -> tuple[str, str]:
    """The keys for the next and the previous slide."""
    return ("ArrowLeft", "ArrowRight") if language == "ar" else ("ArrowRight", "ArrowLeft")


def number(count: Any) -> int:
    return int(count.inner_text().split()[0])


#: Slides whose text is smaller than 28 px, or is cut off or cannot be seen on its screen.
_WRONG = """(deck) => [...deck.querySelectorAll('.slide')].flatMap((slide, n) => {
  const was = slide.classList.contains('shown');
  slide.classList.add('shown');
  const body = slide.querySelector('.body'), found = [];
  if (body.scrollHeight > body.clientHeight + 1) found.push([n, 'cut off']);
  const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    if (node.data.trim() && parseFloat(getComputedStyle(node.parentElement).fontSize) < 28) found.push([n, node.data]);
  }
  if (!was) slide.classList.remove('shown');
  return found;
})"""


@LANGUAGES
def test_a_briefing_is_presented_with_the_arrow_keys(chromium: Any, address: str, language: str) -> None:
    scheme = "dark" if language == "ar" else "light"
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    page = watched(context.new_page())
    page.goto(f"{address}/briefing?lang={language}&q=Wagner")
    page.locator(".st-key-make-mine button").click(timeout=60_000)
    page.locator(".st-key-make-mine").wait_for(state="detached", timeout=60_000)
    page.locator(".st-key-add-all button").click()
    page.locator(".st-key-slides label").nth(3).wait_for(timeout=30_000)
    page.locator(".st-key-present button").click()
    deck = page.locator("dialog.briefing .deck")
    deck.locator(".slide.shown h2").wait_for(timeout=30_000)
    count, (forth, back) = deck.locator(".count"), keys(language)
    assert deck.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert number(count) == 1
    page.keyboard.press(forth)
    page.keyboard.press(forth)
    assert number(count) == 3
    page.keyboard.press(back)
    assert number(count) == 2
    deck.locator("button[data-do=next]").click()
    assert number(count) == 3
    deck.locator("button[data-do=back]").click()
    assert number(count) == 2
    box = deck.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 720)
    assert deck.evaluate(_WRONG) == []

    deck.locator("button[data-do=full]").click()
    page.wait_for_function("document.fullscreenElement")
    page.keyboard.press(forth)
    assert number(count) == 3
    page.keyboard.press("Escape")
    page.wait_for_function("!document.fullscreenElement")
    assert deck.is_visible()
    page.keyboard.press("s")
    sources = deck.locator(".appendix.shown article.shown")
    assert sources.count() == 1 and sources.locator("blockquote").first.inner_text()
    page.keyboard.press("Escape")
    assert deck.locator(".appendix.shown").count() == 0

    page.reload()  # kept in the dossier and in the address
    deck.locator(".slide.shown h2").wait_for(timeout=60_000)
    assert number(count) == 3
    page.keyboard.press("Escape")
    page.locator(".st-key-present button").wait_for(timeout=30_000)
    page.locator("dialog.briefing").wait_for(state="detached")
    assert "present" not in page.url
    assert page.hosts == {"localhost"} and not page.broken
    context.close()


@LANGUAGES
def test_its_file_works_from_disk_without_a_network(chromium: Any, tmp_path: Path, language: str) -> None:
    chosen = sample_of(language)
    total = len(chosen.tables["events"])
    file = exports.write("briefing-html", chosen, tmp_path)
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    page = context.new_page()
    asked, broken = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: message.type == "error" and broken.append(message.text))
    page.goto(file.as_uri())
    forth, back = keys(language)
    assert page.locator(".slide.shown h1").inner_text() == chosen.title
    for _ in range(total + 3):
        page.keyboard.press(forth)
    count = page.locator(".count")
    assert number(count) == total and page.locator("button[data-do=next]").is_disabled()
    page.keyboard.press(back)
    assert number(count) == total - 1
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    assert number(count) == 1
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.fullscreenElement")
    assert page.locator(".deck").evaluate(_WRONG) == []
    assert page.locator(".slide[data-event] footer").filter(has_text=chosen.cutoff_words).count() == total
    assert [url for url in asked if not url.startswith(file.as_uri())] == [] and not broken
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert page.locator(".deck").evaluate(_WRONG) == []
    context.close()


@LANGUAGES
def test_it_prints_a_slide_a_page_and_then_the_sources(language: str) -> None:
    import pdfplumber

    whole = sample_of(language)
    chosen = whole.only(whole.tables["events"].iloc[:4], "")
    content = exports.make("briefing-pdf", chosen)
    with pdfplumber.open(io.BytesIO(content)) as pages:
        assert {(round(page.width), round(page.height)) for page in pages.pages} == {(960, 540)}
        sizes = [{char["size"] for char in page.chars} for page in pages.pages]
        assert len(pages.pages) > 5
        assert all(min(of_page) >= 20.9 for of_page in sizes[:5])  # 28 px at 96 dots an inch
        years = [page.extract_text() for page in pages.pages[1:5]]
    for text, edtf in zip(years, chosen.in_order()["edtf"], strict=True):
        assert edtf[:3] in text
    assert b"/FontFile" in content
