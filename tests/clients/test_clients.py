"""Every export opened by the program it is made for: make test-clients.

Each client runs once over all files. One that is missing is skipped, with how to install it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.clients.present import HERE, found, missing
from tests.mixed import CASES, LANGUAGES
from timeline import exports
from timeline.edtf import EdtfDate
from timeline.exports import Selection, citing
from timeline.exports.briefing import TEXT, deck
from timeline.exports.telling import plain

pytestmark = pytest.mark.filterwarnings("ignore")  # of the clients' own making
#: Drawn by a Chromium, and slowly: of the mixed dossier only.
DRAWN = ("png", "svg", "pdf")
OFFICE = ("docx", "pptx", "xlsx")
EACH = [(case, language) for case in CASES for language in LANGUAGES]
#: Says what a client showed: its name, and what was seen.
Shown = Callable[[str, str], None]


def needs(*clients: str) -> None:
    for client in clients:
        if not found(client):
            pytest.skip(missing(client))


def selection(case: str, language: str) -> Selection:
    return CASES[case](language)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of every case: FOLDER/case-language/timeline.suffix."""
    folder = tmp_path_factory.mktemp("exports")
    for case, language in EACH:
        for name in exports.FORMATS:
            if exports.FORMATS[name].suffix.split(".")[-1] not in DRAWN or (
                case == "mixed" and found("Chromium")
            ):
                exports.write(name, selection(case, language), folder / f"{case}-{language}")
    return folder


@pytest.fixture
def shown(record_property: Shown) -> Shown:
    return record_property


def file(files: Path, case: str, language: str, name: str) -> Path:
    return files / f"{case}-{language}" / exports.file_name(name)


# Data package


