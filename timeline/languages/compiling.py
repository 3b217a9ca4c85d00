"""A language file becomes a lexicon and flat forms of its rules."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from timeline.folding import fold_text
from timeline.languages.model import HEAD, NUMBER_KINDS, PIECES, Form, Language, LanguageError, Rule, Word
from timeline.languages.patterns import Element, Flat, expand
from timeline.languages.words import split_words, with_endings

_KIND_BASE, _GAP_BASE = 0xE000, 0xF0000
_WORD_CHAR = r"[^\W\d_]"


def compile_file(path: Path) -> Language:
    """A language compiled from a TOML file anywhere."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return compile_data(data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise LanguageError(f"{path.name}: {error}. Mend the file and run check-language again.") from error


def compile_data(data: dict[str, Any]) -> Language:
    """A language compiled from what its file holds."""
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
        numbers=frozenset(kinds[classes] for classes in NUMBER_KINDS.values()),
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
            texts = [" ".join(PIECES.findall(f"{text} {word}")) for text in texts for word in words]
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
        base.rests += (rest,)
    return words


def _heads(words: dict[str, Word | None]) -> frozenset[str]:
    """The first letters of every entry: a word that begins otherwise has nothing glued on behind."""
    return frozenset(word[:HEAD] for word in words)
