"""A briefing: what its screens say, the files it goes out as, and how a dossier keeps it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.test_exports import HOSTILE, hostile
from tests.test_exports_formats import TOPIC, dated, events, made_of, sample_of
from timeline import exports, table, wording
from timeline.dossier import Dossier, DossierError, Home, Slide, open_file, save_as
from timeline.dossier.briefing import LONGEST_NOTE, MOST_SLIDES, read_slides, version, write_slides
from timeline.exports import chromium
from timeline.exports.briefing import ROOM, TEXT, Screen, around, deck, line, remarks
from timeline.exports.share import Share
from timeline.figure.text import width
from timeline.pipeline import build_timeline
from timeline.reviews import State, changes, replay

browser = pytest.mark.browser
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
SLIDES = [pytest.param(n, marks=browser) if n == "briefing-pdf" else n for n in exports.SLIDES]
WHEN = datetime(2026, 1, 1, tzinfo=UTC)
DAY = ("2023-09-12", "2023-09-12", "2023-09-12")


def screen(cells: dict[str, str], language: str = "en", cutoff: str = "2024-06-20") -> Screen:
    (made,) = deck(replace(events(cells, language=language), cutoff=cutoff)).screens
    return made


# What a screen says


@pytest.mark.parametrize(
    "cells, language, said, known",
    [
        (dated(*DAY), "en", "12 September 2023", "known to the day"),
        (dated("2023-07", "2023-07-01", "2023-07-31", "month"), "en", "Some day in July 2023", "only the month is known"),
        (dated("2023-07", "2023-07-01", "2023-07-31", "month"), "ar", "يوم ما في يوليو 2023", "لا يُعرف إلا الشهر"),
        (dated("1890", "1890-01-01", "1890-12-31", "year"), "en", "Some day in 1890", "only the year is known"),
        (dated("[2023-09-04..2023-09-10]", "2023-09-04", "2023-09-10", "week"), "en",
         "Some day between 4 September 2023 and 10 September 2023", "the day itself is not known"),
        (dated("[2023-09-04..2023-09-10]", "2023-09-04", "2023-09-10", "week"), "ar",
         "يوم ما بين 4 سبتمبر 2023 و10 سبتمبر 2023", "اليوم نفسه غير معروف"),
        (dated("2023-09-13/2023-09-17", "2023-09-13", "2023-09-17"), "en", "13–17 September 2023", "it lasted this long"),
        (dated("2023-09-13/2023-09-17", "2023-09-13", "2023-09-17", status="planned"), "en", "13–17 September 2023",
         "it is to last this long"),
        (dated("2022-02/..", "2022-02-01", "2022-02-28", "month"), "en", "Since February 2022", "no end is reported"),
        (dated("../2022-02", "2022-02-01", "2022-02-28", "month"), "en", "Until February 2022",
         "its beginning is not known"),
        (dated("2020~", "2020-01-01", "2020-12-31", "year"), "en", "About 2020",
         "approximate, between 1 January 2020 and 31 December 2020"),
        (dated(*DAY, conflict="2023-09-12 | 2023-09-13"), "en", "12 September 2023 or 13 September 2023",
         "the sources disagree"),
        (dated("", "", "", ""), "en", "Not dated", "no source gives a date that could be read"),
    ],
)  # fmt: skip
def test_how_well_a_date_is_known_is_said_in_words(
    cells: dict[str, str], language: str, said: str, known: str
) -> None:
    made = screen(cells, language)
    assert (made.date, made.known) == (said, known)


@pytest.mark.parametrize(
    "cells, said",
    [
        ({"status": "happened"}, ["Happened"]),
        ({"status": "claimed", "attributed_to": "Washington"}, ["Claimed according to Washington"]),
        ({"status": "claimed"}, ["Claimed – the source does not say by whom"]),
        ({"status": "claimed", "attributed_to": "Washington", "denied_by": "Kremlin | TASS"},
         ["Claimed according to Washington", "Denied by Kremlin, TASS"]),
        ({"status": "denied", "attributed_to": "Washington", "denied_by": "Kremlin"},
         ["Claimed according to Washington", "Denied by Kremlin"]),
        ({"status": "denied"}, ["Denied – the source does not say by whom"]),
        ({"status": "planned", "attributed_to": "TASS", "edtf": "2024-07-01", "earliest": "2024-07-01", "latest": "2024-07-01"},
         ["Planned according to TASS"]),
        ({"status": "planned", "attributed_to": "TASS"}, ["Planned, outcome unknown according to TASS"]),
    ],
)  # fmt: skip
def test_a_status_is_a_word_with_who_says_so(cells: dict[str, str], said: list[str]) -> None:
    made = screen(dated(*DAY) | cells)
    bare = [re.sub("[\u2066-\u2069]", "", f"{one.word} {one.who}".strip()) for one in made.said]
    assert bare == said


def test_the_outcome_of_a_plan_is_not_unknown_where_it_is_told_outside_the_briefing() -> None:
    plan, act = dated(*DAY, status="planned", linked_to="e1"), dated(*DAY)
    whole = replace(events(plan, act), cutoff="2024-06-20")
    rows = whole.tables["events"]
    (made,) = deck(whole.only(rows[rows["event_id"] == "e0"], "")).screens
    assert made.said[0].word == "Planned"


def test_both_sides_of_a_conflict_are_named_with_who_gives_each() -> None:
    whole = events(dated(*DAY, conflict="2023-09-12 | 2023-09-13"))
    evidence, documents = whole.tables["evidence"], whole.tables["documents"]
    told = [
        evidence.assign(document_id=d, edtf=day, earliest=day, latest=day)
        for d, day in (("d1", "2023-09-12"), ("d2", "2023-09-13"))
    ]
    tables = dict(whole.tables) | {
        "evidence": pd.concat(told, ignore_index=True),
        "documents": pd.concat(
            [documents.assign(publisher="Yonhap"), documents.assign(document_id="d2", publisher="TASS")],
            ignore_index=True,
        ),
    }
    (made,) = deck(exports.Selection.of_tables(tables)).screens
    said = re.sub("[\u2066-\u2069]", "", made.conflict)
    assert said == "In conflict: 12 September 2023 (Yonhap) against 13 September 2023 (TASS)"


@LANGUAGES
def test_every_screen_has_its_sentence_its_source_and_fits(language: str) -> None:
    chosen = sample_of(language)
    shown = deck(chosen)
    assert len(shown.screens) == len(chosen.tables["events"]) and shown.foot == chosen.cutoff_words
    for one in shown.screens:
        source = one.told.card.accounts[0]
        assert one.quote.words == " ".join(source.words.split()) and one.quote.words
        assert source.written in one.about and one.fit == 1


@pytest.mark.parametrize("most", [0, 300, 900, 5000])
def test_a_long_sentence_is_cut_at_words_around_its_date_words(most: float) -> None:
    before, after = "one two three four " * 30, ". five six " * 30
    left, right = around(before, "in May", after, most)
    whole = f"{left}in May{right}"
    assert "in May" in whole and (left.startswith("… ") or left == before)
    assert set(whole.split()) <= set(f"{before}in May {after} … May.".split())
    assert width(whole, TEXT) <= max(most, width("… in May …", TEXT)) + width("… …", TEXT)


def test_nothing_is_cut_from_the_words_of_a_note_and_a_screen_too_full_is_set_smaller() -> None:
    whole = events(dated(*DAY, conflict="2023-09-12 | 2023-09-13", title_en="long " * 60,
                         attributed_to="A long name of an office " * 4, status="claimed"))  # fmt: skip
    note = "w " * (LONGEST_NOTE // 2 - 1) + "w"
    (made,) = deck(replace(whole, briefing=(exports.Slide("e0", note=note),))).screens
    assert made.note == note and 0.5 < made.fit < 1


# The files


def slides(content: bytes) -> list[Any]:
    from pptx import Presentation

    return list(Presentation(io.BytesIO(content)).slides)


def paragraphs(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == 6:  # a group
            yield from paragraphs(shape.shapes)
        elif shape.has_text_frame:
            yield from shape.text_frame.paragraphs


def bare(text: str) -> str:
    return re.sub("[\u200e\u200f\u2066-\u2069]", "", text)


def ordered(language: str = "en") -> exports.Selection:
    """Three events of the sample against the order of time, one with words of a person."""
    whole = sample_of(language)
    rows = whole.tables["events"]
    picked = rows[
        rows["title_en"].isin(
            ["Putin visits Pyongyang", "Putin and Kim Jong Un meet in Vostochny", "Shoigu visits Pyongyang"]
        )
    ]
    ids = list(picked["event_id"])[::-1]
    order = (
        exports.Slide(ids[0]),
        exports.Slide(ids[1], "A headline of my own", "A note for the room"),
        exports.Slide(ids[2]),
    )
    return replace(whole.only(picked, "chosen by hand"), briefing=order)


def body(content: bytes, name: str) -> str:
    """The text of a file for slides."""
    if name == "pptx":
        found = []
        for slide in slides(content):
            found += [p.text for p in paragraphs(slide.shapes)]
            if slide.has_notes_slide:
                found.append(slide.notes_slide.notes_text_frame.text)
        return bare("\n".join(found))
    if name == "briefing-pdf":
        import pdfplumber

        with pdfplumber.open(io.BytesIO(content)) as pages:
            texts = [page.extract_text(use_text_flow=True, y_tolerance=10) for page in pages.pages]
            return " ".join(" ".join(texts).split())
    return bare(content.decode())


@pytest.mark.parametrize("name", SLIDES)
def test_every_file_keeps_the_order_and_the_words_of_a_person(name: str) -> None:
    text = body(exports.make(name, ordered()), name)
    places = [
        text.index(said)
        for said in ("Vostochny", "A headline of my own", "A note for the room", "Putin visits")
    ]
    assert places == sorted(places)
    for said in ("chosen by hand", "Data up to 20 June 2024", "2023-09-13", "Some day in July 2000"):
        assert said in text, said


@LANGUAGES
def test_slides_have_notes_with_all_that_a_date_rests_on(language: str) -> None:
    chosen = ordered(language)
    found = slides(exports.make("pptx", chosen))
    assert len(found) == 4
    for slide, one in zip(found[1:], deck(chosen).screens, strict=True):
        text = bare("\n".join(p.text for p in paragraphs(slide.shapes)))
        for said in (one.date, one.headline, one.said[0].word, chosen.cutoff_words, one.quote.words):
            assert bare(said) in text
        notes = bare(slide.notes_slide.notes_text_frame.text)
        for source in one.told.sources:
            assert bare(source.sentence) in notes and bare(source.how) in notes
        assert all(bare(said) in notes for said in chosen.provenance)


@LANGUAGES
def test_slides_turn_as_their_text_does_and_can_be_read_from_afar(language: str) -> None:
    chosen = sample_of(language)
    found = slides(made_of("pptx", language))
    turned = {
        bare(p.text): p._p.pPr is not None and p._p.pPr.get("rtl") == "1"
        for slide in found
        for p in paragraphs(slide.shapes)
    }
    sizes = {run.font.size.pt for s in found for p in paragraphs(s.shapes) for run in p.runs}
    assert min(sizes) >= 21  # 28 px at 96 dots an inch
    for one in deck(chosen).screens:
        assert turned[bare(one.headline)] is (language == "ar")
        opens, closes = one.quote.marks
        quoted = bare(opens + one.quote.before + one.quote.words + one.quote.after + closes)
        assert turned[quoted] is one.quote.right_to_left


@pytest.mark.parametrize("name", SLIDES)
@LANGUAGES
def test_hostile_text_is_text(name: str, language: str) -> None:
    cells = dated(
        *DAY, title_en="a\x00\u202eb <b>&amp;", title_ar="a\x00\u202eb <b>&amp;", category='x" onload="'
    )
    chosen = replace(
        events(cells, language=language), title=HOSTILE, briefing=(exports.Slide("e0", "", HOSTILE),)
    )
    content = exports.make(name, chosen)
    if name == "pptx":
        parts = zipfile.ZipFile(io.BytesIO(content))
        whole = "".join(
            parts.read(part).decode() for part in parts.namelist() if part.endswith((".xml", ".rels"))
        )
        assert "ab &lt;b&gt;&amp;amp;" in whole and 'TargetMode="External"' not in whole
    elif name == "briefing-html":
        whole = content.decode()
        assert "ab &lt;b&gt;&amp;amp;" in whole
        outside = re.sub(r"<(script|style)>.*?</\1>", "", whole, flags=re.S)
        tags = re.findall(r"<(\w+)((?:\s+[\w-]+(?:=\"[^\"]*\")?)*)", outside)
        assert not {"script", "img", "link", "iframe", "a", "object"} & {tag for tag, _ in tags}
        assert not any(re.search(r"\son\w+=", re.sub(r"\"[^\"]*\"", "", given)) for _, given in tags)
        assert "default-src 'none'" in whole
    else:
        whole = body(content, name)
        assert "ab <b>&amp;" in whole and b"/URI" not in content
    assert "\u202e" not in whole


@pytest.mark.parametrize("name", SLIDES)
@LANGUAGES
def test_an_empty_briefing_says_so(name: str, language: str) -> None:
    whole = sample_of(language)
    content = exports.make(name, whole.only(whole.tables["events"].iloc[:0], ""))
    if name != "briefing-pdf" or language == "en":  # Arabic letters of a PDF come in another order
        assert wording.say("export.shown", language, n=0) in body(content, name)


@pytest.mark.parametrize("name", ["briefing-html", "pptx"])
def test_a_large_selection_is_cut_and_says_to_how_many(name: str) -> None:
    many = events(*(dated(*DAY) for _ in range(MOST_SLIDES + 51)))
    said = "The first 200 of 251 events are shown"
    assert remarks(many) == exports.remarks(name, many) == [said]
    content = exports.make(name, many)
    assert said in body(content, name)
    shown = content.decode().count('class="slide"') if name == "briefing-html" else len(slides(content)) - 1
    assert shown == MOST_SLIDES
    assert remarks(ordered()) == []


def test_the_same_briefing_gives_the_same_bytes() -> None:
    for name in ("briefing-html", "pptx"):
        assert exports.make(name, ordered("ar")) == exports.make(name, ordered("ar"))


def test_no_chromium_is_named_and_stops_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "NAMES", ("no-such-browser",))
    with pytest.raises(exports.ExportError, match=r"^No Chromium was found on this machine"):
        exports.make("briefing-pdf", ordered())
    assert exports.make("briefing-html", ordered()) and exports.make("pptx", ordered())


@pytest.mark.parametrize("name", SLIDES)
def test_what_is_withheld_is_in_no_word_of_a_person_either(name: str) -> None:
    whole = ordered()
    documents = whole.tables["documents"]
    documents = documents.assign(
        publisher="Sekretny Vestnik", file="from-ivan.txt", title="A headline of four words", url=""
    )
    order = tuple(
        replace(s, headline="As Sekretny Vestnik has it", note="see from-ivan.txt") for s in whole.briefing
    )
    whole = replace(whole, tables={**whole.tables, "documents": documents}, briefing=order)
    assert "Sekretny" in body(exports.make(name, whole), name)
    content = exports.make(name, Share(sources=True, files=True, sentences=True).of(whole))
    text = body(content, name)
    for gone in ("Sekretny", "from-ivan", "A headline of four words", *whole.tables["evidence"]["sentence"]):
        assert gone not in text and gone.encode() not in content
    assert "source withheld" in text and "sentence withheld" in text


def test_an_event_that_only_withheld_documents_tell_leaves_the_briefing() -> None:
    whole = ordered()
    told = whole.tables["evidence"]
    only = whole.briefing[2].event_id
    gone = set(told.loc[told["event_id"] == only, "document_id"])
    left = Share(documents=tuple(gone)).of(whole)
    assert only not in {slide.event_id for slide in left.slides()}
    assert len(deck(left).screens) == len(left.slides()) < 3


# The line of time


@pytest.mark.parametrize(
    "cells, kinds",
    [
        (dated(*DAY), ["filled"]),
        (dated(*DAY, status="claimed"), ["half"]),
        (dated(*DAY, status="planned"), ["hollow dashed"]),
        (dated(*DAY, status="denied", denied_by="x"), ["half", "ink", "ink"]),
        (dated("2019", "2019-01-01", "2019-12-31", "year"), ["lane", "hollow"]),
        (dated("2020~", "2020-01-01", "2020-12-31", "year"), ["faint", "tint", "hollow"]),
        (dated("2022-02/..", "2022-02-01", "2022-02-28", "month"), ["lane", "arrow", "hollow"]),
        (dated("2023-09-13/2023-09-17", "2023-09-13", "2023-09-17"), ["lane", "lane", "lane"]),
        (dated(*DAY, conflict="2023-09-12 | 2023-09-13"), ["lane dashed", "hollow", "hollow"]),
        (dated("0987-05-06", "0987-05-06", "0987-05-06"), ["filled"]),
    ],
)  # fmt: skip
def test_a_mark_says_how_an_event_is_known(cells: dict[str, str], kinds: list[str]) -> None:
    chosen = events(cells)
    made = line.line(chosen, deck(chosen))
    found = []
    for shape in made.marks["e0"]:
        if isinstance(shape, line.Disc):
            found.append(shape.look + " dashed" * shape.dash)
            assert 0 <= shape.x <= ROOM
        else:
            kind = {"lane": "arrow"}.get(shape.fill, shape.fill) or shape.colour
            found.append(kind + " dashed" * shape.dash)
            assert all(0 <= x <= ROOM for x, _ in shape.points)
    assert found == kinds


@LANGUAGES
def test_words_on_the_line_never_touch(language: str) -> None:
    ruler = line.line(sample_of(language), deck(sample_of(language))).ruler
    assert len(ruler.words) >= 4
    for (x, said), (after, _) in zip(ruler.words, ruler.words[1:], strict=False):
        assert x + width(said, TEXT) < after
    assert ruler.words[-1][0] + width(ruler.words[-1][1], TEXT) <= ROOM


def test_an_event_without_a_date_has_no_place_on_the_line() -> None:
    chosen = events(dated("", "", "", ""), dated(*DAY))
    assert set(line.line(chosen, deck(chosen)).marks) == {"e1"}
    assert line.line(events(dated("", "", "", "")), deck(events(dated("", "", "", "")))).marks == {}


# What a dossier keeps

PAGE = "Moscow, 20 September 2023. {more}Putin and Kim Jong Un met in Vladivostok on 25 April 2019. Lavrov visited Pyongyang on 19 October 2023."


def dossier(home: Home, text: str = PAGE.format(more="")) -> Dossier:
    made = home.make("Mine", "russia-north-korea", WHEN)
    made.add("page.txt", text.encode())
    return made


def state(of: Dossier) -> State:
    found = build_timeline(of.sources())
    return replay(table.tables(found), of.reviews.history())


def test_a_briefing_survives_a_restart_a_copy_and_the_way_through_one_file(tmp_path: Path) -> None:
    home = Home(tmp_path / "a")
    made = dossier(home)
    held = state(made)
    ids = held.tables["events"]["event_id"].tolist()
    kept = [Slide(held.target(ids[-1]), {"en": "Mine", "ar": "لي"}, "see «x»"), Slide(held.target(ids[0]))]
    made.keep_briefing(kept, version(()))
    assert Dossier(made.folder).briefing() == tuple(kept)
    assert home.copy(made, "Other", WHEN).briefing() == tuple(kept)
    saved = save_as(made, tmp_path / "one.zip")
    opened = open_file(saved, Home(tmp_path / "b"))
    assert opened.briefing() == tuple(kept)
    assert [state(opened).find(slide.target) for slide in opened.briefing()] == [ids[-1], ids[0]]
    assert save_as(opened, tmp_path / "two.zip").read_bytes() == saved.read_bytes()


def test_a_slide_finds_its_event_again_in_a_page_that_changed_around_it(tmp_path: Path) -> None:
    made = dossier(Home(tmp_path))
    held = state(made)
    ids = held.tables["events"]["event_id"].tolist()
    targets = [held.target(one) for one in ids]
    made.remove("page.txt")
    made.add(
        "page.txt",
        PAGE.format(more="A new paragraph stands here. ")
        .replace(" Lavrov visited Pyongyang on 19 October 2023.", "")
        .encode(),
    )
    now = state(made)
    days = {row.event_id: row.edtf for row in now.tables["events"].itertuples()}
    found = [now.find(target) for target in targets]
    old = held.tables["events"]["edtf"].tolist()
    assert len(old) == 2
    for target, day in zip(found, old, strict=True):
        assert (days[target] if target else "") == ("2019-04-25" if day == "2019-04-25" else "")


def test_a_slide_follows_its_event_into_a_merge(tmp_path: Path) -> None:
    made = dossier(Home(tmp_path))
    held = state(made)
    first, second = held.tables["events"]["event_id"].tolist()
    target = held.target(second)
    made.reviews.write(changes.merge(held, first, second), "R", WHEN, 0)
    assert state(made).find(target) == first
    added = made.reviews.write(changes.add_event({"title_en": "By hand"}), "R", WHEN, 1)
    now = state(made)
    assert now.find(added.target) == added.target.event
    made.reviews.write(changes.merge(now, first, added.target.event), "R", WHEN, 2)
    assert state(made).find(added.target) == first


def test_two_windows_never_overwrite_each_other(tmp_path: Path) -> None:
    made = dossier(Home(tmp_path))
    held = state(made)
    one = Slide(held.target(held.tables["events"]["event_id"].iloc[0]))
    made.keep_briefing([one], version(()))
    with pytest.raises(DossierError, match="another window"):
        made.keep_briefing([], version(()))
    assert made.briefing() == (one,)
    made.keep_briefing([], version((one,)))
    assert made.briefing() == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[1]", b'[{"target": {}, "headlines": {}, "note": ""}]', b"\xff", b"[" * 100_000,
     b'[{"target": {"accounts": [], "event": "e", "document": null, "label": ""}, "headlines": {"xx": "a"}, "note": ""}]',
     b'[{"target": {"accounts": [], "event": "e", "document": null, "label": ""}, "headlines": {}, "note": "a\\nb"}]',
     b'[{"target": {"accounts": [], "event": "e", "document": null, "label": ""}, "headlines": {}, "note": 3}]'],
)  # fmt: skip
def test_bytes_that_are_no_briefing_are_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        read_slides(data)
    made = dossier(Home(tmp_path))
    (made.folder / "briefing.json").write_bytes(data)
    with pytest.raises(DossierError, match="briefing cannot be read"):
        made.briefing()


def test_a_briefing_of_more_slides_than_are_shown_is_refused(tmp_path: Path) -> None:
    held = state(dossier(Home(tmp_path)))
    one = Slide(held.target(held.tables["events"]["event_id"].iloc[0]))
    assert len(read_slides(write_slides([one] * MOST_SLIDES))) == MOST_SLIDES == exports.MOST_SLIDES
    with pytest.raises(ValueError):
        read_slides(write_slides([one] * (MOST_SLIDES + 1)))


def test_hostile_events_have_a_briefing_too() -> None:
    assert deck(exports.Selection.of(hostile(), TOPIC)).screens[0].headline.startswith("=HYPERLINK")