def damaged(content: bytes, part: str, old: bytes, new: bytes, honest: bool) -> bytes:
    """A package with one part changed; an honest one names the new hash and size."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    if honest:
        about = json.loads(parts["datapackage.json"])
        for resource in about["resources"]:
            if resource["path"] == part:
                resource["hash"] = f"sha256:{hashlib.sha256(parts[part]).hexdigest()}"
                resource["bytes"] = len(parts[part])
        parts["datapackage.json"] = json.dumps(about).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, each in parts.items():
            archive.writestr(name, each)
    return packed.getvalue()


def test_frictionless_passes_every_package_and_no_damaged_one(
    files: Path, tmp_path: Path, shown: Shown
) -> None:
    needs("frictionless")
    from frictionless import Package, system

    def errors(content: bytes, name: str) -> set[str]:
        folder = tmp_path / name
        zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
        with system.use_context(trusted=True):
            report = Package(str(folder / "datapackage.json")).validate()
        assert report.valid == (not report.flatten(["type"]))
        return {kind for (kind,) in report.flatten(["type"])}

    for case, language in EACH:
        assert errors(file(files, case, language, "package").read_bytes(), f"{case}-{language}") == set()
    whole = file(files, "mixed", "ar", "package").read_bytes()
    for at, (part, old, new, honest, kind) in enumerate((
        ("events.csv", b"1890", b"1891", False, "hash-count"),
        ("events.csv", b"claimed", b"rumour!", True, "constraint-error"),
        ("evidence.csv", b"odd7", b"odd77", True, "foreign-key"),
        ("decisions.csv", b"odd7", b"odd77", True, "foreign-key"),
        ("events.csv", b"odd6,", b"odd7,", True, "primary-key"),
    )):  # fmt: skip
        assert kind in errors(damaged(whole, part, old, new, honest), f"damaged{at}"), part
    shown(
        "frictionless",
        f"package: {len(EACH)} valid; {at + 1} damaged copies refused, each for its own damage",
    )


# Calendars


def expected(chosen: Selection) -> dict[str, tuple[str, str, str]]:
    """Event -> first day, the day after the last, EDTF: of those that a calendar shows."""
    wide = ("half", "part-of-year", "year", "decade", "century")
    rows = chosen.tables["events"].to_dict("records")
    return {
        f"{row['event_id']}@timeline": (
            row["earliest"], (date.fromisoformat(row["latest"]) + timedelta(days=1)).isoformat(), row["edtf"]
        )
        for row in rows if row["earliest"] and row["granularity"] not in wide
    }  # fmt: skip


def test_ical_js_reads_what_was_written(files: Path, shown: Shown) -> None:
    needs("Node.js", "ical.js")
    paths = {(case, language): file(files, case, language, "ics") for case, language in EACH}
    said = subprocess.run(
        ["node", HERE / "ics.mjs", *paths.values()], capture_output=True, text=True, encoding="utf-8", check=True, timeout=120
    ).stdout  # fmt: skip
    for (case, language), path in paths.items():
        read = json.loads(said)["read"][str(path)]
        found = {
            e["uid"]: (e["start"].zfill(10), e["end"].zfill(10), e["edtf"]) for e in read
        }  # it writes 987
        assert found == expected(selection(case, language))
        assert all(e["whole"] and e["summary"] and e["status"] != "CANCELLED" for e in read)
        shown("ical.js", f"ics {case} {language}: {len(read)} events, days and EDTF as sent")


def test_icalendar_reads_what_was_written(files: Path, shown: Shown) -> None:
    from icalendar import Calendar

    for case, language in EACH:
        read = Calendar.from_ical(file(files, case, language, "ics").read_bytes())
        found = {
            str(e["UID"]): (e["DTSTART"].dt.isoformat(), e["DTEND"].dt.isoformat(), str(e["X-EDTF"]))
            for e in read.walk("VEVENT")
        }
        assert found == expected(selection(case, language))
        assert selection(case, language).filter_words in str(read["X-WR-CALDESC"])
        shown("icalendar", f"ics {case} {language}: {len(found)} events, days and EDTF as sent")


# Sheets, documents, slides


def test_openpyxl_reads_every_row_and_no_formula(files: Path, shown: Shown) -> None:
    needs("openpyxl")
    import openpyxl

    for case, language in EACH:
        book = openpyxl.load_workbook(file(files, case, language, "xlsx"))
        page = book.worksheets[0]
        assert bool(page.sheet_view.rightToLeft) is (language == "ar")
        assert page.max_row == 1 + len(selection(case, language).tables["events"])
        assert all(cell.data_type != "f" and not cell.hyperlink for row in page.iter_rows() for cell in row)
        turned = "right to left" if page.sheet_view.rightToLeft else "left to right"
        shown("openpyxl", f"xlsx {case} {language}: {page.max_row - 1} rows, no formula, no link, {turned}")


@pytest.fixture(scope="session")
def printed(files: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What LibreOffice prints of each office file, as text of each page; one run for all of them."""
    needs("LibreOffice", "poppler")
    given, out = tmp_path_factory.mktemp("given"), tmp_path_factory.mktemp("printed")
    for case, language in EACH:
        for name in OFFICE:
            path = file(files, case, language, name)
            (given / f"{case}-{language}-{name}{path.suffix}").write_bytes(path.read_bytes())
    profile = tmp_path_factory.mktemp("profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", out,
         *sorted(given.iterdir())], capture_output=True, check=True, timeout=1200,
    )  # fmt: skip
    return {path.stem: text_of(path).removesuffix("\f").split("\f") for path in out.iterdir()}


def text_of(path: Path) -> str:
    said = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True, timeout=60
    ).stdout
    return said.decode("utf-8", "replace")


def letters(text: str) -> str:
    """The digits and Latin letters of a text: they come out of a PDF in the same order in either direction."""
    return re.sub(r"[^0-9A-Za-z]", "", text)


_ARABIC = "[\u0621-\u063a\u0641-\u064a]{3,}"
_MARKS = "[\u0640\u064b-\u0652\u0670]"


def unread(wanted: str, text: str) -> list[str]:
    """The words of one text that another lacks, which was taken from a page.

    Shaped Arabic may come from either end of a line, and parts of a line in another order: the letters
    of one word never mix with another's. Words with vowel marks are left out: those come anywhere.
    """
    plain = re.sub(_MARKS, "", unicodedata.normalize("NFKC", text))
    there = {"".join(sorted(word)) for word in re.findall(_ARABIC, plain)}
    unmarked = re.sub(rf"\S*{_MARKS}\S*", " ", wanted)
    missing = [word for word in re.findall(_ARABIC, unmarked) if "".join(sorted(word)) not in there]
    latin = letters(text)
    return missing + [word for word in re.findall("[0-9A-Za-z]+", wanted) if word not in latin]


