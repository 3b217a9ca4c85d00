"""Languages as data: each TOML file here becomes a lexicon and compiled rules.

A file holds `[lexicon]` (classes of words; a class whose words have values is a table of its
own), `[glue]` (what may stand between two parts of a date), `[[rule]]` (named-slot patterns of
a rule kind), `[cues]`, `[guards]` and `[context]`. docs/adding-a-language.md explains each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from timeline.folding import fold_text
from timeline.languages.patterns import Element, Flat, expand

_FOLDER = Path(__file__).parent

#: Classes of digits, by what the number can be; `tagger` gives each number one of these sets.
NUMBER_KINDS: dict[str, frozenset[str]] = {
    "small": frozenset({"number", "count", "day", "month_number"}),
    "small2": frozenset({"number", "count", "day", "month_number", "short_year"}),
    "day2": frozenset({"number", "count", "day", "short_year"}),
    "two": frozenset({"number", "count", "short_year"}),
    "year": frozenset({"number", "count", "year"}),
    "lunar": frozenset({"number", "count", "year", "lunar_year"}),
    "number": frozenset({"number", "count"}),
    "full": frozenset({"numeric_date"}),
    "partial": frozenset({"numeric_day_month"}),
    "month-year": frozenset({"numeric_month_year"}),
    "clock": frozenset({"clock"}),
    "name": frozenset({"name"}),
}

_KIND_BASE, _GAP_BASE = 0xE000, 0xF0000
_WORD_CHAR = r"[^\W\d_]"
_PIECES = re.compile(r"[^\W_]+|[^\w\s]")

#: A bracket of endings has no white space in it; within one `|` is kept apart by this sign.
_ENDINGS = re.compile(r"\((\S*?\|\S*?)\)")
_OR = "\x1f"

#: By how many of its first letters a word is told to be no entry with particles behind it.
_HEAD = 3

#: Words of texts remembered per language, with what they turned out to be.
_MOST_WORDS = 60_000

#: A word longer than this, in letters, is not taken apart.
_LONGEST_GLUED = 24


class LanguageError(ValueError):
    """A language file that cannot be used: where, what, what to do."""


@dataclass(slots=True)
class Word:
    """What a word can be: one private code point for its set of classes, and a value in each."""

    kind: str
    values: dict[str, Any]
    #: How many letters of a glued prefix or of a particle stand before and behind the word.
    before: int = 0
    behind: int = 0
    #: Longer entries that begin with this word: (what follows, folded, with its space; the entry).
    longer: tuple[tuple[str, Word], ...] = ()
    #: The words glued into one, with their places in it (`compounds`): 월말까지 is 월, 말 and 까지.
    parts: tuple[tuple[int, int, Word], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reading of some patterns; `options` are the file's other keys of the rule."""

    name: str
    kind: str
    level: int
    yields: frozenset[str]
    options: dict[str, Any]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One flat pattern of a rule over the shapes of runs."""

    rule: Rule
    #: The name of each item the form matches, "" where it is only there to be matched; `|` of two.
    names: tuple[str, ...]
    #: The kinds each item may have, and the gaps that may stand between it and the next.
    items: tuple[str, ...]
    gaps: tuple[str, ...]

    def matches(self, kinds: list[str], gaps: list[str], at: int) -> bool:
        """True where the items from `at` on are the form's."""
        if at + len(self.items) > len(kinds):
            return False
        for i, item in enumerate(self.items):
            if kinds[at + i] not in item or (i and gaps[at + i - 1] not in self.gaps[i - 1]):
                return False
        return True


