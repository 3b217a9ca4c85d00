"""A dossier of hostile files in a browser: nothing of it is rendered, no host is asked, by page or server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.long]

EVIL = "evil.example"
TRICKS = (
    "<script>window.harmed = 1</script> "
    f"<img src='https://{EVIL}/beacon.gif' onerror='window.harmed = 1'> "
    f"[press](https://{EVIL}/link) ![x](https://{EVIL}/image.png) <{EVIL}> https://{EVIL}/bare "
    f"<style>@import 'https://{EVIL}/style.css'</style> <svg onload='window.harmed = 1'></svg> "
    f'=HYPERLINK("https://{EVIL}") $x^2$ :red[red] `code` **bold** \u202egpj.exe\u202c {{name}} {{{{x}}}}'
)
SENTENCE = f"زار لافروف بيونغ يانغ يوم 18 أكتوبر 2023 {TRICKS}."
ROW = {
    "text": SENTENCE,
    "title": f"خبر {TRICKS}",
    "url": f"javascript:window.harmed=1//https://{EVIL}/address",
    "publisher": f"=cmd|' /C calc'!A0 {TRICKS}",
    "date": "2023-10-19",
}
FILES = [
    ("../../../outside.txt", SENTENCE),
    (f"<img src=x onerror=window.harmed=1>[a](https:..{EVIL}).txt", SENTENCE),
    ("=1+1 \u202efdp.txt", SENTENCE),
    ("rows.jsonl", json.dumps(ROW, ensure_ascii=False)),
    ("page.html", f"<html><head><title>{TRICKS}</title></head><body><p>{SENTENCE}</p></body></html>"),
]
#: What would be on the page if a text had been rendered: by HTML, or by Streamlit's Markdown.
RENDERED = f"""() => [
  ...document.querySelectorAll('a[href*="{EVIL}"], [src*="{EVIL}"], [href^="javascript"], [onerror], [onload]'),
  ...[...document.querySelectorAll('script, style')].filter(e => e.textContent.includes('{EVIL}')),
  ...[...document.querySelectorAll('[data-testid=stMain] :is(em, code:not([data-testid=stCode] code), .katex), [data-testid=stMain] svg[onload]')]
    .filter(e => !e.closest('article') && /code|x\\^2|harmed/.test(e.textContent)),
].map(e => e.outerHTML.slice(0, 200))"""


def test_hostile_files_stay_text(page: Any, address: str, asked: Path) -> None:
    page.route(
        "**/*", lambda route: route.continue_() if "//localhost" in route.request.url else route.abort()
    )
    page.on("dialog", lambda dialog: page.broken.append(dialog.message))
    page.goto(f"{address}/documents?lang=en")
    settled(page)
    page.get_by_test_id("stPopoverButton").first.click()
    page.get_by_label("A new dossier: its name").fill(f"<b>Hostile</b> [x](https:..{EVIL})")
    page.get_by_role("button", name="Make it", exact=True).click()
    page.get_by_text("This dossier is empty").wait_for(timeout=60_000)
    page.keyboard.press("Escape")
    page.set_input_files(
        "section [data-testid=stFileUploader] input",
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in FILES],
    )
    page.locator(".tl-text mark[data-says]").first.wait_for(timeout=60_000)
    settled(page)
    query = page.url.partition("?")[2]
    shown = []
    documents = page.locator(".st-key-documents [data-testid=stRadioOption]").count()
    assert documents == len(FILES), "every file is read"
    for number in range(documents):
        page.locator(".st-key-documents [data-testid=stRadioOption]").nth(number).click()
        settled(page)
        assert page.evaluate(RENDERED) == []
        shown.append(page.locator("div.tl-text").inner_text())
    assert any("<script>window.harmed = 1</script>" in text for text in shown), "it is there, as text"
    page.goto(f"{address}/?{query}")
    settled(page)
    page.get_by_test_id("data-grid-canvas").first.focus()
    page.keyboard.press("ArrowDown")
    page.locator(".tl-card article").wait_for(timeout=30_000)
    assert "<script>" in page.locator(".tl-card").inner_text()
    assert page.evaluate(RENDERED) == []
    page.goto(f"{address}/export?{query}")
    settled(page)
    page.locator("[data-testid=stExpander] summary").first.click()
    settled(page)
    assert page.evaluate(RENDERED) == []
    assert page.evaluate("window.harmed") is None
    assert page.hosts == {"localhost"} and not page.broken
    assert not asked.exists(), asked.read_text()