def test_libreoffice_prints_every_office_file(printed: dict[str, list[str]], shown: Shown) -> None:
    assert set(printed) == {f"{case}-{language}-{name}" for case, language in EACH for name in OFFICE}
    for case, language in EACH:
        chosen = selection(case, language)
        dated = chosen.tables["events"]["edtf"]
        for name in OFFICE:
            pages = printed[f"{case}-{language}-{name}"]
            text = "\n".join(pages)
            if name == "pptx":
                assert len(pages) == 1 + len(dated), "no slide runs over to a second page"
                for screen, page in zip(deck(chosen).screens, pages[1:], strict=True):
                    for said in (screen.headline, screen.date, chosen.cutoff_words):
                        assert not unread(said, page), said
            else:
                assert not [edtf for edtf in dated if letters(edtf) not in letters(text)]
            titles = " ".join(chosen.tables["events"]["title_ar"]) if language == "ar" else ""
            assert len(unread(titles, text)) <= len(titles.split()) // 20  # cut titles, on slides
            shown("LibreOffice", f"{name} {case} {language}: {len(pages)} pages, {len(dated)} events")
    assert "Err:" not in "".join(printed["mixed-en-xlsx"]) and "#NAME" not in "".join(
        printed["mixed-en-xlsx"]
    )


def test_python_docx_and_python_pptx_read_every_event(files: Path, shown: Shown) -> None:
    import docx
    from pptx import Presentation

    for case, language in EACH:
        chosen = selection(case, language)
        words = docx.Document(str(file(files, case, language, "docx")))
        headings = [p.text for p in words.paragraphs if p.style is not None and p.style.name == "Heading 2"]
        assert len([line for line in headings if re.match(r"\d+\. ", line)]) == len(chosen.tables["events"])
        slides = Presentation(str(file(files, case, language, "pptx"))).slides
        assert len(slides) == 1 + len(chosen.tables["events"])
        assert all(slide.notes_slide.notes_text_frame.text for slide in list(slides)[1:])
        shown("python-docx", f"docx {case} {language}: {len(headings)} headings")
        shown("python-pptx", f"pptx {case} {language}: {len(slides)} slides, notes on each event's")


# Pages in a browser without a network


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    needs("Chromium")
    from tests.dashboard_server import browser

    with browser() as opened:
        yield opened


@pytest.fixture
def opened(chromium: Any) -> Iterator[Any]:
    """A page that reaches files only; what else it asks for, and each error of its script, fails the test."""
    context = chromium.new_context(offline=True)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def answer(route: Any) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            wrong.append(route.request.url)
            route.abort()

    context.route("**/*", answer)
    yield page
    context.close()
    assert wrong == []


