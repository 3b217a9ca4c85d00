"""Dates, counts and sentences in the languages of the interface.

Each interface language is one TOML file in this folder, with the same keys; a new language is
a new file. Keys are dotted paths into it (`explain.offset`); `{name}` marks a field.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.edtf import EdtfDate, Granularity, Open

if TYPE_CHECKING:
    from timeline.models import Timex

_FOLDER = Path(__file__).parent

#: Isolates keep a date or a foreign phrase in one piece inside text of the other direction.
_FIRST_STRONG, _POP = "\u2068", "\u2069"


@cache
def languages() -> tuple[str, ...]:
    """The codes of the interface languages, English first."""
    codes = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return ("en", *(code for code in codes if code != "en"))


@cache
def catalogue(language: str) -> dict[str, Any]:
    """One language's whole catalogue; KeyError names a language that has no file."""
    path = _FOLDER / f"{language}.toml"
    if language not in languages():
        raise KeyError(f"{language}: no interface language; there are {', '.join(languages())}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(key: str, language: str = "en", **fields: object) -> str:
    """The catalogue's text for a dotted key with its fields filled; "" for an empty key.

    A field that is a text of digits only is a number to agree with where the catalogue
    gives the key as a table of plural forms (zero, one, two, few, many, other; CLDR).
    """
    if not key:
        return ""
    entry: Any = catalogue(language)
    for part in key.split("."):
        entry = entry[part]
    if isinstance(entry, dict):
        n = int(str(fields["n"]))
        entry, fields = _inflected(entry, n, language), {**fields, "n": f"{n:,}"}
    return _smooth(entry.format(**fields), language) if fields else entry


def _smooth(text: str, language: str) -> str:
    """The text where two words clash that were put together: «في» before «من 10 إلى 12»."""
    for clash, instead in catalogue(language)["date"]["clashes"]:
        text = text.replace(clash, instead)
    return text


def plural(n: int, language: str) -> str:
    """The CLDR plural category of a whole number: Arabic has six, English two.

    >>> [plural(n, "ar") for n in (0, 1, 2, 3, 11, 100)]
    ['zero', 'one', 'two', 'few', 'many', 'other']
    """
    if language == "ar":
        if n <= 2:
            return ("zero", "one", "two")[n]
        rest = n % 100
        return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
    if language == "ru":
        tens, ones = n % 100, n % 10
        if ones == 1 and tens != 11:
            return "one"
        return "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"
    return "one" if n == 1 else "other"


def count(what: str, n: int, language: str) -> str:
    """How many there are of what, as the language counts: a key of the catalogue's `counts`.

    >>> count("events", 1, "en"), count("events", 2, "ar")
    ('1 event', 'حدثان')
    """
    return _inflected(catalogue(language)["counts"][what], n, language).format(n=f"{n:,}")


def translated(text: str, section: str, language: str) -> str:
    """A text that was made in English, in another language, where the catalogue's section has it.

    The section's English texts are patterns: what stands in their fields is carried over.

    >>> translated("larger than 100 MB", "problems", "ar")
    'أكبر من \\u2068100\\u2069 ميغابايت'
    """
    if language == "en":
        return text
    for key, pattern in _patterns(section):
        if found := pattern.fullmatch(text):
            fields = {name: isolate(value) for name, value in found.groupdict().items()}
            return catalogue(language)[section][key].format(**fields)
    return text


@cache
def _patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each English text of a section as a pattern, those with the most words of their own first."""
    texts = sorted(catalogue("en")[section].items(), key=lambda item: -len(re.sub(r"{\w+}", "", item[1])))
    return tuple(
        (
            key,
            re.compile(
                re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(text.replace("{{", "{").replace("}}", "}"))),
                re.S,
            ),
        )
        for key, text in texts
    )


def _inflected(forms: dict[str, str], n: int, language: str) -> str:
    return forms.get(plural(n, language), forms["other"])


def isolate(text: str) -> str:
    """The text wrapped so that it keeps its own direction inside any other."""
    return f"{_FIRST_STRONG}{text}{_POP}"


def quote(text: str, language: str) -> str:
    """Words of a source in the quotation marks of the language; inside them they keep their own direction."""
    return catalogue(language)["explain"]["quote"].format(text=isolate(" ".join(text.split())))


def date_text(value: EdtfDate | None, language: str = "en", short: bool = False) -> str:
    """A date as that language's press writes it, no sharper than it is known.

    >>> date_text(EdtfDate.parse("[2023-09-04..2023-09-10]"))
    '4–10 September 2023'
    >>> date_text(EdtfDate.parse("2022-02/.."), "ar")
    'منذ فبراير 2022'
    """
    words = catalogue(language)["date"]
    if value is None:
        return words["unknown"]
    text = _bare(value, words, short)
    if value.qualifier:
        text = words["approximate_span" if value.is_span else "approximate"].format(date=text)
    if value.open is Open.END:
        text = words["since"].format(date=text)
    elif value.open is Open.START:
        text = words["until"].format(date=text)
    return _smooth(text, language)


def _bare(value: EdtfDate, words: dict[str, Any], short: bool) -> str:
    first, last = value.earliest, value.latest
    months = words["months_short" if short else "months"]
    unit = value.granularity

    def day(d: Any, year: bool = True, month: bool = True) -> str:
        form = "day_month_year" if year else "day_month" if month else "day"
        return words[form].format(day=d.day, month=months[d.month - 1], year=d.year)

    if value.days == 1:
        return day(first)
    if not value.is_span and "[" not in value.text:
        code = value.text.strip("./~?%")[5:7]
        named = unit in (Granularity.SEASON, Granularity.QUARTER, Granularity.HALF, Granularity.PART_OF_YEAR)
        if named and code in words["groups"]:
            return words["groups"][code].format(year=first.year)
        if unit is Granularity.MONTH:
            return words["month_year"].format(month=months[first.month - 1], year=first.year)
        if unit is Granularity.YEAR:
            return words["year"].format(year=first.year)
        if unit is Granularity.DECADE and first.year % 100:
            forms = words["decades"]  # one for all, or one a decade of the century
            century = words["centuries"].get(str(first.year // 100 + 1), words["centuries"]["other"])
            form = forms[min(first.year % 100 // 10, len(forms) - 1)]
            return form.format(year=first.year, century=century.format(number=first.year // 100 + 1))
    if unit is Granularity.CENTURY and last.year == first.year + 99 and last.year % 100 == 0:
        number = str(last.year // 100)
        return words["centuries"].get(number, words["centuries"]["other"]).format(number=number)
    part = f"{first.day}-{last.day if last.day < 28 else 'end'}"
    if unit is Granularity.PART_OF_MONTH and (first.month == last.month) and part in words["parts"]:
        month = words["month_year"].format(month=months[first.month - 1], year=first.year)
        return words["parts"][part].format(month=month)
    whole_months = first.day == 1 and (last.month != _next_day(last).month)
    if whole_months and (first.month, last.month) == (1, 12):
        return _range(str(first.year), str(last.year), words, tight=True)
    if whole_months:
        start = words["month_year" if first.year != last.year else "month"]
        return _range(
            start.format(month=months[first.month - 1], year=first.year),
            words["month_year"].format(month=months[last.month - 1], year=last.year),
            words,
        )
    if first.year != last.year:
        return _range(day(first), day(last), words)
    if first.month != last.month:
        return _range(day(first, year=False), day(last), words)
    return _range(day(first, year=False, month=False), day(last), words, tight=True)


def _next_day(day: Any) -> Any:
    from datetime import date, timedelta

    return day + timedelta(days=1) if day < date.max else day.replace(day=1)


def _range(first: str, last: str, words: dict[str, Any], tight: bool = False) -> str:
    return words["range_tight" if tight else "range"].format(first=first, last=last)


def explanation(timex: Timex, language: str = "en") -> str:
    """How a date expression was read, in one sentence.

    Quoted words and dates are isolated, so that neither direction breaks the other.
    """
    words = catalogue(language)["explain"]
    fields = {
        "text": quote(timex.text, language),
        "value": date_text(timex.value, language),
        "reference": date_text(timex.reference, language),
        "anchor": quote(timex.anchor.text, language) if timex.anchor else "",
    }
    if timex.value is None:
        key = "undatable" if timex.kind == "unresolved" or timex.certainty == "unsure" else "unresolved"
    elif timex.anchor:
        key = "anchored"
    elif timex.reference is None:
        key = "explicit"
    else:
        direction = timex.rule.rpartition("+")[2]  # that tense chose
        key = (
            "since-duration" if timex.measures and timex.kind == "away"
            else direction if direction in ("past", "future") else "relative"
        )  # fmt: skip
    text = words[key].format(**fields)
    if timex.certainty != "certain" and timex.value is not None:
        readings = words["or"].join(date_text(v, language) for v in timex.alternatives)
        text += words["readings" if readings else str(timex.certainty)].format(readings=readings)
    return _smooth(text, language)