@dataclass(slots=True)
class Language:
    """One language, compiled. `shapes` remembers parsed shapes; it holds nothing of any text."""

    code: str
    name: str
    order: str
    settings: dict[str, Any]
    words: dict[str, Word | None]
    heads: frozenset[str]
    number_kinds: dict[str, str]
    gaps: dict[str, str]
    levels: list[dict[str, list[Form]]]
    node_kinds: dict[frozenset[str], str]
    rules: tuple[Rule, ...]
    shapes: dict[str, Any] = field(default_factory=dict)

    def look_up(self, word: str) -> Word | None:
        """The entry of a folded word, glued prefixes and particles allowed."""
        try:
            return self.words[word]
        except KeyError:
            entry = self._affixed(word)
            if len(self.words) < _MOST_WORDS:
                self.words[word] = entry
            return entry

    def _affixed(self, word: str) -> Word | None:
        prefixes = self.settings["prefixes"]
        for prefix in prefixes if word.startswith(prefixes) else ():
            if word.startswith(prefix):
                whole = self.settings["assimilated"].get(prefix, "")
                entry = self.words.get(whole + word[len(prefix) :])
                if entry and not entry.before:
                    before = len(prefix) - (prefix[-1] == whole[-1:])
                    return Word(entry.kind, entry.values, before, 0, entry.longer)
        if len(word) <= _LONGEST_GLUED and any(word[:size] in self.heads for size in range(1, _HEAD + 1)):
            return self._behind(word, 1) or self._compound(word) or self._behind(word, 3)
        return None

    def _behind(self, word: str, most: int) -> Word | None:
        """A word with so many particles behind it at most."""
        for cut in range(len(word) - 1, 0, -1):
            entry = self._bare(word[:cut])
            if entry and self.is_tail(word[cut:], most):
                return Word(entry.kind, entry.values, 0, len(word) - cut, ())
        return None

    def _bare(self, word: str) -> Word | None:
        """The entry of a word with nothing glued on."""
        entry = self.words.get(word)
        return entry if entry and entry.kind and not entry.behind and not entry.parts else None

    def is_tail(self, tail: str, most: int = 3) -> bool:
        """True where the letters are particles, one or several: 까지는."""
        particles = self.settings["particles"]
        return tail in particles or any(
            tail[:cut] in particles and self.is_tail(tail[cut:], most - 1)
            for cut in range(1, len(tail) if most > 1 else 0)
        )

    def _compound(self, word: str) -> Word | None:
        """Words glued into one: any number of the first rank of `compounds`, then one of each later."""
        parts = self._glued(word, 0, -1) if self.settings["compounds"] else None
        return Word(parts[0][2].kind, parts[0][2].values, parts=parts) if parts else None

    def _glued(self, word: str, start: int, rank: int) -> tuple[tuple[int, int, Word], ...] | None:
        for stop in range(len(word), start, -1):
            entry = self._bare(word[start:stop])
            own = self._rank(entry, rank) if entry else None
            if entry is None or own is None:
                continue
            if start and (stop == len(word) or self.is_tail(word[stop:])):
                return ((start, stop, entry),)
            rest = self._glued(word, stop, own)
            if rest:
                return ((start, stop, entry), *rest)
        return None

    def _rank(self, entry: Word, before: int) -> int | None:
        """The first rank of `compounds` that an entry has and that may follow the rank before it."""
        for rank, classes in enumerate(self.settings["compounds"]):
            if (rank > before or rank == before == 0) and not classes.isdisjoint(entry.values):
                return rank
        return None

    def gap(self, raw: str) -> str | None:
        """The code of what stands between two items, None where nothing may join them."""
        return self.gaps.get(" ".join(_PIECES.findall(raw)))


def available() -> tuple[str, ...]:
    """The codes of the languages that have a file here."""
    return tuple(sorted({*(path.stem for path in _FOLDER.glob("*.toml")), *_USED}))


#: Files used in place of those here, by code.
_USED: dict[str, Path] = {}


def use(path: Path) -> Language:
    """The language of a file anywhere, which from then on this process reads its code with.

    To be called before any text is read: what was compiled from the file here stays in memory.
    """
    language = compile_file(path)
    _USED[language.code] = path
    load.cache_clear()
    return load(language.code)


