"""Pictures, PDF, Word and slides: text stays text, in its own direction, and says nothing of who made it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest

from tests.test_exports import hostile
from tests.test_exports_formats import dated, events, made_of, sample_of
from timeline import exports
from timeline.exports import chromium, office, svg, telling
from timeline.topics import load

TOPIC = load("russia-north-korea")
browser = pytest.mark.browser
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


def word(language: str) -> Any:
    import docx

    return docx.Document(io.BytesIO(made_of("docx", language)))


@LANGUAGES
def test_a_word_document_lists_every_event_with_its_sources(language: str) -> None:
    chosen = sample_of(language)
    text = "\n".join(paragraph.text for paragraph in word(language).paragraphs)
    found = list(telling.told(chosen))
    assert len(found) == len(chosen.tables["events"])
    for number, event in enumerate(found, start=1):
        assert f"{number}. {event.title}" in text and event.date in text
        for source in event.sources:
            assert source.sentence in text and office.marked(source.how, language == "ar") in text
    assert chosen.cutoff_words in text and chosen.filter_words in text


@LANGUAGES
def test_a_word_document_turns_as_its_text_does(language: str) -> None:
    chosen = sample_of(language)
    sentences = {s.sentence: s.right_to_left for e in telling.told(chosen) for s in e.sources}
    for paragraph in word(language).paragraphs:
        turned = bool(paragraph._p.xpath("./w:pPr/w:bidi"))
        assert turned is sentences.get(paragraph.text, language == "ar")
        assert bool(paragraph._p.xpath(".//w:rPr/w:rtl")) is turned


@pytest.mark.parametrize("name", ["docx", "pptx", "xlsx"])
def test_an_office_file_names_no_one_and_no_machine(name: str) -> None:
    parts = zipfile.ZipFile(io.BytesIO(made_of(name, "en")))
    core = parts.read("docProps/core.xml").decode()
    assert not re.search(r"<(dc:creator|cp:lastModifiedBy)>[^<]", core)
    assert "python" not in core and set(re.findall(r"\b(?:19|20)\d\d-\d\d-\d\d", core)) <= {"1980-01-01"}
    assert all(entry.date_time[0] == 1980 for entry in parts.infolist())


@pytest.mark.parametrize("name", ["docx", "pptx"])
def test_hostile_text_is_text_in_an_office_file(name: str) -> None:
    chosen = events(dated("2023-09-12", "2023-09-12", "2023-09-12", title_en="a\x00\x0b\u202eb <w:p/> &amp;"))
    parts = zipfile.ZipFile(io.BytesIO(exports.make(name, chosen)))
    whole = "".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(".xml"))
    assert "ab &lt;w:p/&gt; &amp;amp;" in whole and "\u202e" not in whole
    linked = "".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(".rels"))
    assert "evil.example" not in linked and 'TargetMode="External"' not in linked


@pytest.mark.parametrize(
    "text, left",
    [("a\u202eb", "ab"), ("\u2068a\u2069 b", "\u2068a\u2069 b"), ("\u2067a", "a"), ("a\u2069b\u2068", "ab"),
     ("a\nb\tc\x07", "a b c"), ("يوليو", "يوليو"), ("\ud800x", "x")],
)  # fmt: skip
def test_plain_text_turns_no_direction_but_its_own(text: str, left: str) -> None:
    assert telling.plain(text) == left


@pytest.mark.parametrize("name", ["png", "svg", "pdf", "briefing-pdf"])
def test_without_a_chromium_a_picture_says_what_to_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "NAMES", ("no-such-browser",))
    with pytest.raises(exports.ExportError, match=r"^No Chromium was found on this machine"):
        exports.make(name, sample_of("en"))


def test_a_missing_font_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "arabic_font", lambda: False)
    assert "no font for Arabic" in svg.remarks(sample_of("en"))[-1]
    monkeypatch.setattr(chromium, "arabic_font", lambda: True)
    assert not any("font" in said for said in svg.remarks(sample_of("en")))


@browser
@LANGUAGES
def test_the_svg_is_the_chart_with_what_was_exported(language: str) -> None:
    from xml.etree import ElementTree

    chosen = sample_of(language)
    drawn = made_of("svg", language).decode()
    texts = [
        "".join(t.itertext()) for t in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert set(chosen.provenance) <= set(texts) and chosen.title in texts
    assert len(re.findall(r'class="point\b', drawn)) >= len(chosen.tables["events"]) // 2
    assert not re.search(r'(?:href|src)="(?!#|data:)', drawn)


@browser
def test_the_png_has_the_size_of_the_svg_and_no_words_beside_the_picture() -> None:
    from PIL import Image

    content = made_of("png", "ar")
    picture = Image.open(io.BytesIO(content))
    assert picture.size[0] == 2 * svg.WIDTH and not picture.info.keys() & {"Author", "Software", "Comment"}
    rows = picture.convert("L").resize((1, picture.size[1]))
    assert rows.crop((0, 0, 1, 120)).getextrema()[0] < 255, "the title"
    assert rows.crop((0, picture.size[1] - 120, 1, picture.size[1])).getextrema()[0] < 255, "the footer"


@browser
@LANGUAGES
def test_the_pdf_has_text_to_select_and_fonts_inside(language: str) -> None:
    import pdfplumber

    content = made_of("pdf", language)
    with pdfplumber.open(io.BytesIO(content)) as pages:
        text = "".join(page.extract_text() for page in pages.pages)
    for day in ("2023-09-12", "2019-04-25"):
        assert day in text
    assert re.search(rb"/FontFile[23]?\b", content)
    assert not re.search(rb"/(Creation|Mod)Date ?\(D:[1-9]", content)


@browser
def test_the_pdf_of_hostile_text_asks_for_nothing() -> None:
    from timeline.exports import pdf

    page = pdf.page(exports.Selection.of(hostile(), TOPIC))
    assert "<script" not in page and not re.search(r"<(?:img|link|iframe|a)\b", page)
