"""Check a language file as its author would want it checked: it loads, and its examples hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from timeline import languages
from timeline.edtf import EdtfDate
from timeline.languages import Language, LanguageError
from timeline.normalise import find_dates

#: Classes of words that dates in every language need; where months are counted, the word behind them.
_NEEDED = (("month", "month_mark"), ("weekday",), ("unit",))


def check_language(path: Path) -> list[str]:
    """Every problem of a file in plain words; empty when it can be used.

    The file is put in use: this process reads its language with it from then on.
    """
    try:
        language = languages.use(path)
    except (LanguageError, OSError) as error:
        return [str(error)]
    classes = {name for word in language.words.values() if word for name in word.values}
    found = [f"{path.name}: the lexicon has no {names[0]}" for names in _NEEDED if classes.isdisjoint(names)]
    for rule in language.rules:
        said = (wrong_example(example, language) for example in rule.examples)
        found += [f"{path.name}, rule {rule.name}: {words}" for words in said if words]
    return found


def wrong_example(example: str, language: Language) -> str:
    """What is wrong with an example `text | reference = EDTF`; "" where it holds.

    A text with several dates names all of them in order: `= EDTF ; EDTF`.
    """
    text, equals, value = example.rpartition(" = ")
    text, _, day = text.partition(" | ")
    if not equals:
        return f"{example!r}: write it as text = EDTF, or text | reference day = EDTF"
    try:
        wanted = [EdtfDate.parse(one).text for one in value.split(" ; ")]
        reference = date.fromisoformat(day.strip()) if day.strip() else None
    except ValueError as error:
        return f"{example!r}: {error}"
    found = [
        (timex.text, timex.edtf, timex.rule) for timex in find_dates(text.strip(), reference, language.code)
    ]
    read = (
        "; ".join(f"{words} = {edtf or 'not resolved'} by {rule}" for words, edtf, rule in found) or "nothing"
    )
    return (
        ""
        if [edtf for _, edtf, _ in found] == wanted
        else f"{text.strip()!r} should be {value}, and gave {read}"
    )