@cache
def load(code: str) -> Language:
    """The compiled language of a code; LanguageError where its file is missing or wrong."""
    path = _USED.get(code, _FOLDER / f"{code}.toml")
    if not path.exists():
        raise LanguageError(f"{code}: no language file; there are {', '.join(available())}")
    return compile_file(path)


def compile_file(path: Path) -> Language:
    """A language compiled from a TOML file anywhere."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _compile(data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise LanguageError(f"{path.name}: {error}. Mend the file and run check-language again.") from error


def split_words(text: str | Iterable[str]) -> list[str]:
    """The words of one entry of a file: separated by `|` or by lines; a bracket gives endings.

    >>> split_words("يوليو | تموز")
    ['يوليو', 'تموز']
    >>> split_words("ма(й|я) | год(|а) назад")
    ['май', 'мая', 'год назад', 'года назад']
    """
    if not isinstance(text, str):
        return [part for line in text for part in split_words(line)]
    if "(" in text:
        text = _ENDINGS.sub(lambda m: f"({m[1].replace('|', _OR)})", text)
    words = [word for part in text.replace("\n", "|").split("|") if (word := part.strip())]
    if _OR in text:
        return [form for word in words for form in (_inflected(word) if _OR in word else (word,))]
    return words


def _inflected(word: str) -> list[str]:
    pieces = re.split(rf"\(([^()]*{_OR}[^()]*)\)", word)
    forms = [pieces[0]]
    for endings, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        forms = [form + ending + rest for form in forms for ending in endings.split(_OR)]
    return forms


def _compile(data: dict[str, Any]) -> Language:
    endings = data.get("endings", {})
    lexicon = _lexicon(data["lexicon"], endings)
    macros = data.get("macros", {})
    glue = {name: [fold_text(w) for w in split_words(words)] for name, words in data.get("glue", {}).items()}
    rules = tuple(_rule(entry) for entry in data["rule"])
    flats = [
        (rule, form)
        for rule, entry in zip(rules, data["rule"], strict=True)
        for pattern in split_words_of_patterns(entry["patterns"])
        for form in expand(fold_pattern(_with_macros(pattern, macros)))
    ]
    _register_literals(flats, lexicon, glue)
    flats = [(rule, form) for rule, flat in flats for form in _split_glue(flat, lexicon, glue)]

    classes = {frozenset(values) for values in lexicon.values()} | set(NUMBER_KINDS.values())
    yields = {rule.yields for rule in rules}
    kinds = {kind: chr(_KIND_BASE + i) for i, kind in enumerate(sorted(classes | yields, key=sorted))}
    gaps: dict[str, str] = {"": chr(_GAP_BASE)}
    levels: list[dict[str, list[Form]]] = [{} for _ in range(1 + max(rule.level for rule in rules))]
    chars_of: dict[tuple, str] = {}
    for rule, flat in flats:
        form = _form(rule, flat, lexicon, glue, kinds, gaps, chars_of)
        for first in form.items[0]:
            levels[rule.level].setdefault(first, []).append(form)
    settings = {
        "prefixes": tuple(sorted((fold_text(p) for p in split_words(data.get("prefixes", ""))), key=len)),
        "assimilated": {fold_text(k): fold_text(v) for k, v in data.get("assimilated", {}).items()},
        "particles": frozenset(fold_text(p) for p in split_words(data.get("particles", ""))),
        "compounds": [frozenset(rank.split()) for rank in data.get("compounds", ())],
        "habits": data.get("habits", {}),
        "script": data["script"],
        "year_pairs": data.get("year_pairs", False),
        "cues": data.get("cues", {}),
        "endings": endings,
        "guards": _word_sets(data.get("guards", {}), endings),
        "context": _word_sets(data.get("context", {}), endings),
        "exact": _exact_forms(data.get("exact", "")),
    }
    words = _words(lexicon, kinds)
    return Language(
        code=data["code"],
        name=data["name"],
        order=data.get("order", "dmy"),
        settings=settings,
        words=words,
        heads=_heads(words) if settings["particles"] else frozenset(),
        number_kinds={name: kinds[classes] for name, classes in NUMBER_KINDS.items()},
        gaps=gaps,
        levels=levels,
        node_kinds={kind: kinds[kind] for kind in yields},
        rules=rules,
    )


def split_words_of_patterns(text: str) -> list[str]:
    """The patterns of a rule: one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _with_macros(pattern: str, macros: dict[str, str]) -> str:
    """`@NAME` stands for the fragment of that name in [macros]; a fragment may use earlier ones."""
    for _ in range(4):
        pattern = re.sub(r"@(\w+)", lambda m: macros[m[1]], pattern)
    return pattern


