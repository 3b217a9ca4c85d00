"""What is withheld is nowhere in the bytes of any format, and each file says that it was."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
import zlib
from dataclasses import replace
from functools import lru_cache
from html import unescape
from pathlib import Path

import pytest

from tests.test_exports import DRAWN, FORMATS, UNDRAWN
from tests.test_exports_formats import sample_of
from timeline import exports, table, wording
from timeline.cli import main
from timeline.exports import Decision
from timeline.exports.share import Share

PUBLISHER, ADDRESS, FILE, TITLE = (
    "Sekretny Vestnik",
    "https://secret.example/a?b=1",
    "notes-from-ivan.txt",
    "A headline that only one paper had",
)


def chosen(language: str = "en") -> exports.Selection:
    """The sample, every document of it under a name of its own that must not leave."""
    made = sample_of(language)
    documents = made.tables["documents"]
    number = [str(at) for at in range(len(documents))]
    documents = documents.assign(
        publisher=[f"{PUBLISHER} {n}" for n in number], url=[f"{ADDRESS}&n={n}" for n in number],
        file=[f"{n}-{FILE}" for n in number], title=[f"{TITLE} {n}" for n in number],
    )  # fmt: skip
    evidence = made.tables["evidence"].copy()
    evidence["attributed_to"] = documents["publisher"].iloc[0]
    evidence["sentence"] = evidence["sentence"] + f" ({PUBLISHER.upper()} 0)"
    events = made.tables["events"].assign(
        attributed_to=table.joined([documents["publisher"].iloc[0], "TASS"])
    )
    tables = made.tables | {"documents": documents, "evidence": evidence, "events": events}
    whole = exports.Selection.of_tables(tables, language)
    return whole.only(events, f"document: 0-{FILE}, {PUBLISHER} 1")


def texts(content: bytes) -> str:
    """All that can be read of a file: its bytes, what is packed in it, and what is written in code."""
    found = [content]
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        for name in archive.namelist():
            found += [name.encode(), archive.read(name)]
            if name.endswith(".parquet"):
                found.append(unpacked(archive.read(name)))
    if content.startswith(b"PAR1"):
        found.append(unpacked(content))
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.S):
        try:
            found.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    if content.startswith(b"%PDF"):
        import pdfplumber

        with pdfplumber.open(io.BytesIO(content)) as pages:
            found.append(" ".join(page.extract_text() for page in pages.pages).encode())
    text = "\n".join(part.decode("utf-8", "replace") for part in found)
    return re.sub(r"\\(.)", r"\1", unescape(text.replace("\r\n ", "")))


def unpacked(content: bytes) -> bytes:
    from pyarrow import parquet

    read = parquet.read_table(io.BytesIO(content))
    return (str(read.schema.metadata) + json.dumps(read.to_pylist(), ensure_ascii=False)).encode()


def is_in(secret: str, text: str) -> bool:
    """Whether words stand in a text, whatever breaks stand between them; in a PDF, whatever signs, too."""
    if not text.startswith("%PDF"):
        return "".join(secret.split()).casefold() in _joined(text)
    return _letters(secret) in _drawn(text)


@lru_cache(maxsize=2)
def _joined(text: str) -> str:
    return "".join(text.split()).casefold()


@lru_cache(maxsize=2)
def _drawn(text: str) -> str:
    """The letters of a PDF, which may hold Arabic as drawn: shaped, and each line from its left end."""
    turned = "\n".join(line[::-1] for line in unicodedata.normalize("NFKC", text).split("\n"))
    return _letters(text) + " " + _letters(turned)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


REVIEWER, NOTE, HEARD = "Nadia Skrytova", "The minister told us on the phone", "Only this page ever said so"


def reviewed() -> tuple[exports.Selection, Share]:
    """The same with decisions, a briefing, days of access and a page of its own, and all of it withheld but sentences."""
    whole = chosen()
    evidence = whole.tables["evidence"].copy()
    gone = evidence["document_id"].iloc[0]
    evidence.loc[evidence["document_id"] == gone, "sentence"] += f" {HEARD}"
    first, second = whole.in_order()["event_id"][:2]
    at = "2026-11-01T10:00:00+00:00"
    whole = replace(
        whole,
        tables=whole.tables | {"evidence": evidence},
        decisions={
            one: (Decision("status", at, REVIEWER, f"set by {PUBLISHER} 1", NOTE), Decision("note", at, REVIEWER, "", NOTE))
            for one in (first, second)
        },
        kept=dict.fromkeys(whole.tables["documents"]["document_id"], "2023-10-03"),
        briefing=tuple(
            exports.Slide(one, f"{REVIEWER} on {PUBLISHER} 1", NOTE) for one in whole.in_order()["event_id"]
        ),
    )  # fmt: skip
    return whole, Share(sources=True, files=True, notes=True, reviewers=True, documents=(gone,))


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_withheld_is_nowhere_in_the_bytes_of_any_format(name: str) -> None:
    whole, share = reviewed()
    content = texts(exports.make(name, share.of(whole)))
    ids = [one for one in whole.tables["documents"]["document_id"] if len(one) > 6]
    for secret in (
        PUBLISHER,
        ADDRESS,
        "secret.example",
        FILE,
        TITLE,
        REVIEWER,
        NOTE,
        HEARD,
        "2023-10-03",
        *ids,
    ):
        assert not is_in(secret, content), secret
    for said in (
        "names and addresses of sources, file names",
        "notes by reviewers",
        "names of reviewers",
        "whole documents",
    ):
        assert is_in(said, content), said


def test_a_withheld_document_leaves_no_day_of_access_behind() -> None:
    whole, share = reviewed()
    left = Share(documents=share.documents).of(whole)
    assert set(left.kept) == set(left.tables["documents"]["document_id"])
    assert share.documents[0] not in texts(exports.make("package", left))
    assert share.documents[0] in texts(exports.make("package", whole)), "it would be found"


@pytest.mark.parametrize(
    "name", ["csv", "json", "markdown", "docx", "pptx", "ics", "timelinejs", "package", "html"]
)
def test_what_is_not_withheld_is_there_to_be_found(name: str) -> None:
    content = texts(exports.make(name, chosen()))
    assert is_in(PUBLISHER, content) and is_in(TITLE, content)


#: Printing takes long: in a plain run in one language.
PRINTED = ("pdf", "briefing-pdf")
IN_BOTH = [
    pytest.param(
        name,
        code,
        marks=([pytest.mark.browser] if name in DRAWN else [])
        + ([pytest.mark.long] if name in PRINTED and code == "ar" else []),
    )
    for name in (*UNDRAWN, *DRAWN)
    for code in ("en", "ar")
]


@pytest.mark.parametrize(("name", "language"), IN_BOTH)
def test_withheld_sentences_are_nowhere_in_the_bytes(name: str, language: str) -> None:
    whole = sample_of(language)
    content = texts(exports.make(name, Share(sentences=True).of(whole)))
    for sentence in whole.tables["evidence"]["sentence"]:
        assert not is_in(sentence, content)
    if (name, language) != ("pdf", "ar"):  # Arabic comes out of a PDF in the order it is drawn
        assert is_in(wording.say("export.share.sentences", language), content)


def test_a_file_says_source_withheld_and_stays_whole() -> None:
    for share in (Share(sources=True), Share(files=True), Share(sentences=True), Share(True, True, True)):
        left = share.of(chosen())
        assert table.check(left.tables) == []
        assert len(left.tables["events"]) == len(chosen().tables["events"])
    left = Share(sources=True, sentences=True).of(chosen())
    assert set(left.tables["documents"]["publisher"]) == {"source withheld"}
    assert set(left.tables["evidence"]["sentence"]) == {"sentence withheld"}
    assert not set(left.tables["documents"]["document_id"]) & set(chosen().tables["documents"]["document_id"])
    assert set(left.tables["events"]["attributed_to"]) == {"source withheld | TASS"}


def test_a_withheld_document_takes_its_own_events_and_words_with_it() -> None:
    whole = sample_of("en")
    gone = whole.tables["evidence"]["document_id"].iloc[0]
    left = Share(documents=(gone,)).of(whole)
    assert table.check(left.tables) == []
    for name in ("documents", "expressions", "evidence"):
        assert gone not in set(left.tables[name]["document_id"])
    told = whole.tables["evidence"].groupby("event_id")["document_id"].agg(set)
    assert set(left.tables["events"]["event_id"]) == {event for event, by in told.items() if by != {gone}}
    assert 0 < len(left.tables["events"]) < len(whole.tables["events"])
    assert list(left.tables["events"]["n_mentions"]) == [
        (left.tables["evidence"]["event_id"] == event).sum() for event in left.tables["events"]["event_id"]
    ]


def test_nothing_withheld_changes_nothing() -> None:
    assert Share().of(chosen("ar")).provenance == chosen("ar").provenance
    assert "Withheld" not in " ".join(chosen().provenance)


@pytest.mark.parametrize(
    "name, text, left",
    [("AP", "AP says the map", "source withheld says the map"), ("AP", "escapade", "escapade"),
     ("رويترز", "وقالت ورويترز", "وقالت وsource withheld"), ("Reuters", "REUTERS:", "source withheld:")],
)  # fmt: skip
def test_a_short_name_is_a_word_of_its_own_and_a_long_one_anywhere(name: str, text: str, left: str) -> None:
    made = sample_of("en")
    documents = made.tables["documents"].assign(publisher=name)
    evidence = made.tables["evidence"].assign(sentence=text)
    some = exports.Selection.of_tables(made.tables | {"documents": documents, "evidence": evidence})
    assert set(Share(sources=True).of(some).tables["evidence"]["sentence"]) == {left}


def test_build_withholds_from_the_files_and_not_from_its_own_tables(tmp_path: Path) -> None:
    (tmp_path / "ivan.txt").write_text("Lavrov visited Pyongyang on 18 October 2023.", encoding="utf-8")
    out = tmp_path / "out"
    asked = ["--format", "csv", "--withhold", "files", "--withhold", "sentences"]
    assert main(["build", str(tmp_path / "ivan.txt"), "--out", str(out), *asked]) == 0
    assert "ivan" in (out / "documents.csv").read_text(encoding="utf-8-sig")
    shared = (out / "timeline.csv").read_text(encoding="utf-8-sig")
    assert "ivan" not in shared and "Lavrov visited" not in shared and "file name withheld" in shared
