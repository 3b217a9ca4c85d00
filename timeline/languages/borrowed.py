"""A language without a file: the rules of `any.toml` over the month and day names that dateparser knows."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

from timeline.languages.compiling import compile_data
from timeline.languages.model import SCRIPTS, Language

_RULES = Path(__file__).with_name("any.toml")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CODE = re.compile(r"[a-z]{2,3}\Z")


def borrowed(code: str) -> Language | None:
    """The language of an ISO 639 code as far as dateparser knows it; None where it does not."""
    known = _locale(code)
    if known is None:
        return None
    data = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    data |= {
        "code": code,
        "name": known["name"],
        "script": _script(_words(known, "january")),
        "order": known.get("date_order", "DMY").lower(),
    }
    data["lexicon"] = {
        "month": {str(i): _words(known, name) for i, name in enumerate(_MONTHS, 1)},
        "weekday": {str(i): _words(known, name) for i, name in enumerate(_WEEKDAYS, 1)},
    }
    counted = known.get("no_word_spacing") == "True"
    data["rule"] = [rule for rule in data["rule"] if counted or not rule.get("counted")]
    if counted:
        data["glue"] |= {f"{unit}_unit": _words(known, unit) for unit in ("year", "month", "day")}
    return compile_data(data)


def _locale(code: str) -> dict[str, Any] | None:
    """What dateparser knows of a language: names, order of numbers."""
    if not _CODE.match(code):
        return None
    try:
        return import_module(f"dateparser.data.date_translation_data.{code}").info
    except ModuleNotFoundError:
        return None


def _script(word: str) -> str:
    """The script of a word, "" for one that no language file is in."""
    return next((name for name, letters in SCRIPTS.items() if re.match(f"[{letters}]", word)), "")


def _words(known: dict[str, Any], name: str) -> str:
    """The names of a month or a day as a file lists them; one of a single letter or with a digit is none."""
    names = (word.strip(" .") for word in known.get(name, ()))
    short = known.get("no_word_spacing") == "True"
    return " | ".join(
        word for word in names if word[:1].isalpha() and (short or len(word) > 1) and "|" not in word
    )