def fold_pattern(pattern: str) -> str:
    """A pattern with its literal words folded as text is."""
    return re.sub(r"(\{[\w|:]+\}|<[\w-]+>)|([^{}<>]+)", lambda m: m[1] or fold_text(m[2]), pattern)


def _word_sets(table: dict[str, str], endings: dict[str, str]) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(split_words(fold_text(with_endings(words, endings)))) for name, words in table.items()
    }


def _exact_forms(words: str) -> dict[str, frozenset[str]]:
    """Folded word -> the source forms in which alone it is a date word ("May", آب)."""
    forms: dict[str, frozenset[str]] = {}
    for word in split_words(words):
        folded = fold_text(word)
        forms[folded] = forms.get(folded, frozenset()) | {word}
    return forms


def _lexicon(sections: dict[str, Any], endings: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Folded word or phrase -> its value in each class it belongs to.

    A section of two names ("month adjective") puts its words in both classes, the value in the
    first. `@name` in a word stands for the endings of that name in [endings].
    """
    lexicon: dict[str, dict[str, Any]] = {}
    for names, section in sections.items():
        name, *others = names.split()
        entries = section if isinstance(section, dict) else {"": section}
        for key, words in entries.items():
            value: Any = int(key) if re.fullmatch(r"-?\d+", key) else key or True
            if endings and isinstance(words, str):
                words = with_endings(words, endings)
            folded = fold_text(words) if isinstance(words, str) else fold_text("\n".join(words))
            for word in split_words(folded):
                entry = lexicon.setdefault(word, {})
                entry[name] = value
                for other in others:
                    entry.setdefault(other, True)
                if name == "numeral":
                    entry["count"] = value
    return lexicon


def with_endings(text: str, endings: dict[str, str]) -> str:
    """Text with `@name` put as the endings of that name."""
    return re.sub(r"@(\w+)", lambda m: endings[m[1]], text) if "@" in text else text


def _rule(entry: dict[str, Any]) -> Rule:
    own = {"name", "kind", "level", "yields", "patterns", "examples"}
    return Rule(
        name=entry["name"],
        kind=entry["kind"],
        level=entry.get("level", 1),
        yields=frozenset(entry.get("yields", "none" if entry["kind"] == "none" else "date").split()),
        options={key: value for key, value in entry.items() if key not in own},
        examples=tuple(split_words_of_patterns(entry.get("examples", ""))),
    )


def _register_literals(flats: list, lexicon: dict, glue: dict) -> None:
    """Literals and glue at the edge of a pattern are words to scan for."""
    for _, flat in flats:
        for element in (flat[0], flat[-1]):
            if element.kind == "literal" and element.name[0].isalnum():
                lexicon.setdefault(element.name, {})[element.token_classes[0]] = True
            elif element.kind == "glue":
                for word in glue[element.name]:
                    if word[0].isalnum():
                        lexicon.setdefault(word, {})[element.token_classes[0]] = True


def _split_glue(flat: Flat, lexicon: dict, glue: dict) -> list[Flat]:
    """Glue between two slots whose words are themselves scanned for is an item in its own right.

    Such a set becomes two forms: one with a gap, one with an item (`glue-item`).
    """
    if all(element.kind == "slot" for element in flat):
        return [flat]
    forms: list[list[Element]] = [[]]
    for i, element in enumerate(flat):
        edge = i in (0, len(flat) - 1)
        words = [element.name] if element.kind == "literal" else glue.get(element.name, [])
        scanned = [word for word in words if word in lexicon or (edge and word[0].isalnum())]
        if element.kind == "slot" or not (scanned or edge):
            choices: list[Element | None] = [element]
        else:
            for word in scanned:
                lexicon.setdefault(word, {})[element.token_classes[0]] = True
            choices = [Element("item", element.token_classes[0])]
            if not edge and len(scanned) < len(words):
                choices.append(element)
            elif element.optional:
                choices.append(None)
        forms = [[*form, choice] if choice else form for form in forms for choice in choices]
    return [tuple(form) for form in forms]


def _kinds_of(classes: tuple[str, ...], kinds: dict, chars_of: dict[tuple, str]) -> str:
    """The kinds that have one of these classes; `chars_of` remembers them."""
    if classes not in chars_of:
        chars_of[classes] = "".join(char for kind, char in kinds.items() if not kind.isdisjoint(classes))
    return chars_of[classes]


def _form(rule: Rule, flat: Flat, lexicon: dict, glue: dict, kinds: dict, gaps: dict, chars_of: dict) -> Form:
    items: list[str] = []
    between: list[str] = []
    names: list[str] = []
    pending: list[Element] = []
    for element in flat:
        if element.kind in ("literal", "glue"):
            pending.append(element)
            continue
        if items:
            between.append(_gap_class(tuple(pending), lexicon, glue, gaps, chars_of))
        classes = (element.name,) if element.kind == "item" else element.token_classes
        for name in classes if classes not in chars_of else ():
            if not _kinds_of((name,), kinds, chars_of):
                raise ValueError(f"rule {rule.name}: nothing in the lexicon or the rules is {name}")
        items.append(_kinds_of(classes, kinds, chars_of))
        names.append(element.answers_to)
        pending = []
    if pending:
        raise ValueError(f"rule {rule.name}: a pattern ends in a sign; end it in a slot or a word")
    return Form(rule, tuple(names), tuple(items), tuple(between))


def _gap_class(
    pending: tuple[Element, ...], lexicon: dict, glue: dict, gaps: dict[str, str], chars_of: dict
) -> str:
    """The codes of every text that the glue and signs between two items come to."""
    if pending not in chars_of:
        texts = [""]
        for element in pending:
            listed = [element.name] if element.kind == "literal" else glue[element.name]
            words = [word for word in listed if word not in lexicon] + [""] * element.optional
            texts = [" ".join(_PIECES.findall(f"{text} {word}")) for text in texts for word in words]
        for text in texts:
            gaps.setdefault(text, chr(_GAP_BASE + len(gaps)))
        chars_of[pending] = "".join(gaps[text] for text in texts)
    return chars_of[pending]


def _words(lexicon: dict, kinds: dict) -> dict[str, Word | None]:
    words: dict[str, Word | None] = {}
    phrases = []
    for text, values in lexicon.items():
        entry = Word(kinds[frozenset(values)], values)
        first = re.match(rf"{_WORD_CHAR}+", text)
        if first is None:
            raise ValueError(f"the word {text!r} does not begin with a letter")
        if first.end() == len(text):
            words[text] = entry
        else:
            phrases.append((first[0], text[first.end() :], entry))
    nothing = Word("", {})
    for first_word, rest, entry in sorted(phrases, key=lambda p: -len(p[1])):
        base = words.setdefault(first_word, Word(nothing.kind, {}))
        assert base is not None
        base.longer += ((rest, entry),)
    return words


def _heads(words: dict[str, Word | None]) -> frozenset[str]:
    """The first letters of every entry: a word that begins otherwise has nothing glued on behind."""
    return frozenset(word[:_HEAD] for word in words)