_TIMELINE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{home}/css/timeline.css">
<div id="t" style="width:1200px;height:700px"></div><script src="{home}/js/timeline.js"></script>
<script>window.told = {data}; window.t = new TL.Timeline("t", window.told, {{font: null}});</script>"""
_READ = """() => ({
  ids: t.config.events.map(e => e.unique_id),
  starts: t.config.events.map(e => e.start_date.data),
  said: Object.fromEntries(t.config.events.map((e, i) => [e.unique_id,
    document.querySelectorAll(".tl-slide:not(.tl-slide-titleslide) .tl-headline-date")[i]?.textContent])),
  slides: t._storyslider._slides.length,
})"""


@pytest.mark.parametrize("case, language", [each for each in EACH if each[0] != "none"])
def test_timelinejs_shows_what_was_sent(
    files: Path, tmp_path: Path, opened: Any, case: str, language: str, shown: Shown
) -> None:
    needs("TimelineJS")
    sent = json.loads(file(files, case, language, "timelinejs").read_text(encoding="utf-8"))
    home = (HERE / "node_modules/@knight-lab/timelinejs/dist").as_uri()
    data = json.dumps(sent).replace("<", "\\u003c")
    (tmp_path / "page.html").write_text(_TIMELINE.format(home=home, data=data), encoding="utf-8")
    opened.goto((tmp_path / "page.html").as_uri())
    opened.wait_for_function("window.t && t.ready && t._storyslider && t._storyslider._slides.length")
    read = opened.evaluate(_READ)
    dated = selection(case, language).tables["events"]
    assert len(read["ids"]) == (dated["edtf"] != "").sum() == read["slides"] - 1
    by_id = dict(zip(read["ids"], read["starts"], strict=True))
    assert set(by_id) == {event["unique_id"] for event in sent["events"]}
    for event in sent["events"]:
        kept = {name: int(by_id[event["unique_id"]][name]) for name in event["start_date"]}
        assert kept == event["start_date"], event["unique_id"]
        if list(event["start_date"]) == ["year"]:
            assert not by_id[event["unique_id"]].get("month"), "a year only"
    year = read["said"]["event-odd1"]
    assert "1890" in year and "anuary" not in year and "يناير" not in year
    shown(
        "TimelineJS",
        f"timelinejs {case} {language}: {len(read['ids'])} events, ids and dates as sent; a year: {year}",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_offline_page_filters_and_searches_without_a_network(
    files: Path, opened: Any, language: str, shown: Shown
) -> None:
    opened.goto(file(files, "mixed", language, "html").as_uri())
    opened.locator("#chart .point").first.wait_for(state="attached")
    total = len(selection("mixed", language).tables["events"])
    cards = opened.locator("article:visible")
    assert cards.count() == total
    assert opened.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    ends = opened.evaluate(
        """() => [...document.querySelectorAll('.annotation-text[text-anchor=end]')]
          .map(text => Math.round(text.getBoundingClientRect().right))"""
    )
    assert max(ends, default=0) - min(ends, default=0) <= 2, "names of lanes end where the chart's side is"
    opened.locator("#search").fill("شويغو" if language == "ar" else "Shoigu")
    found = cards.count()
    assert 0 < found < total
    opened.locator("#search").fill("")
    opened.locator('.chip[data-value="planned"]').click()
    planned = (selection("mixed", language).tables["events"]["status"] == "planned").sum()
    assert cards.count() == planned
    copy = opened.locator(".copy").first
    before = copy.text_content()
    copy.click()
    assert copy.text_content() != before, "it says that it copied"
    shown(
        "Chromium",
        f"html {language}, no network: {total} cards, {found} found, {planned} planned, nothing asked for",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_briefing_page_turns_its_screens_without_a_network(
    files: Path, opened: Any, language: str, shown: Shown
) -> None:
    opened.set_viewport_size({"width": 1280, "height": 720})
    opened.goto(file(files, "mixed", language, "briefing-html").as_uri())
    screens = deck(selection("mixed", language)).screens
    onward, back = ("ArrowLeft", "ArrowRight") if language == "ar" else ("ArrowRight", "ArrowLeft")
    slide = opened.locator(".slide.shown")
    smallest = []
    for screen in screens:
        opened.keyboard.press(onward)
        assert slide.get_attribute("data-event") == screen.event_id
        text = slide.inner_text()
        assert all(line in text for line in (screen.headline, screen.date, screen.known))
        assert selection("mixed", language).cutoff_words in text
        assert all(one.word in text for one in screen.said)
        smallest.append(opened.evaluate(_SMALLEST))
    assert min(smallest) >= TEXT
    opened.keyboard.press(back)
    assert slide.get_attribute("data-event") == screens[-2].event_id
    opened.keyboard.press("s")
    sources = opened.locator(".appendix article:visible")
    assert sources.count() == 1 and "EDTF" in sources.inner_text()
    shown(
        "Chromium",
        f"briefing-html {language}, no network: {len(screens)} screens by the arrow keys, text from {min(smallest):g} px",
    )


#: The smallest type of the screen that is shown, in pixels as drawn.
_SMALLEST = """() => Math.min(...[...document.querySelectorAll(".slide.shown *")]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length)
  .map(e => parseFloat(getComputedStyle(e).fontSize)))"""


# Pictures


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_drawn_and_the_pdf_can_be_read(
    files: Path, opened: Any, language: str, shown: Shown
) -> None:
    needs("Chromium", "poppler")
    import pdfplumber
    from PIL import Image

    picture = Image.open(file(files, "mixed", language, "png")).convert("L")
    assert (
        picture.width == 2400
        and picture.getextrema()[0] < 60
        and len(set(picture.resize((200, 200)).get_flattened_data())) > 20
    )
    opened.goto(file(files, "mixed", language, "svg").as_uri())
    texts = opened.locator("text").all_text_contents()
    assert len(texts) > 20
    turned = len([text for text in texts if re.search("[\u0600-\u06ff]", text)])
    assert turned > 30 if language == "ar" else turned < 5
    shown("Chromium", f"svg {language}: {len(texts)} texts, {turned} of them Arabic")
    shown("Pillow", f"png {language}: {picture.width} by {picture.height} dots")
    chosen = selection("mixed", language)
    for name in ("pdf", "briefing-pdf"):
        path = file(files, "mixed", language, name)
        fonts = subprocess.run(
            ["pdffonts", path], capture_output=True, text=True, check=True, timeout=60
        ).stdout.splitlines()[2:]
        assert fonts and all(line.split()[-5] == "yes" for line in fonts), "every font is inside"
        text = text_of(path)
        assert not [edtf for edtf in chosen.tables["events"]["edtf"] if letters(edtf) not in letters(text)]
        for sentence in chosen.tables["evidence"]["sentence"]:
            assert not unread(plain(sentence), text), sentence
        with pdfplumber.open(path) as pages:
            read = [page.extract_text() for page in pages.pages]
        assert any("EDTF" in page for page in read)
        assert "EDTF 2023-09-12" in text, "isolates part no letters"
        if name == "briefing-pdf":
            screens = deck(chosen).screens
            for screen, page in zip(screens, read[1:], strict=False):
                assert not unread(screen.headline, page)
        shown(
            "poppler",
            f"{name} {language}: {len(read)} pages, {len(fonts)} fonts, all inside; every sentence can be selected",
        )
        shown("pdfplumber", f"{name} {language}: {len(read)} pages of text")


# Other programs' readers


def test_other_readers_read_every_event(files: Path, shown: Shown) -> None:
    import csv

    from pyarrow import parquet

    for case, language in EACH:
        events = len(selection(case, language).tables["events"])
        with file(files, case, language, "csv").open(encoding="utf-8-sig", newline="") as opened:
            assert len(list(csv.DictReader(opened, strict=True))) == events
        assert parquet.read_table(file(files, case, language, "parquet")).num_rows == events
        whole = json.loads(file(files, case, language, "json").read_text(encoding="utf-8"))
        assert len(whole["events"]) == events
        assert all(EdtfDate.parse(event["edtf"]) for event in whole["events"] if event["edtf"])
        shown("csv and json of Python", f"csv, json {case} {language}: {events} events")
        shown("pyarrow", f"parquet {case} {language}: {events} rows")


def test_markdown_it_shows_every_event_and_no_live_text(files: Path, shown: Shown) -> None:
    needs("markdown-it-py")
    from markdown_it import MarkdownIt

    for case, language in EACH:
        chosen = selection(case, language)
        text = file(files, case, language, "markdown").read_text(encoding="utf-8")
        tokens = MarkdownIt("commonmark").enable("table").parse(text)
        inner = [child for token in tokens for child in token.children or ()]
        kinds = {token.type for token in (*tokens, *inner)}
        assert not kinds & {
            "html_block",
            "html_inline",
            "image",
            "table_open",
            "fence",
            "code_block",
            "code_inline",
        }
        addresses = {
            part for url in chosen.tables["documents"]["url"] for part in citing.taken_apart(url)[:2]
        }
        links = {str(child.attrGet("href")) for child in inner if child.type == "link_open"}
        assert links <= addresses and not [link for link in links if not link.startswith("http")]
        heads = [token for token in tokens if token.type == "heading_open" and token.tag == "h2"]
        assert len(heads) == len(chosen.tables["events"]) + bool(len(chosen.tables["documents"]))
        shown(
            "markdown-it-py",
            f"markdown {case} {language}: {len(heads)} headings, {len(links)} links to pages, no live text",
        )


if __name__ == "__main__":
    sys.exit(pytest.main([__file__]))
