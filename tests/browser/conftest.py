"""One server and one browser for the browser tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

from tests.dashboard_server import browser, dashboard

#: A page without its date, so that it waits for one.
RELATIVE = ("relative.txt", "زار وفد من شركة الغاز المدينة في يوليو الماضي.".encode())
#: Chromium asks these of itself; they are no requests of the page.
OWN = ("data:", "blob:", "about:", "chrome")


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server's tries to reach another host are noted."""
    return tmp_path_factory.mktemp("server") / "asked"


@pytest.fixture(scope="session")
def address(asked: Path) -> Iterator[str]:
    with dashboard(asked) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page that notes every host it is asked to reach, and every error of its scripts."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    yield watched(context.new_page())
    context.close()


def watched(opened: Any) -> Any:
    """The page, with `hosts` that it asks and `broken` errors of its scripts."""
    opened.hosts, opened.broken = set(), []
    opened.on("request", lambda r: r.url.startswith(OWN) or opened.hosts.add(urlparse(r.url).hostname))
    opened.on("websocket", lambda w: opened.hosts.add(urlparse(w.url).hostname))
    opened.on("pageerror", lambda error: opened.broken.append(str(error)))
    return opened


#: Whether nothing has run or been waited for during half a second: a chart's width is told by the page,
#: and drawn by a second run that begins a moment after the first has ended.
_STILL = """() => {
  const still = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    && !document.querySelector('[data-testid=stSkeleton]');
  window.stillSince = still ? window.stillSince || performance.now() : 0;
  return still && performance.now() - window.stillSince > 500;
}"""


def settled(page: Any) -> Any:
    """The page once the server has said all that it has to say."""
    page.locator("[data-testid=stMainBlockContainer]").wait_for(timeout=60_000)
    page.evaluate("window.stillSince = 0")
    page.wait_for_function(_STILL, timeout=120_000)
    return page


def new_dossier(page: Any, address: str, name: str, *files: tuple[str, bytes]) -> str:
    """Makes a dossier by hand, drops the files into it; gives the address of its documents."""
    page.goto(f"{address}/documents")
    page.get_by_role("button", name="New, save, open").click()
    page.get_by_label("A new dossier: its name").fill(name)
    page.get_by_role("button", name="Make it", exact=True).click()
    page.get_by_text("This dossier is empty").wait_for(timeout=60_000)
    page.keyboard.press("Escape")
    settled(page)
    if files:
        drop(page, *files)
        page.locator(".tl-text mark[data-says]").first.wait_for(timeout=60_000)
    return page.url


def drop(page: Any, *files: tuple[str, bytes]) -> None:
    """Drops files, as text, where files are added."""
    page.set_input_files(
        "section [data-testid=stFileUploader] input",
        [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files],
    )
