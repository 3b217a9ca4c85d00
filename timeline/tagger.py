"""Recognise date expressions: where they stand and by which rule, with nothing resolved yet.

A scan finds words of the lexicon and numbers. Neighbours that a known gap joins make a run; the
classes of a run's items and its gaps are its shape, and a shape is parsed once and remembered.
Parsing goes level by level, the longest form first; what a rule matched is one item above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from timeline.folding import LETTERS, Folded, fold
from timeline.languages import SCRIPTS, Form, Language, LanguageError, Rule, Word, available, load

#: A run longer than this is cut: no date expression has so many parts.
_MOST_ITEMS = 24
#: Two items further apart than this, in code points, are never one expression.
_WIDEST_GAP = 20
#: Shapes remembered per language before the memory is emptied.
_MOST_SHAPES = 20_000
#: Texts between two items remembered per language, those that join nothing too.
_MOST_GAPS = 20_000
#: A line at least this long may be wrapped; the white space after a shorter one ends a run.
_WRAPPED_LINE = 50

#: How much text is folded and read at a time, in code points: memory stays bounded.
_PIECE = 100_000
#: A word, or a cluster of digits and the signs between them.
TOKEN = re.compile(rf"[{LETTERS}]+|[0-9](?:[0-9]|[.,:/\-](?=[0-9]))*")
_NAME_BEFORE = re.compile(r"[^\W\d_][-/]?\Z|[$€£₩¥№#.]\Z|[0-9][.,:/\-]\Z")
_NAME_BEHIND = re.compile(r"%|‰|°|\^|[.,][0-9]")
#: Most numbers stand between these, and are no part of a name.
_FREE = frozenset(" \n(")
_TAIL = re.compile(r"[^\W\d_]*")
_DIGITS_BEFORE = re.compile(r"[0-9][0-9.,:/ -]{0,20}\Z")
_DIGITS = "0123456789"

#: What was found in a text: its kind, where it starts and ends, and its value in each class.
_Hit = tuple[str, int, int, dict[str, Any]]


@dataclass(slots=True, eq=False)
class Item:
    """A word or a number with its place in the folded text and what it can mean; never changed."""

    kind: str
    start: int
    end: int
    values: dict[str, Any]


@dataclass(slots=True, eq=False)
class Node:
    """What a rule matched: slots hold items or the nodes of lower rules; never changed."""

    rule: Rule
    start: int
    end: int
    slots: tuple[tuple[str, Item | Node], ...]
    language: Language
    #: Every item and node it covers, in order: what is left where the rule is refused.
    parts: tuple[Item | Node, ...] = ()
    #: Forms of other rules that match the same parts, in the file's order.
    others: tuple[Form, ...] = ()

    def get(self, name: str) -> Any:
        """A slot's value in its class, its node, or None."""
        for slot, filler in self.slots:
            if slot == name:
                return filler if isinstance(filler, Node) else filler.values.get(name.rstrip(_DIGITS))
        return None

    def child(self, name: str = "date") -> Node | None:
        filler = next((f for slot, f in self.slots if slot == name), None)
        return filler if isinstance(filler, Node) else None

    def nodes(self) -> list[Node]:
        return [part for part in self.parts if isinstance(part, Node)]

    def readings(self) -> Iterator[Node]:
        """The node itself, then the same parts by each other rule: the first that stands is taken."""
        yield self
        for form in self.others:
            yield replace(self, rule=form.rule, slots=_slots(form, self.parts), others=())


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, `base` code points into it, and the expressions recognised in it."""

    base: int
    source: str
    folded: Folded
    nodes: list[Node]


def stretches(text: str, language: str | None = None) -> Iterator[Stretch]:
    """The text piece by piece, cut at line ends, with its expressions in order, not overlapping.

    `language` is the main language, found by script when None; words of another script are read
    by the language of that script, so that an English date line in an Arabic page is read too.
    """
    main = language or language_of(text)
    start = 0
    while start < len(text):
        stop = _cut(text, start)
        source = text[start:stop]
        folded = fold(source)
        yield Stretch(start, source, folded, recognise(folded.text, main))
        start = stop


def _cut(text: str, start: int) -> int:
    """The end of the piece that begins at `start`: after a line end, else after white space."""
    target = start + _PIECE
    if target >= len(text):
        return len(text)
    for mark in ("\n", " "):
        at = text.rfind(mark, start, target)
        if at > start:
            return at + 1
    return target


def language_of(text: str) -> str:
    """The language that has a file here and whose script most of the text is in."""
    sample = text[:20_000]
    counts = {code: len(re.findall(f"[{letters}]", sample)) for code, letters in _letters().items()}
    return max(counts, key=lambda code: (counts[code], code == "en"))


@cache
def _letters() -> dict[str, str]:
    """The first language of each script, and the letters of the script."""
    by_script = {}
    for code in sorted(available(), key=lambda code: code != "en"):
        by_script.setdefault(load(code).settings["script"], code)
    return {code: SCRIPTS[script] for script, code in by_script.items()}


def recognise(text: str, main: str) -> list[Node]:
    """The date expressions of folded text, in order, not overlapping."""
    language = readable(main)
    found = _of_language(text, language, 0, len(text)) if language else []
    others, stretch = _others(language.settings["script"] if language else "Latn")
    alone, passed = True, 0
    for match in stretch.finditer(text):
        alone = False
        digits = _DIGITS_BEFORE.search(text, max(passed, match.start() - 21), match.start())
        start, passed = digits.start() if digits else match.start(), match.end()
        for code, letter in others:
            if letter.search(text, match.start(), match.end()):
                found += _of_language(text, load(code), start, match.end())
    return found if alone else _without_overlaps(found)


def readable(code: str) -> Language | None:
    """The language of a code, None for one that nobody knows."""
    try:
        return load(code)
    except LanguageError:
        if code in available():
            raise
        return None


@cache
def _others(own: str) -> tuple[list[tuple[str, re.Pattern[str]]], re.Pattern[str]]:
    """The languages of the other scripts, each with its letters, and what text in them looks like."""
    others = {code: letters for code, letters in _letters().items() if letters != SCRIPTS.get(own)}
    letters = "".join(others.values())
    return (
        [(code, re.compile(f"[{letters}]")) for code, letters in others.items()],
        re.compile(rf"[{letters}](?:[{letters}0-9 .,:/'()-]*[{letters}0-9])?"),
    )


def _without_overlaps(nodes: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in sorted(nodes, key=lambda n: (n.start, -n.end)):
        if not kept or node.start >= kept[-1].end:
            kept.append(node)
        elif node.end - node.start > kept[-1].end - kept[-1].start:
            kept[-1] = node
    return kept


def _of_language(text: str, language: Language, start: int, stop: int) -> list[Node]:
    found: list[Node] = []
    shapes = language.shapes
    for run, gaps in _runs(text, language, start, stop):
        if gaps or shapes.get(run[0][0]) != ():
            found += _parse(run, gaps, language)
    return found


def _runs(text: str, language: Language, start: int, stop: int) -> Iterator[tuple[list[_Hit], list[str]]]:
    """Hits that known gaps join, and the gap codes between them."""
    run: list[_Hit] = []
    gaps: list[str] = []
    gap_of = language.gaps
    end = start
    for hit in _scan(text, language, start, stop):
        if run:
            code = ""
            if hit[1] - end <= _WIDEST_GAP and len(run) < _MOST_ITEMS:
                raw = text[end : hit[1]]
                code = gap_of.get(raw)
                if code is None:
                    code = _gap(raw, text, end, language)
            if code:
                gaps.append(code)
            else:
                yield run, gaps
                run, gaps = [], []
        run.append(hit)
        end = hit[2]
    if run:
        yield run, gaps


def _gap(raw: str, text: str, at: int, language: Language) -> str:
    """The code of a gap not met before, "" where it joins nothing; only what has no line break is kept."""
    if "\n" in raw:
        return _wrapped(raw, text, at, language) or ""
    code = language.gap(raw) or ""
    if len(language.gaps) < _MOST_GAPS:
        language.gaps[raw] = code
    return code


def _wrapped(raw: str, text: str, at: int, language: Language) -> str | None:
    """A single line break joins where the line before it is long enough to have been wrapped."""
    if raw.count("\n") > 1 or at - text.rfind("\n", 0, at) < _WRAPPED_LINE:
        return None
    return language.gap(raw) if not raw.strip() else None


def _scan(text: str, language: Language, start: int, stop: int) -> Iterator[_Hit]:
    """The words of the lexicon and the numbers of a text, in order, not overlapping."""
    words, look_up = language.words, language.look_up
    name, numbers = language.number_kinds["name"], language.numbers
    end, after_number = -1, False
    for match in TOKEN.finditer(text, start, stop):
        token = match[0]
        if token < ":":  # digits come before every letter
            begin = match.start()
            if begin < end:
                continue
            for hit in _numbers(token, begin, language):
                if _is_in_name(text, hit[1], hit[2], end, after_number, language):
                    hit = (name, hit[1], hit[2], _NAME)
                yield hit
                end, after_number = hit[2], hit[0] in numbers
            continue
        entry = words[token] if token in words else look_up(token)
        if entry is None:
            continue
        begin = match.start()
        if begin < end:
            continue
        if entry.parts:
            for first, last, part in entry.parts:
                yield part.kind, begin + first, begin + last, part.values
            end, after_number = match.end(), False
            continue
        begin, close = begin + entry.before, match.end() - entry.behind
        if entry.rests and text.startswith(entry.rests, close):
            entry, close = _longest(entry, text, close, language)
        if entry.kind:
            yield entry.kind, begin, close, entry.values
            end, after_number = close, False


#: Scripts whose words stand glued to numbers: Arabic, and those no language file is in.
_GLUING = ("Arab", "")
#: The value of a number that is part of a name.
_NAME = {"name": True}


def _is_in_name(text: str, start: int, stop: int, end: int, after_number: bool, language: Language) -> bool:
    """True for a number that is part of a name or a price (Su-35, COVID-19, $2023, 45%)."""
    before = text[start - 1] if start else " "
    if before not in _FREE and _NAME_BEFORE.search(text, max(0, start - 2), start):
        gap = text[end:start] if 0 <= end >= start - 1 else None
        joined = gap in ("", "-", "/") or (gap == "." and not after_number)
        if not joined and not (
            language.settings["script"] in _GLUING and before.isalpha() and not before.isascii()
        ):
            return True
    return text[stop : stop + 1] not in _FREE and _NAME_BEHIND.match(text, stop) is not None


def _longest(entry: Word, text: str, end: int, language: Language) -> tuple[Word, int]:
    for rest, longer in entry.longer:
        if text.startswith(rest, end):
            close = end + len(rest)
            if not text[close : close + 1].isalpha():
                return longer, close
            tail = _TAIL.match(text, close)
            if tail and language.is_tail(tail[0]):
                return longer, close
    return entry, end


def _numbers(cluster: str, start: int, language: Language) -> Iterator[_Hit]:
    """The hits of one cluster of digits: a numeric date, a clock, or plain numbers."""
    kinds = language.number_kinds
    if cluster.isdigit() and len(cluster) <= _LONGEST_NUMBER:
        yield _number(cluster, start, kinds)
        return
    if len(cluster) > _LONGEST_NUMBER:
        yield kinds["name"], start, start + len(cluster), {"name": cluster}
        return
    years = _YEARS.match(cluster) if language.settings["year_pairs"] else None
    if years and (int(years[1][2:]) < int(years[2][-2:]) or years[1][2:] + years[2][-2:] == "9900"):
        yield _number(years[1], start, kinds)
        yield _number(years[2], start + years.start(2), kinds)
        return
    numeric = _numeric(cluster)
    if numeric:
        yield kinds[numeric], start, start + len(cluster), {_NUMERIC_CLASS[numeric]: cluster}
        return
    for part in re.finditer(r"[^\-]+", cluster):
        piece = part.group()
        if piece.isdigit():
            yield _number(piece, start + part.start(), kinds)
        else:
            numeric = _numeric(piece) or _spaced_out(piece)
            value: Any = int(piece.replace(",", "")) if numeric == "number" else piece
            values = {_NUMERIC_CLASS.get(numeric, "number"): value}
            yield kinds[numeric], start + part.start(), start + part.end(), values


#: A cluster of digits and signs longer than this names or counts something, but dates nothing.
_LONGEST_NUMBER = 24
_NUMERIC_CLASS = {
    "full": "numeric_date",
    "partial": "numeric_day_month",
    "month-year": "numeric_month_year",
    "clock": "clock",
    "name": "name",
}
_FULL = re.compile(r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d\d))\Z")
_PARTIAL = re.compile(r"\d{1,2}[/.]\d{1,2}\Z")
_MONTH_YEAR = re.compile(r"(?:\d{1,2}[/.]\d{4}|\d{4}[/.\-](?:0[1-9]|1[0-2]))\Z")
_YEARS = re.compile(r"(\d{4})[-/](\d\d|\d{4})\Z")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?\Z")


def _numeric(cluster: str) -> str:
    if _FULL.match(cluster):
        return "full"
    if _PARTIAL.match(cluster):
        return "partial"
    if _CLOCK.match(cluster):
        return "clock"
    return "month-year" if _MONTH_YEAR.match(cluster) else ""


def _spaced_out(cluster: str) -> str:
    """A cluster that is no date: a number with separators counts, anything else is a name."""
    return "number" if re.fullmatch(r"\d{1,3}(?:,\d{3})+", cluster) else "name"


def _number(digits: str, start: int, kinds: dict[str, str]) -> _Hit:
    kind, values = _meaning(digits)
    return kinds[kind], start, start + len(digits), values


@lru_cache(10_000)
def _meaning(digits: str) -> tuple[str, dict[str, Any]]:
    """What a plain number can be, and its value in each of those classes."""
    value, size = int(digits), len(digits)
    if size <= 2 and 1 <= value <= 12:
        kind = "small" if size == 1 else "small2"
    elif size == 2 and 13 <= value <= 31:
        kind = "day2"
    elif size == 2:
        kind = "two"
    elif size == 4 and 1300 <= value <= 1500:
        kind = "lunar"
    elif size == 4 and 1500 < value <= 2200:
        kind = "year"
    else:
        kind = "number"
    return kind, {
        "number": value, "count": value, "day": value, "month_number": value,
        "year": value, "lunar_year": value, "short_year": digits,
    }  # fmt: skip


def _parse(run: list[_Hit], gaps: list[str], language: Language) -> list[Node]:
    shape = run[0][0]
    for gap, hit in zip(gaps, run[1:], strict=True):
        shape += gap + hit[0]
    plan = language.shapes.get(shape)
    if plan is None:
        if len(language.shapes) >= _MOST_SHAPES:
            language.shapes.clear()
        plan = language.shapes[shape] = _plan(shape, language)
    return [_build(step, run, language) for step in plan]


#: A planned node: its form, first and last item of the run, its parts (an item's index or a plan),
#: and the forms of other rules that match as much.
_Plan = tuple[Form, int, int, tuple, tuple[Form, ...]]


def _plan(shape: str, language: Language) -> tuple[_Plan, ...]:
    """How a shape parses: for each level in turn, the leftmost longest forms."""
    kinds: list[str] = list(shape[::2])
    gaps: list[str] = list(shape[1::2])
    parts: list[int | _Plan] = list(range(len(kinds)))
    for forms_by_first in language.levels:
        at = 0
        while at < len(kinds):
            form: Form | None = None
            others: dict[str, Form] = {}
            for candidate in forms_by_first.get(kinds[at], ()):
                if form and len(candidate.items) < len(form.items):
                    continue
                if not candidate.matches(kinds, gaps, at):
                    continue
                if form is None or len(candidate.items) > len(form.items):
                    form, others = candidate, {}
                elif candidate.rule is not form.rule:
                    others.setdefault(candidate.rule.name, candidate)
            if form is None:
                at += 1
                continue
            count = len(form.items)
            inner = tuple(parts[at : at + count])
            first, last = inner[0], inner[-1]
            plan: _Plan = (
                form,
                first if isinstance(first, int) else first[1],
                last if isinstance(last, int) else last[2],
                inner,
                tuple(others.values()),
            )
            kinds[at : at + count] = [language.node_kinds[form.rule.yields]]
            gaps[at : at + count - 1] = []
            parts[at : at + count] = [plan]
            at += 1
    return tuple(part for part in parts if not isinstance(part, int))


def _build(plan: _Plan, run: list[_Hit], language: Language) -> Node:
    form, first, last, inner, others = plan
    parts = tuple(
        [Item(*run[part]) if isinstance(part, int) else _build(part, run, language) for part in inner]
    )
    return Node(form.rule, run[first][1], run[last][2], _slots(form, parts), language, parts, others)


def _slots(form: Form, parts: tuple[Item | Node, ...]) -> tuple[tuple[str, Item | Node], ...]:
    slots = []
    for name, part in zip(form.names, parts, strict=True):
        if name:
            slots.append((_slot(name, part) if "|" in name else name, part))
    return tuple(slots)


def _slot(name: str, part: Item | Node) -> str:
    """Which of the names of a slot the part answers to: `day|ordinal` is one or the other."""
    classes = part.rule.yields if isinstance(part, Node) else part.values
    choices = name.split("|")
    return next((choice for choice in choices if choice.rstrip(_DIGITS) in classes), choices[0])
