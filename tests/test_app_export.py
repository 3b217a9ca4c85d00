"""The Export page without a browser: what is withheld, what changed, what is cited, what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.test_app import LANGUAGES, own, run, said
from tests.test_exports import TOPIC
from tests.test_exports_package import altered, another_date
from timeline import exports, wording
from timeline.dossier import Dossier, Home
from timeline.exports import chromium
from timeline.exports.share import WITHHELD

TEXT = (
    "Moscow, 20 September 2023. Putin and Kim Jong Un met in Vladivostok on 25 April 2019. "
    "Lavrov visited Pyongyang on 19 October 2023."
)
OTHER = "Seoul, 12 October 2023. Shoigu visited Pyongyang on 25 July 2023."


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("TIMELINE_HOME", str(tmp_path))
    return Home()


def dossier() -> Dossier:
    made = own(("page.txt", TEXT.encode()), ("other.txt", OTHER.encode()))
    made.keep_days({"page.txt": "2023-10-03"})
    return made


def opened(language: str, made: Dossier | None = None, **query: Any) -> Any:
    app = run("export_page", made or dossier(), lang=language, **query)
    assert not app.exception, [e.value for e in app.exception]
    return app


def cited(app: Any) -> str:
    return "\n".join(code.value for code in app.code)


def previewed(app: Any) -> str:
    return "\n".join(frame.value.to_csv() for frame in app.dataframe)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_goes_out_and_cites_each_source(language: str) -> None:
    app = opened(language)
    counted = wording.count("documents", 2, language)
    assert counted in said(app) and wording.say("export.made_with", language, version="")[:8] in said(app)
    day = {"en": "accessed 3 October 2023", "ar": "اطُّلع عليه في 3 أكتوبر 2023"}[language]
    assert day in cited(app) and len(cited(app).splitlines()) == 2
    assert {b.key for b in app.get("download_button")} | {b.key for b in app.button} >= {
        f"{'prepare' if form.drawn else 'download'}-{name}" for name, form in exports.FORMATS.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_withheld_is_gone_from_the_page_and_said(language: str) -> None:
    app = opened(language)
    assert "page.txt" in previewed(app) and "Lavrov" in previewed(app)
    for name in WITHHELD:
        app.checkbox(key=f"share-{name}").check()
    app.run()
    assert not app.exception
    assert "page.txt" not in previewed(app) + cited(app) and "Lavrov" not in previewed(app)
    assert all(wording.say(f"export.share.{name}", language) in said(app) for name in WITHHELD)


def test_a_document_is_withheld_whole() -> None:
    app = opened("en")
    first = next(iter(app.multiselect(key="share-documents").options))
    app.multiselect(key="share-documents").select(first).run()
    assert not app.exception and first not in previewed(app) + cited(app)
    assert wording.say("export.share.documents", "en") in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_older_package_is_laid_beside_the_dossier(language: str) -> None:
    made = own(("page.txt", TEXT.encode()))
    whole = package_of(made, language)
    made.add("other.txt", OTHER.encode())
    app = opened(language, made)
    app.file_uploader(key="changes-file").set_value(("old.zip", whole, "application/zip")).run()
    assert not app.exception
    new = wording.say("export.changes.new", language, title="", date="").split(":")[0]
    assert new in said(app) and {"en": "25 July 2023", "ar": "25 يوليو 2023"}[language] in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", [b"no zip", altered(another_date)])
def test_a_package_that_is_refused_is_refused_in_the_language_of_the_page(
    language: str, content: bytes
) -> None:
    app = opened(language)
    app.file_uploader(key="changes-file").set_value(("old.zip", content, "application/zip")).run()
    (error,) = app.error
    assert not app.exception
    bare = error.value.replace("events.csv", "").replace("events\\.csv", "").replace("zip", "")
    assert ("changed after" in bare or "can be read" in bare) is (language == "en")
    assert bool(set("غيريق") & set(bare)) is (language == "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_chromium_and_a_font_the_rest_is_made(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "NAMES", ("no-such-browser",))
    monkeypatch.setattr(chromium, "arabic_font", lambda: False)
    app = opened(language)
    said_missing = wording.say("export.no_chromium", language)
    assert said(app).count(said_missing) == sum(form.drawn for form in exports.FORMATS.values())
    assert wording.say("export.no_arabic_font", language) in said(app)
    off = {b.key for b in app.get("download_button") if b.proto.disabled}
    assert off == {f"download-{name}" for name, form in exports.FORMATS.items() if form.drawn}


def package_of(made: Dossier, language: str) -> bytes:
    """The package that the dossier's Export page gives."""
    from timeline.pipeline import build_timeline

    return exports.make("package", exports.Selection.of(build_timeline(made.sources()), TOPIC, language))
