"""Every language file: it loads, its examples hold, and nothing in it is idle."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline import languages
from timeline.languages import LanguageError, compiling, kept, load
from timeline.normalise.checking import wrong_example
from timeline.normalise.kinds import KINDS

_CODES = languages.available()
#: Kinds that the reader handles itself.
_OWN_KINDS = {"either", "list", "series"}
#: Options that name a set of [context].
_CONTEXTS = ("before", "unless", "then", "unless_then", "lead", "begins")


def _examples() -> list[tuple[str, str, str]]:
    return [(code, rule.name, text) for code in _CODES for rule in load(code).rules for text in rule.examples]


@pytest.mark.parametrize(("code", "rule", "example"), _examples())
def test_every_example_holds(code: str, rule: str, example: str) -> None:
    assert wrong_example(example, load(code)) == ""


@pytest.mark.parametrize("code", _CODES)
def test_every_rule_is_of_a_known_kind(code: str) -> None:
    assert {rule.kind for rule in load(code).rules} <= KINDS.keys() | _OWN_KINDS


@pytest.mark.parametrize("code", _CODES)
def test_rules_have_names_of_their_own(code: str) -> None:
    names = [rule.name for rule in load(code).rules]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("code", _CODES)
def test_every_context_a_rule_names_is_there(code: str) -> None:
    language = load(code)
    named = {
        rule.options[option] for rule in language.rules for option in _CONTEXTS if option in rule.options
    }
    assert named - language.settings["context"].keys() == set()


@pytest.mark.parametrize("code", _CODES)
def test_values_of_months_weekdays_and_seasons_are_in_range(code: str) -> None:
    limits = {"month": 12, "weekday": 7, "season": 4, "lunar_month": 12}
    for word in filter(None, load(code).words.values()):
        for name, limit in limits.items():
            assert 1 <= word.values.get(name, 1) <= limit


@pytest.mark.parametrize("code", _CODES)
def test_every_word_of_the_lexicon_is_one_word_of_a_text(code: str) -> None:
    language = load(code)
    words = [
        word for word, entry in language.words.items() if entry and not entry.before and not entry.behind
    ]
    missed = [word for word in words if not re.fullmatch(r"[^\W\d_]+", word) or not language.look_up(word)]
    assert missed == []


def test_a_missing_language_says_which_there_are() -> None:
    with pytest.raises(
        LanguageError,
        match=r"xx: no language file, and dateparser does not know it; there are ar, en, ko, ru",
    ):
        load("xx")


def copied(tmp_path: Path) -> Path:
    path = tmp_path / "en.toml"
    path.write_bytes(Path(languages.__file__).with_name("en.toml").read_bytes())
    return path


def kept_beside(path: Path) -> Path:
    (found,) = path.parent.glob("__pycache__/*.compiled")
    return found


def test_a_compiled_language_is_kept_and_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied(tmp_path)
    first = kept.compiled(path)
    before = kept_beside(path).read_bytes()
    monkeypatch.setattr(compiling, "compile_file", lambda path: pytest.fail("compiled again"))
    again = kept.compiled(path)
    assert (again.rules, again.levels, again.words) == (first.rules, first.levels, first.words)
    assert kept_beside(path).read_bytes() == before


def test_a_changed_file_is_compiled_anew(tmp_path: Path) -> None:
    path = copied(tmp_path)
    kept.compiled(path)
    path.write_text(path.read_text(encoding="utf-8").replace("name = ", "name = 'Z' #", 1), encoding="utf-8")
    assert kept.compiled(path).name == "Z"
    assert kept.compiled(path).name == "Z"


@pytest.mark.parametrize("damage", [lambda b: b[:-9], lambda b: b[:64] + b"cos\nsystem\n", lambda b: b""])
def test_what_is_kept_and_damaged_is_compiled_anew(tmp_path: Path, damage) -> None:
    path = copied(tmp_path)
    whole = kept.compiled(path)
    place = kept_beside(path)
    place.write_bytes(damage(place.read_bytes()))
    assert kept.compiled(path).rules == whole.rules


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path: Path) -> None:
    path = copied(tmp_path)
    (tmp_path / "__pycache__").write_text("a file where the folder would be")
    assert kept.compiled(path).code == "en"
