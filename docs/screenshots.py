"""Takes the guide's pictures: starts the dashboard on the sample dossier and photographs each page.

python -m docs.screenshots [FOLDER]
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser.conftest import settled
from tests.dashboard_server import browser, dashboard

#: The row of the table whose event's card is opened.
_ROW = 6
#: How long a page may take to show what is waited for, in milliseconds: the machine may be busy.
_PATIENCE = 180_000
#: name -> (path with its query, width, height, colour scheme)
PICTURES = {
    "timeline-en": ("/?lang=en", 1440, 1000, "light"),
    "timeline-ar": ("/?lang=ar", 1440, 1000, "light"),
    "timeline-dark": ("/?lang=en", 1440, 1000, "dark"),
    "timeline-narrow": ("/?lang=en", 480, 900, "light"),
    "documents-en": ("/documents?lang=en", 1440, 1000, "light"),
    "documents-ar": ("/documents?lang=ar", 1440, 1000, "light"),
    "briefing-en": ("/briefing?lang=en&q=Wagner", 1280, 900, "light"),
    "presenting-ar": ("/briefing?lang=ar&q=Wagner", 1280, 720, "light"),
    "export-en": ("/export?lang=en", 1440, 900, "light"),
    "export-ar": ("/export?lang=ar", 1440, 900, "light"),
}


def _save(picture: bytes, path: Path) -> None:
    """The picture in as few bytes as it takes without losing a colour."""
    Image.open(io.BytesIO(picture)).convert("RGB").save(path, optimize=True)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as notes,
        dashboard(Path(notes) / "asked") as address,
        browser() as chromium,
    ):
        for name, (path, width, height, scheme) in PICTURES.items():
            page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.set_default_timeout(_PATIENCE)
            page.goto(address + path)
            settled(page)
            if name.startswith("timeline") and width > 1000:  # with the card of an event from the table
                page.get_by_test_id("data-grid-canvas").first.focus()
                for _ in range(_ROW):
                    page.keyboard.press("ArrowDown")
                page.locator(".tl-card article").wait_for()
                settled(page)
                page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
                page.mouse.move(5, height - 5)
            if "/briefing" in path:
                page.locator(".st-key-add-all button").click()
                page.locator(".st-key-slides label").nth(3).wait_for()
                page.locator("textarea").wait_for()
            if name.startswith("presenting"):
                page.locator(".st-key-present button").click()
                page.locator("dialog.briefing .slide.shown").wait_for()
            page.wait_for_timeout(1200)
            _save(page.screenshot(), folder / f"{name}.png")
            page.close()
            print(f"{name}.png", flush=True)


if __name__ == "__main__":
    main()
