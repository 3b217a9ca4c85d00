"""For everyone: axe-core on each page, the keyboard, a zoom of 200 %, Arabic without leftovers."""

from __future__ import annotations

from importlib.resources import files
from itertools import product
from typing import Any

import pytest

from tests.browser.conftest import settled, watched

pytestmark = [pytest.mark.browser, pytest.mark.long]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
PAGES = ("/?lang={}", "/documents?lang={}", "/export?lang={}")
#: What is Streamlit's own markup and cannot be mended from here: axe's rule -> a piece of the markup.
#: Of the lesser kind there is one more, which is not looked for: presentation-role-conflict (the uploader).
KNOWN: dict[str, str] = {}


def violations(page: Any, *rules: str) -> list[str]:
    """What axe-core finds serious or critical, but for what is known of Streamlit's own; by these rules alone."""
    page.evaluate(AXE)
    told = page.evaluate(
        "rules => axe.run(document, {resultTypes: ['violations'], "
        "...(rules.length ? {runOnly: {type: 'rule', values: rules}} : {})})",
        list(rules),
    )
    looked = {problem["id"] for problem in (*told["passes"], *told["violations"], *told["incomplete"])}
    assert "color-contrast" in looked and (rules or len(looked) > 10), "axe looked at the page"
    return [
        f"{problem['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for problem in told["violations"] if problem["impact"] in ("serious", "critical")
        for node in problem["nodes"] if KNOWN.get(problem["id"], "\0") not in node["html"]
    ]  # fmt: skip


def beyond_the_edge(page: Any) -> list[str]:
    """What of the page is cut off at its side."""
    return page.evaluate(
        """() => [...document.querySelectorAll(
          '[data-testid=stMain], .tl-top, .tl-counts, .js-plotly-plot, [data-testid=stDataFrame], h1, button')]
          .filter(e => e.checkVisibility() && !e.closest('[data-testid=stSidebar]'))
          .map(e => [String(e.className), e.getBoundingClientRect()])
          .filter(([, r]) => r.width && (r.left < -1 || r.right > innerWidth + 1))
          .map(([name, r]) => `${name} ${Math.round(r.left)}..${Math.round(r.right)}`)"""
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_page_is_for_everyone(chromium: Any, address: str, language: str) -> None:
    """Axe in both themes; no English of Streamlit's in Arabic; 1280 pixels at 200 %, and a narrow window."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = watched(context.new_page())
    for theme, path in product(("light", "dark"), PAGES):
        page.emulate_media(color_scheme=theme)
        page.goto(address + path.format(language))
        settled(page)
        if path == PAGES[0]:  # with a card open, by the keyboard alone
            page.get_by_test_id("data-grid-canvas").first.focus()
            page.keyboard.press("ArrowDown")
            page.locator(".tl-card article").wait_for(timeout=30_000)
            settled(page)
            assert page.locator("[data-testid=stPlotlyChart][aria-label]").count() == 2, "charts in words"
        if theme == "dark":  # names and roles are those of the light page
            assert not violations(page, "color-contrast", "link-in-text-block"), path
            continue
        assert not violations(page), path
        assert page.evaluate("document.documentElement.lang") == language
        if language == "ar":
            left = page.evaluate(
                """() => [...document.querySelectorAll('[aria-label], [placeholder]')]
                  .flatMap(e => [e.getAttribute('aria-label'), e.getAttribute('placeholder')])
                  .filter(said => said && /[A-Za-z]{3,}/.test(said) && !/[\\u0600-\\u06ff]/.test(said))"""
            )
            assert not left, path
        for width, height in ((640, 360), (480, 900)):
            page.set_viewport_size({"width": width, "height": height})
            settled(page)
            assert not beyond_the_edge(page), (path, width)
        page.set_viewport_size({"width": 1440, "height": 900})
    assert not page.broken
    context.close()


def test_tab_reaches_every_part_of_the_page_and_the_table(page: Any, address: str) -> None:
    page.goto(f"{address}/?lang=ar")
    settled(page)
    reached = []
    while len(reached) < 80 and "data-grid-canvas" not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('[data-testid]')?.dataset.testid ?? ''"))
    wanted = {"stSkipToContent", "stTextInputField", "stTopNavLink", "stCheckbox", "stButtonGroup"}
    assert {*wanted, "data-grid-canvas"} <= set(reached), reached
    page.keyboard.press("ArrowDown")
    page.locator(".tl-card article").wait_for(timeout=30_000)
    assert "event=" in page.url
