"""Topics: names in four languages and every form, offices by date, what a folder must hold."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from timeline import topics
from timeline.folding import fold, fold_text
from timeline.topics.cues import CueScanner
from timeline.topics.forms import keys, language_of, stem, variants

TOPIC = topics.load("russia-north-korea")
FOLDER = Path(topics.__file__).parent / "russia-north-korea"


def found(text: str) -> list[str]:
    return [match.id for match in TOPIC.find(fold(text).text, text)]


NAMES = [
    # Arabic: every transliteration met on the beat, with prefixes
    ("كيم جونغ أون", ["kim-jong-un"]),
    ("كيم جونج اون", ["kim-jong-un"]),
    ("كيم يونغ أون", ["kim-jong-un"]),
    ("وكيم جونغ-أون", ["kim-jong-un"]),
    ("لكيم جونغ أون وبوتين", ["kim-jong-un", "vladimir-putin"]),
    ("كيم يو جونغ", ["kim-yo-jong"]),
    ("كيم جونغ إيل", ["kim-jong-il"]),
    ("كيم ايل سونج", ["kim-il-sung"]),
    ("شويغو", ["sergei-shoigu"]),
    ("وشويجو", ["sergei-shoigu"]),
    ("لسيرجي شويجو", ["sergei-shoigu"]),
    ("سيرغي لافروف", ["sergei-lavrov"]),
    ("ديمتري بيسكوف", ["dmitry-peskov"]),
    ("تشوي سون هوي", ["choe-son-hui"]),
    ("جون كيربي", ["john-kirby"]),
    ("أدريان واتسون", ["adrienne-watson"]),
    ("ماثيو ميلر", ["matthew-miller"]),
    ("بيونغ يانغ", ["pyongyang"]),
    ("بيونج يانج", ["pyongyang"]),
    ("بيونج يونج", ["pyongyang"]),
    ("لبيونغيانغ", ["pyongyang"]),
    ("سيول", ["seoul"]),
    ("سيئول", ["seoul"]),
    ("للكرملين", ["kremlin"]),
    ("والبيت الأبيض", ["white-house"]),
    ("بكوريا الشمالية", ["north-korea"]),
    ("لكوريا الجنوبية", ["south-korea"]),
    ("مجموعة فاجنر", ["wagner-group"]),
    ("فلاديفوستوك", ["vladivostok"]),
    ("قاعدة فوستوتشني", ["vostochny"]),
    ("كورسك", ["kursk"]),
    ("وونسان", ["wonsan"]),
    ("وزير الدفاع الروسي", ["russian-defence-minister"]),
    ("الزعيمان", ["leaders"]),
    # Russian: cases
    ("Ким Чен Ын", ["kim-jong-un"]),
    ("Ким Чен Ыну", ["kim-jong-un"]),
    ("Кимом Чен Ыном", ["kim-jong-un"]),
    ("с Путиным", ["vladimir-putin"]),
    ("Лаврова", ["sergei-lavrov"]),
    ("Песковым", ["dmitry-peskov"]),
    ("Цой Сон Хи", ["choe-son-hui"]),
    ("в Пхеньяне", ["pyongyang"]),
    ("Москвой", ["moscow"]),
    ("в Северной Корее", ["north-korea"]),
    ("Южной Кореи", ["south-korea"]),
    ("Белого дома", ["white-house"]),
    ("группой Вагнера", ["wagner-group"]),
    ("космодроме Восточный", ["vostochny"]),
    ("Владивостоке", ["vladivostok"]),
    ("главой МИД КНДР", ["north-korean-foreign-minister"]),
    ("северокорейский лидер", ["north-korean-leader"]),
    # Korean: particles
    ("김정은이", ["kim-jong-un"]),
    ("김 위원장은", ["kim-jong-un"]),
    ("푸틴 대통령과", ["vladimir-putin"]),
    ("쇼이구를", ["sergei-shoigu"]),
    ("평양에서", ["pyongyang"]),
    ("러시아와", ["russia"]),
    ("북한으로", ["north-korea"]),
    ("백악관에", ["white-house"]),
    ("합참은", ["joint-chiefs-of-staff"]),
    ("국정원이", ["nis"]),
    ("두 정상은", ["leaders"]),
    ("바그너그룹에", ["wagner-group"]),
    # English
    ("Kim Jong Un", ["kim-jong-un"]),
    ("Kim Jong-un's", ["kim-jong-un"]),
    ("Kim Yo Jong", ["kim-yo-jong"]),
    ("Choe Son Hui", ["choe-son-hui"]),
    ("Shin Won-sik", ["shin-won-sik"]),
    ("the U.S. and DPRK", ["united-states", "north-korea"]),
    ("Russia's defense minister", ["russian-defence-minister"]),
    ("Vostochny Cosmodrome", ["vostochny"]),
    ("Rason and Wonsan", ["rason", "wonsan"]),
    # a slip of one letter in a long name
    ("Vladivostik", ["vladivostok"]),
    ("فلاديفوستك", ["vladivostok"]),
]


@pytest.mark.parametrize(("text", "ids"), NAMES, ids=[row[0] for row in NAMES])
def test_a_name_is_found_in_every_form(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "tell us more",  # no state
        "Kim Duk-ki, a retired admiral",  # another Kim
        "Park Kimball",
        "the north wind",
        "كيمياء",
        "بوتان",
        "나는 한국어를",
        "Москвич",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert found(text) == []


def test_a_misspelling_never_crosses_to_another_name() -> None:
    assert found("South Koree") == []
    assert "south-korea" not in found("North Korea")
    assert found("Kim Jong In") != ["kim-jong-il"]


def test_names_keep_their_offsets() -> None:
    text = "وقال بوتين لكيم في موسكو"
    matches = TOPIC.find(fold(text).text, text)
    assert [text[m.start : m.end] for m in matches] == ["بوتين", "لكيم", "موسكو"]


@pytest.mark.parametrize(
    ("role", "day", "holder"),
    [
        ("russian-defence-minister", date(2023, 7, 25), "sergei-shoigu"),
        ("russian-defence-minister", date(2024, 11, 29), "andrei-belousov"),
        ("russian-president", date(2001, 8, 4), "vladimir-putin"),
        ("russian-president", date(2010, 1, 1), "dmitry-medvedev"),
        ("north-korean-leader", date(2001, 8, 4), "kim-jong-il"),
        ("north-korean-leader", date(2024, 6, 19), "kim-jong-un"),
        ("us-president", date(2023, 1, 1), "joe-biden"),
        ("russian-defence-minister", date(1990, 1, 1), ""),
        ("russian-foreign-minister", None, "sergei-lavrov"),
    ],
)
def test_an_office_is_held_by_whoever_held_it_then(role: str, day: date | None, holder: str) -> None:
    assert TOPIC.roles[role].holder(day) == holder


@pytest.mark.parametrize(
    ("text", "language"),
    [("Kim met TASS", "en"), ("قال كيم", "ar"), ("МИД РФ", "ru"), ("김정은이 KBS에", "ko"), ("2023", "en")],
)
def test_a_script_shows_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_words_are_looked_up_by_every_form_they_may_be() -> None:
    assert "كرملين" in keys(fold_text("والكرملين"))
    assert stem("россией") == stem("россия") == stem("россию")
    assert "평양" in keys("평양에서")


def test_cues_are_found_with_prefixes_and_open_ends() -> None:
    scanner = CueScanner("ar", {"go": ["زار*", "يزور"]})
    assert [cue.text for cue in scanner.find("وسيزور موسكو وزارها")] == ["وسيزور", "وزارها"]
    scanner = CueScanner("en", {"go": ["visit*", "held talks"]})
    assert [cue.text for cue in scanner.find("he visited and held  talks; revisits")] == [
        "visited",
        "held  talks",
    ]


@pytest.mark.parametrize("language", sorted(TOPIC.scanners))
def test_every_cue_of_the_topic_is_found_where_it_stands(language: str) -> None:
    """Whatever stands behind it: "told a *" once ended in a blank that no text had."""
    scanner = TOPIC.scanners[language]
    for label, words in scanner.words.items():
        for form in (form for word in words for form in variants(word)):
            said = fold_text(form.replace(" *", " so").replace("*", ""))
            found = list(scanner.find(f"{said} {said}"))
            assert any(cue.labels for cue in found), (label, form)


def test_names_and_aliases_by_id() -> None:
    assert TOPIC.names("ar")["pyongyang"] == "بيونغ يانغ"
    assert TOPIC.names("en")["visit"] == "Visits"
    assert {"شويجو", "Шойгу", "쇼이구", "Shoigu"} <= set(TOPIC.aliases()["sergei-shoigu"])
    assert TOPIC.name("Reuters") == "Reuters"
    assert TOPIC.name("vladimir-putin", "en", short=True) == "Putin"


def test_the_chronology_is_read_with_its_citations() -> None:
    row = next(r for r in TOPIC.chronology if r.id == "shoigu-pyongyang-2023")
    assert row.date.text == "2023-07-25/2023-07-27"
    assert row.category == "visit" and "sergei-shoigu" in row.actors and row.title("ar")
    assert dict(row.citation)["publisher"]


def test_acts_too_small_for_the_chronology_are_a_table_of_their_own(tmp_path: Path) -> None:
    assert {row.id for row in TOPIC.lesser}.isdisjoint(row.id for row in TOPIC.chronology)
    assert all(dict(row.citation)["url"] and row.title("ar") for row in TOPIC.lesser)
    assert len(TOPIC.chronology) <= 150
    folder = tmp_path / "beat"
    shutil.copytree(FOLDER, folder)
    (folder / "lesser.csv").unlink()
    assert topics.check(folder) == [] and topics.load(folder).lesser == ()


def test_the_topic_that_comes_with_the_program_is_sound() -> None:
    assert topics.available() == ("russia-north-korea",)
    assert topics.check(FOLDER) == []


def test_an_unknown_topic_says_what_there_is() -> None:
    with pytest.raises(
        ValueError, match="atlantis: no such topic; there are russia-north-korea, or give a folder"
    ):
        topics.load("atlantis")


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("actors.toml", 'kind = "state"\ngender = "f"\nnames = { en = "North Korea"', 'kind = "land"\nnames = { en = "North Korea"',
         "actors.toml, north-korea: kind is 'land'; it is one of person, state, institution"),
        ("places.toml", "at = [39.0392, 125.7625]", "at = [390.4, 125.8]",
         "places.toml, pyongyang: at is [390.4, 125.8]; write [latitude, longitude] in degrees"),
        ("places.toml", 'country = "european-union"', 'country = "belgium"',
         "places.toml, brussels: country 'belgium' is no actor"),
        ("categories.toml", '"#2E69C6"', '"blue"',
         "categories.toml, summit: light is 'blue'; write a colour as #2E69C6"),
        ("categories.toml", 'pairs = ["visit"]', 'pairs = ["trip"]',
         "categories.toml, summit: pair 'trip' is no category"),
        ("actors.toml", 'aliases.en = ["Lavrov"', 'aliases.en = ["Shoigu"',
         "actors.toml, sergei-lavrov: 'Shoigu' is also sergei-shoigu"),
        ("actors.toml", 'to = "2024-05-14" }', 'to = "2025-05-14" }',
         "actors.toml, role russian-defence-minister: sergei-shoigu and andrei-belousov hold it at the same time"),
        ("actors.toml", 'style = "president"', 'style = "crown"',
         "actors.toml, role russian-president: style 'crown' is not defined"),
        ("chronology.csv", ",visit,happened,kim-il-sung |", ",journey,happened,kim-il-sung |",
         "chronology.csv, kim-il-sung-ussr-visit-1949: category 'journey' is not in categories.toml"),
        ("lesser.csv", ",visit,happened,oleg-kozhemyako |", ",visit,happened,the-governor |",
         "lesser.csv, kozhemyako-pyongyang-2023: actor 'the-governor' is not in actors.toml"),
    ],
)  # fmt: skip
def test_check_says_what_is_wrong_in_plain_words(
    tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    folder = tmp_path / "beat"
    shutil.copytree(FOLDER, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert problem in topics.check(folder)


def test_check_names_a_missing_file_and_a_bad_line(tmp_path: Path) -> None:
    folder = tmp_path / "beat"
    shutil.copytree(FOLDER, folder)
    (folder / "places.toml").unlink()
    assert topics.check(folder) == [
        f"{folder / 'places.toml'}: missing. Copy it from another topic and change it"
    ]
    shutil.copy(FOLDER / "places.toml", folder)
    chronology = folder / "chronology.csv"
    chronology.write_text(
        chronology.read_text(encoding="utf-8").replace("1948-09-18,", "1948-13-18,", 1), encoding="utf-8"
    )
    assert f"{chronology}, line 2" in topics.check(folder)[0]


# the source's words for whoever speaks, in English, in Arabic
UNNAMED = [
    ("مسؤولون أمريكيون", "American officials", "مسؤولون أمريكيون"),
    ("مسؤول كوري جنوبي", "South Korean official", "مسؤول كوري جنوبي"),
    ("مصادر", "sources", "مصادر"),
    ("US officials", "US officials", "مسؤولون من الولايات المتحدة"),
    ("Western diplomats", "Western diplomats", "دبلوماسيون"),
    ("источники", "sources", "مصادر"),
    ("북한 소식통", "North Korean source", "مصدر من كوريا الشمالية"),
    ("한국 정부 당국자", "South Korean official", "مسؤول من كوريا الجنوبية"),
    # no noun known: as it stands
    ("кто-то", "кто-то", "кто-то"),
    ("", "", ""),
]


@pytest.mark.parametrize(("words", "english", "arabic"), UNNAMED)
def test_a_speaker_without_a_name_in_each_language(words: str, english: str, arabic: str) -> None:
    assert (topics.unnamed(words, TOPIC, "en"), topics.unnamed(words, TOPIC, "ar")) == (english, arabic)


def test_arabic_cues_carry_pronouns_and_the_longest_is_found() -> None:
    scanner = CueScanner(
        "ar", {"sanctions": ["عقوبات"], "test": ["تجرب*"], "sea": ["تجربة بحر*"]}, joined=True
    )
    assert [cue.labels for cue in scanner.find(fold_text("عقوباتها بعد تجربة بحرية"))] == [
        ("sanctions",),
        ("sea", "test"),
    ]
    assert not list(CueScanner("ar", {"sanctions": ["عقوبات"]}).find(fold_text("عقوباتها")))
