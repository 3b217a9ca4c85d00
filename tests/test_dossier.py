"""Dossiers: nothing lost, nothing outside the folder, nothing in a stranger's file believed."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import build_timeline, table
from timeline.documents import archive
from timeline.dossier import Dossier, DossierError, Home, Slide, home, onefile, open_file, sample, save_as
from timeline.dossier.briefing import version
from timeline.dossier.names import LONGEST, free_name, safe_name
from timeline.reviews import ReviewError, State, changes, document_dates, replay

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
PAGE = b"Moscow, 20 December 2023\n\nShoigu visited Pyongyang on 25 July 2023."
TOPIC = "russia-north-korea"


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path / "home" / "dossiers")


@pytest.fixture
def dossier(place: Home) -> Dossier:
    return place.make("Visits · زيارات", TOPIC, NOW)


def filled(dossier: Dossier) -> Dossier:
    """With documents, decisions of several kinds and views."""
    dossier.add("page.txt", PAGE)
    dossier.add("صفحة.txt", "زار شويغو بيونغ يانغ في 25 يوليو 2023.".encode())
    dossier.add("empty.txt", b"")
    dossier.add("bytes.bin", bytes(range(256)))
    found = state_of(dossier)
    event = found.tables["events"]["event_id"].iloc[0]
    dossier.reviews.write(changes.correct(found, event, "title_ar", "زيارة"), "Mona", NOW, 0)
    dossier.reviews.write(changes.hide(found, event), "منى", NOW, 1)
    dossier.reviews.undo(2, "Mona", NOW, 2, "not yet")
    document = next(d for d in build_timeline(dossier.sources()).documents if d.name == "page.txt")
    dossier.reviews.write(changes.date_document(document, "document_date", "2023-12-21"), "Mona", NOW, 3)
    dossier.save_view("Editor’s view", {"q": "Шойгу", "from": "2023-01-01"})
    dossier.save_view("الكل", {})
    slide = Slide(state_of(dossier).target(event), {"en": "A visit"}, "Ask twice")
    dossier.keep_briefing([slide], version(()))
    dossier.keep_days({"page.txt": "2023-10-03"})
    return dossier


def state_of(dossier: Dossier) -> State:
    history = dossier.reviews.history()
    made = build_timeline(dossier.sources(), TOPIC, lambda read: document_dates(read, history).values)
    return replay(table.tables(made), history)


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


HOMES = [
    ({"TIMELINE_HOME": "/data/mine"}, "linux", "/data/mine/dossiers"),
    ({"XDG_DATA_HOME": "/data"}, "linux", "/data/timeline/dossiers"),
    ({"XDG_DATA_HOME": "relative"}, "linux", "~/.local/share/timeline/dossiers"),
    ({}, "linux", "~/.local/share/timeline/dossiers"),
    ({}, "darwin", "~/Library/Application Support/timeline/dossiers"),
    ({"LOCALAPPDATA": "/local"}, "win32", "/local/timeline/dossiers"),
    ({}, "win32", "~/AppData/Local/timeline/dossiers"),
]


@pytest.mark.parametrize(("environment", "platform", "expected"), HOMES)
def test_home_is_where_the_platform_keeps_data(environment: dict, platform: str, expected: str) -> None:
    assert home(environment, platform) == Path(expected).expanduser()


def test_a_dossier_is_made_listed_opened_renamed_deleted_and_restored(place: Home) -> None:
    assert place.dossiers() == ()
    one, two = place.make("Summits", TOPIC, NOW), place.make("Summits", TOPIC, NOW, "ar")
    assert one.folder != two.folder
    assert (one.settings.created, two.settings.language) == ("2026-01-05T09:30:00+00:00", "ar")
    one.rename("  Visits\tand  more ")
    two.choose(topic="other", language="en")
    assert [d.name for d in place.dossiers()] == ["Summits", "Visits and more"]
    assert (two.settings.topic, two.settings.language, two.settings.name) == ("other", "en", "Summits")
    filled(one)
    contents = one.contents()
    assert (contents.documents, contents.decisions, contents.views) == (4, 4, 2)
    assert contents.bytes == sum(path.stat().st_size for path in one.files())
    before = tree(one.folder)
    gone = place.delete(one)
    assert place.dossiers() == (two,) and place.deleted() == (gone,) and tree(gone) == before
    back = place.restore(gone)
    assert back == one and tree(back.folder) == before and place.deleted() == ()
    assert place.open(back.folder.name) == back
    with pytest.raises(DossierError, match="no such dossier"):
        place.open("../elsewhere")


def test_what_is_no_dossier_is_left_out_and_left_alone(place: Home, dossier: Dossier) -> None:
    (place.root / "notes").mkdir()
    (place.root / "broken").mkdir()
    (place.root / "broken" / "dossier.toml").write_text("version = [")
    (place.root / "newer").mkdir()
    newer = (
        (dossier.folder / "dossier.toml").read_text(encoding="utf-8").replace("version = 1", "version = 2")
    )
    (place.root / "newer" / "dossier.toml").write_text(newer, encoding="utf-8")
    (place.root / "file").write_text("x")
    (place.root / "link").symlink_to(dossier.folder)
    assert place.dossiers() == (dossier,)
    with pytest.raises(DossierError, match="newer: made by a newer version of this program"):
        _ = Dossier(place.root / "newer").settings


@pytest.mark.parametrize("name", ["", " \t", "\u202e", "x" * 101])
def test_a_name_has_between_1_and_100_characters(place: Home, dossier: Dossier, name: str) -> None:
    for act in (
        lambda: place.make(name, TOPIC, NOW),
        lambda: dossier.rename(name),
        lambda: dossier.save_view(name, {}),
    ):
        with pytest.raises(DossierError, match="between 1 and 100"):
            act()


NAMES = [
    '"quoted" \\ back',
    "a = 1 # x",
    "🗂 dossier",
    "زيارات",
    "../../up",
    "con",
    "x" * 100,
    "ß" * 100,
    "..",
    "a/b",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_comes_back_as_it_was(place: Home, name: str) -> None:
    made = place.make(name, TOPIC, NOW)
    assert made.name == name and made.folder.parent == place.root
    assert place.dossiers() == (made,)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_no_other_user_can_look_into_the_dossiers(place: Home) -> None:
    place.root.mkdir(parents=True, mode=0o755)
    os.chmod(place.root, 0o755)
    old = os.umask(0)
    try:
        made = filled(place.make("Sources", TOPIC, NOW))
    finally:
        os.umask(old)
    assert stat.S_IMODE(place.root.stat().st_mode) == 0o700
    for path in (made.folder, *made.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


EVIL = [
    ("../../evil.txt", "evil.txt"), ("/etc/passwd", "passwd"), ("C:\\Windows\\evil.txt", "evil.txt"),
    ("..", "unnamed"), ("", "unnamed"), (".hidden.txt", "hidden.txt"), ("a\x00b.txt", "ab.txt"),
    ("page\u202etxt.exe", "pagetxt.exe"), ("CON.txt", "_CON.txt"), ("nul", "_nul"), ("what?.html", "what_.html"),
    ("trailing. ", "trailing"), ("e\u0301.txt", "é.txt"), ("aux .txt", "_aux .txt"),
]  # fmt: skip


@pytest.mark.parametrize(("given_name", "kept"), EVIL)
def test_an_upload_never_leaves_the_documents_folder(dossier: Dossier, given_name: str, kept: str) -> None:
    before = tree(dossier.folder.parents[1])
    assert dossier.add(given_name, PAGE) == kept
    made = tree(dossier.folder.parents[1]) - before
    inside = f"dossiers/{dossier.folder.name}"
    assert made == {f"{inside}/documents/{kept}", f"{inside}/added.jsonl"}
    assert dossier.sources() == ((kept, PAGE),)


@given(st.text(max_size=300), st.lists(st.text(max_size=10), max_size=3))
def test_any_name_is_made_safe_once_and_for_all(name: str, taken: list[str]) -> None:
    made = safe_name(name)
    assert safe_name(made) == made
    assert 0 < len(made.encode()) <= LONGEST and made[0] != "." and not set(made) & set('/\\:\x00<>"|?*')
    numbered = free_name(made, [made, *taken])
    assert numbered != made and safe_name(numbered) == numbered and len(numbered.encode()) <= LONGEST


def test_names_that_collide_are_numbered_and_the_same_page_is_kept_once(dossier: Dossier) -> None:
    said = [dossier.add(name, data) for name, data in (
        ("page.txt", b"1"), ("page.txt", b"2"), ("PAGE.txt", b"3"), ("page.txt", b"1"), ("x/page.txt", b"1"), ("p.txt", b"1"),
    )]  # fmt: skip
    assert said == ["page.txt", "page (2).txt", "PAGE (3).txt", "page.txt", "page.txt", "p.txt"]
    assert dict(dossier.sources())["PAGE (3).txt"] == b"3"


def test_a_document_taken_out_goes_to_the_dossiers_trash_and_its_decisions_wait(dossier: Dossier) -> None:
    filled(dossier)
    dossier.remove("page.txt")
    dossier.remove("صفحة.txt")
    assert [path.name for path in dossier.files()] == ["bytes.bin", "empty.txt"]
    assert (dossier.folder / ".trash" / "page.txt").read_bytes() == PAGE
    assert [review.kind for review in state_of(dossier).waiting] == ["title_ar"]
    with pytest.raises(DossierError, match="no such document"):
        dossier.remove("../dossier.toml")


def test_a_document_keeps_the_day_it_came_whatever_becomes_of_its_file(
    tmp_path: Path, place: Home, dossier: Dossier
) -> None:
    today = date.today().isoformat()
    dossier.add("page.txt", PAGE)
    (dossier.folder / "documents" / "by hand.txt").write_bytes(PAGE)
    for path in dossier.files():  # copied by a program that keeps no times
        os.utime(path, (0, 0))
    assert dossier.added() == {"by hand.txt": date.fromtimestamp(0).isoformat(), "page.txt": today}
    dossier.keep_days({"page.txt": "2023-10-03"})
    dossier.add("page.txt", PAGE)  # the same again is no new access
    dossier.rename_document("page.txt", "other")
    assert dossier.added()["other.txt"] == "2023-10-03"
    assert place.copy(dossier, "Copy", NOW).added() == dossier.added()
    dossier.remove("other.txt")
    dossier.add("other.txt", b"another page")
    assert dossier.added()["other.txt"] == today
    shown = sample(dossier.folder / "documents", "Sample", TOPIC)
    mine = place.copy(shown, "Mine", NOW)
    assert set(shown.added().values()) == set(mine.added().values()) == {""}, "nobody here has fetched them"
    (dossier.folder / "added.jsonl").write_bytes(b"[")
    assert set(dossier.added()) == {"by hand.txt", "other.txt"}


def test_a_view_is_saved_over_one_of_its_name_and_deleted(dossier: Dossier) -> None:
    dossier.save_view("a", {"q": "1"})
    dossier.save_view("b", {"q": "2"})
    dossier.save_view("a", {"q": "3"})
    assert dossier.views() == {"a": {"q": "3"}, "b": {"q": "2"}}
    dossier.delete_view("a")
    assert dossier.views() == {"b": {"q": "2"}}
    with pytest.raises(DossierError, match="saved views"):
        dossier.save_view("c", {"q": "x" * 20_001})
    assert dossier.views() == {"b": {"q": "2"}}


def test_the_sample_is_read_only_and_can_be_made_ones_own(tmp_path: Path, place: Home) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "page.txt").write_bytes(PAGE)
    before = tree(folder)
    shown = sample(folder, "Sample", TOPIC)
    assert (shown.name, shown.sources(), shown.reviews.history(), shown.views()) == (
        "Sample",
        (("page.txt", PAGE),),
        (),
        {},
    )
    state = state_of(shown)
    event = state.tables["events"]["event_id"].iloc[0]
    acts = (
        lambda: shown.add("a.txt", b""), lambda: shown.remove("page.txt"), lambda: shown.rename("x"),
        lambda: shown.save_view("x", {}), lambda: shown.delete_view("x"), lambda: shown.choose("x"),
        lambda: place.delete(shown), lambda: shown.reviews.write(changes.hide(state, event), "Mona", NOW, 0),
    )  # fmt: skip
    for act in acts:
        with pytest.raises((DossierError, ReviewError), match="read-only"):
            act()
    assert tree(folder) == before
    mine = place.copy(shown, "Mine", NOW)
    mine.reviews.write(changes.hide(state, event), "Mona", NOW, 0)
    assert (mine.name, mine.sources()) == ("Mine", shown.sources())
    assert state_of(mine).event(event)["review"] == "hidden"


def test_a_dossier_saved_as_one_file_opens_elsewhere_with_nothing_lost(
    tmp_path: Path, place: Home, dossier: Dossier
) -> None:
    filled(dossier)
    file = save_as(dossier, tmp_path / "visits.zip")
    opened = open_file(file, Home(tmp_path / "elsewhere"))
    assert opened.folder.parent == tmp_path / "elsewhere"
    assert opened.sources() == dossier.sources()
    assert opened.reviews.history() == dossier.reviews.history()
    assert opened.views() == dossier.views()
    assert opened.briefing() == dossier.briefing() != ()
    assert opened.added() == dossier.added() and opened.added()["page.txt"] == "2023-10-03"
    assert opened.settings == dossier.settings
    one, two = state_of(dossier), state_of(opened)
    for name in table.COLUMNS:
        assert one.tables[name].equals(two.tables[name]), name
    assert one.waiting == two.waiting == ()
    assert "2023-12-21" in two.tables["documents"]["date_earliest"].tolist()
    # and again, beside itself: the same file, another folder
    again = open_file(file, place)
    assert again.folder != dossier.folder and len(place.dossiers()) == 2
    assert save_as(again, tmp_path / "again.zip").read_bytes() == file.read_bytes()
    assert not list(tmp_path.rglob(".*"))


def test_the_file_says_nothing_of_the_machine(tmp_path: Path, dossier: Dossier) -> None:
    filled(dossier)
    with zipfile.ZipFile(save_as(dossier, tmp_path / "visits.zip")) as saved:
        for entry in saved.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0) and not entry.extra and not entry.comment
            assert str(tmp_path).encode() not in saved.read(entry)


def test_a_document_put_in_by_hand_under_any_name_is_saved_too(tmp_path: Path, dossier: Dossier) -> None:
    (dossier.folder / "documents" / "why?.txt").write_bytes(PAGE)
    (dossier.folder / "documents" / "why_.txt").write_bytes(b"2")
    opened = open_file(save_as(dossier, tmp_path / "v.zip"), Home(tmp_path / "elsewhere"))
    assert sorted(data for _, data in opened.sources()) == [b"2", PAGE]


def test_a_link_among_the_documents_is_not_followed(tmp_path: Path, dossier: Dossier) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (dossier.folder / "documents" / "page.txt").symlink_to(secret)
    assert dossier.sources() == ()
    assert b"secret.txt" not in save_as(dossier, tmp_path / "v.zip").read_bytes()


def test_large_documents_that_shrink_well_open_again(
    tmp_path: Path, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onefile, "LARGE", 10_000)
    dossier.add("flat.txt", b"0" * 3_000_000)
    assert (
        open_file(save_as(dossier, tmp_path / "v.zip"), Home(tmp_path / "x")).sources() == dossier.sources()
    )


def parts(dossier: Dossier) -> dict[str, bytes]:
    with zipfile.ZipFile(save_as(dossier, dossier.folder.parents[1] / "good.zip")) as saved:
        return {name: saved.read(name) for name in saved.namelist()}


def written(path: Path, members: dict[str, bytes] | list[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items() if isinstance(members, dict) else members:
            made.writestr(name, data)
    return path


def refused(file: Path, place: Home, match: str) -> None:
    before = tree(place.root.parent)
    with pytest.raises(DossierError, match=match):
        open_file(file, place)
    assert tree(place.root.parent) == before


STRANGE = [
    "../evil.txt", "documents/../../evil.txt", "/etc/evil", "C:/evil.txt", "documents/a/b.txt", "documents/",
    "documents/.hidden", "documents\\..\\evil.txt", "evil.py", "reviews.sqlite", "documents/CON", "documents/a:b",
    "documents/\u202eevil.txt", "Dossier.toml",
]  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_a_member_that_is_no_part_of_a_dossier_refuses_the_file(
    tmp_path: Path, place: Home, dossier: Dossier, name: str
) -> None:
    file = written(tmp_path / "evil.zip", parts(dossier) | {name: b"x"})
    refused(file, place, r"evil\.zip: it holds .* (no part of a dossier|twice)")


def test_links_doubles_and_passwords_refuse_the_file(tmp_path: Path, place: Home, dossier: Dossier) -> None:
    good = list(parts(dossier).items())
    link = zipfile.ZipInfo("documents/link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    refused(written(tmp_path / "link.zip", [*good, (link, b"/etc/passwd")]), place, "no part of a dossier")
    doubles = [*good, ("documents/a.txt", b"1"), ("documents/A.txt", b"2")]
    refused(written(tmp_path / "double.zip", doubles), place, "twice")
    locked = bytearray(written(tmp_path / "locked.zip", good).read_bytes())
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    refused(tmp_path / "locked.zip", place, "password")


BAD_PARTS = [
    ("dossier.toml", b"", "not a dossier"), ("dossier.toml", b"\xff", "not a dossier"),
    ("dossier.toml", b'version = 1\nname = 5\ntopic = "t"\ncreated = "2026-01-01"\nlanguage = ""\n', "not a dossier"),
    ("dossier.toml", b'version = 9\nname = "n"\ntopic = "t"\ncreated = "2026-01-01"\nlanguage = ""\n', "newer version"),
    ("views.json", b"[]", "saved views"), ("views.json", b'{"a": {"q": 1}}', "saved views"),
    ("views.json", b"[" * 100_000, "saved views"), ("reviews.jsonl", b'{"id": 1}\n', "damaged"),
    ("reviews.jsonl", b"\xff", "damaged"),
    ("added.jsonl", b'["page.txt", "yesterday"]\n', "damaged"), ("added.jsonl", b"{}\n", "damaged"), ("added.jsonl", b"3", "damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "match"), BAD_PARTS)
def test_a_bad_part_refuses_the_file(
    tmp_path: Path, place: Home, dossier: Dossier, name: str, data: bytes, match: str
) -> None:
    refused(written(tmp_path / "bad.zip", parts(dossier) | {name: data}), place, match)


@pytest.mark.parametrize("missing", ["dossier.toml", "views.json", "reviews.jsonl"])
def test_a_missing_part_refuses_the_file(tmp_path: Path, place: Home, dossier: Dossier, missing: str) -> None:
    members = {name: data for name, data in parts(dossier).items() if name != missing}
    refused(written(tmp_path / "bad.zip", members), place, "not a dossier")


def test_no_zip_and_a_cut_zip_are_refused(tmp_path: Path, place: Home, dossier: Dossier) -> None:
    (tmp_path / "no.zip").write_bytes(PAGE)
    refused(tmp_path / "no.zip", place, "not a dossier")
    whole = save_as(filled(dossier), tmp_path / "whole.zip").read_bytes()
    for size in (10, len(whole) // 2, len(whole) - 30, len(whole) - 5):
        (tmp_path / "cut.zip").write_bytes(whole[:size])
        refused(tmp_path / "cut.zip", place, "not a dossier|damaged")
    at = whole.index(b"PK\x01\x02") // 3
    (tmp_path / "flip.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    refused(tmp_path / "flip.zip", place, "damaged")


def test_bombs_are_refused(
    tmp_path: Path, place: Home, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = parts(dossier)
    bomb = written(tmp_path / "bomb.zip", good | {"documents/a.txt": b"0" * (archive.LARGE + 1)})
    assert bomb.stat().st_size < 100_000
    refused(bomb, place, "unpacks to far too much")
    monkeypatch.setattr(onefile, "LARGEST_UNPACKED", 10_000)
    many = good | {f"documents/{n}.txt": os.urandom(1_000) for n in range(11)}
    refused(written(tmp_path / "sum.zip", many), place, "unpacks to far too much")
    monkeypatch.setattr(onefile, "MOST_MEMBERS", 5)
    refused(
        written(tmp_path / "many.zip", good | {f"documents/{n}": b"" for n in range(3)}),
        place,
        "more than 5 files",
    )


def test_a_size_that_lies_is_not_believed(
    tmp_path: Path, place: Home, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onefile, "LARGEST_UNPACKED", 50_000)
    data = bytearray(
        written(tmp_path / "lie.zip", parts(dossier) | {"documents/a.txt": b"0" * 5_000_000}).read_bytes()
    )
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<L", 100)
    (tmp_path / "lie.zip").write_bytes(data)
    refused(tmp_path / "lie.zip", place, "far too much|damaged")


def test_a_directory_too_large_to_read_is_never_read(
    tmp_path: Path, place: Home, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray(written(tmp_path / "wide.zip", parts(dossier)).read_bytes())
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<L", 0xFFFFFFFF)
    (tmp_path / "wide.zip").write_bytes(data)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    refused(tmp_path / "wide.zip", place, "more than")
    data[end : end + 4] = b"PK\x06\x07"
    (tmp_path / "wide.zip").write_bytes(
        bytes(data[:end]) + b"PK\x06\x07" + bytes(16) + b"PK\x05\x06" + bytes(18)
    )
    refused(tmp_path / "wide.zip", place, "more than")


def test_a_failed_save_leaves_the_old_file_as_it_was(
    tmp_path: Path, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = save_as(filled(dossier), tmp_path / "v.zip")
    before = file.read_bytes()

    def fails(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(onefile.shutil, "copyfileobj", fails)
    with pytest.raises(OSError, match="no space left"):
        save_as(dossier, file)
    assert file.read_bytes() == before and {p.name for p in tmp_path.iterdir()} == {"v.zip", "home"}


def test_a_dossier_too_large_for_one_file_says_so(
    tmp_path: Path, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(dossier)
    monkeypatch.setattr(onefile, "LARGEST_UNPACKED", 100)
    with pytest.raises(DossierError, match="more than one file can carry"):
        save_as(dossier, tmp_path / "v.zip")
    monkeypatch.setattr(onefile, "MOST_MEMBERS", 5)
    with pytest.raises(DossierError, match="more than 5 files"):
        save_as(dossier, tmp_path / "v.zip")


def test_the_decisions_in_the_file_are_plain_lines(tmp_path: Path, dossier: Dossier) -> None:
    with zipfile.ZipFile(io.BytesIO(save_as(filled(dossier), tmp_path / "v.zip").read_bytes())) as saved:
        rows = [json.loads(row) for row in saved.read("reviews.jsonl").splitlines()]
    assert [row["kind"] for row in rows] == ["title_ar", "hide", "undo", "document_date"]
