"""What stands around an expression: whether it lets a rule stand, and what joins its span.

A rule's options ask for it. `before`, `unless`, `unless_earlier` (anywhere before in the clause),
`then`, `unless_then`, `unless_named` (before a month that a capital follows as a surname), `unless_about` (anywhere near), `lead` and `begins` name sets of [context]; an entry there is a word, two words, a sign, ^ for the start of a sentence, or
$ for any sign or the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from timeline.folding import fold_text
from timeline.languages import load, split_words
from timeline.tagger import Item, Node, Stretch

_ASKING = frozenset(
    [
        "unquoted",
        "before",
        "unless",
        "unless_earlier",
        "then",
        "unless_then",
        "unless_named",
        "unless_about",
        "guarded",
        "begins",
        "alone",
        "years",
    ]
)

#: How far before an expression, in code points, a word may stand that its span begins with.
_BEGIN_REACH = 90
#: How far on either side, in code points, a word (`unless_about`) shows what the text is about.
_ABOUT_REACH = 300
#: How far behind an expression, in code points, words may make it background.
_BACKGROUND_REACH = 34
_CLAUSE_STOP = re.compile(r"[,.;:!?\n\"]")
#: The last two words of a text that is read from its end, and what may stand between them: a full stop only between initials.
_TWO_BEFORE = re.compile(r"([^\W_]++)(?:(?:[^\w\n.!?]{1,3}|(?<=\b\w) ?\.(?=\w\b))([^\W_]++))?")
_WORD_BEHIND = re.compile(r"[ \n]?([^\W\d_]+)")
_SIGN_BEHIND = re.compile(r"\s*(?:\Z|[^\w\s\-]|-(?!\w)|\n)")
#: A year with more digits joined on is a code or a telephone number.
_CODE_BEHIND = re.compile(r"[-/]\d")
#: A word no longer than this, in letters, is not looked up without what is glued on before it.
_SHORTEST_PREFIXED = 3
#: What makes the last number of an expression the first of a score: "in May 4-0".
_SCORE = re.compile(r"(?<=\d)[-–]\d")
#: A surname behind a forename that is also a month, and what closes it.
_SURNAME = re.compile(r" [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:\s*(?:[,.;:!?)]|\n|\Z)| and [A-Z])")
_LABEL_BEFORE = re.compile(r"(?:[\n·|•>][ ]*|  +)\Z")
_LABEL_BEHIND = re.compile(r"[ ]*(?:\Z|[\n·|•<])|  ")


def allowed(node: Node, piece: Stretch, trusted: bool = False) -> bool:
    """True where the words around, and the exact letters in the source, let the rule stand.

    `trusted` is for a part of an expression whose whole has been asked for its surroundings.
    """
    if not _exactly_written(node, piece):
        return False
    options = node.rule.options
    if options.get("checked") and not all(
        any(allowed(reading, piece) for reading in inner.readings()) for inner in node.nodes()
    ):
        return False
    if "spelt" in options and not re.fullmatch(options["spelt"], _source(node, piece)):
        return False
    if trusted or _ASKING.isdisjoint(options):
        return True
    text, context = piece.folded.text, node.language.settings["context"]
    before = words_before(text, node.start)
    if prefixes := node.language.settings["prefixes"]:
        before |= {word[1:] for word in before if len(word) > _SHORTEST_PREFIXED and word[0] in prefixes}
    if "before" in options and not _meets(before, context[options["before"]]):
        return False
    if "unless" in options and _meets(before, context[options["unless"]]):
        return False
    tail = _WORD_BEHIND.match(text, node.end)
    word = tail[1] if tail else ""
    if "then" in options:
        wanted = context[options["then"]]
        sign = text[node.end : node.end + 2].strip()[:1]
        closed = "$" in wanted and _SIGN_BEHIND.match(text, node.end)
        if not _listed(word, wanted) and not closed and (sign.isalnum() or sign not in wanted):
            return False
    if "unless_then" in options and tail and tail[0][0] != "\n":
        named = piece.source[piece.folded.source_start(tail.start(1))].isupper()
        if _listed(word, context[options["unless_then"]], named):
            return False
    named = "unless_named" in options and _meets(before, context[options["unless_named"]])
    if named and _SURNAME.match(piece.source, piece.folded.source_end(node.end)):
        return False
    if "unless_about" in options and _about(node.language.code, options["unless_about"]).search(
        text, max(0, node.start - _ABOUT_REACH), node.end + _ABOUT_REACH
    ):
        return False
    if "unless_earlier" in options and _begin_pattern(node.language.code, options["unless_earlier"]).search(
        text, max(0, node.start - _BEGIN_REACH), node.start
    ):
        return False
    if options.get("guarded"):
        guards = node.language.settings["guards"]
        if not before.isdisjoint(guards.get("before", ())) or word in guards.get("after", ()):
            return False
        if _CODE_BEHIND.match(text, node.end) or _SCORE.match(text, node.end):
            return False
    if "unquoted" in options and text[max(0, node.start - 1) : node.start] in context[options["unquoted"]]:
        return False
    if "years" in options:
        first, last = options["years"]
        year = node.get("year")
        if isinstance(year, int) and not first <= year <= last:
            return False
    if options.get("alone") is False and _is_label(node, text):
        return False
    return "begins" not in options or _beginning(node, text) is not None


def settled(node: Node, piece: Stretch) -> Node:
    """The node with each of its parts read by the first of that part's rules that stands where it is."""
    if not any(isinstance(part, Node) for part in node.parts):
        return node
    chosen = [_chosen(part, piece) for part in node.parts]
    if all(new is old for new, old in zip(chosen, node.parts, strict=True)):
        return node
    slots = []
    for name, filler in node.slots:
        new = next(new for new, old in zip(chosen, node.parts, strict=True) if old is filler)
        slots.append((name, new))
    return replace(node, parts=tuple(chosen), slots=tuple(slots))


def _chosen(part: Item | Node, piece: Stretch) -> Item | Node:
    if isinstance(part, Item):
        return part
    readings = part.readings() if part.others else ()
    return settled(next((reading for reading in readings if allowed(reading, piece)), part), piece)


def _meets(words: set[str], entries: frozenset[str]) -> bool:
    """True where one of the words is an entry; `*일수는` is any word that ends so."""
    endings = _endings(entries)
    return not words.isdisjoint(entries) or any(endings and word.endswith(endings) for word in words)


@cache
def _endings(entries: frozenset[str]) -> tuple[str, ...]:
    return tuple(entry[1:] for entry in entries if entry.startswith("*"))


def _listed(word: str, entries: frozenset[str], named: bool = False) -> bool:
    """True where the word behind is an entry; `لل*` is any word that begins so, `*лся` one that ends so.

    A name (with a capital) is no word of an ending: Lavrov counts nothing.
    """
    if word in entries or word.startswith(_heads(entries)):
        return True
    return not named and word.endswith(_endings(entries))


@cache
def _heads(entries: frozenset[str]) -> tuple[str, ...]:
    return tuple(entry[:-1] for entry in entries if len(entry) > 1 and entry.endswith("*"))


def _is_label(node: Node, text: str) -> bool:
    """True where nothing else stands on the line, or between two separators of it, of a longer text."""
    near = text[max(0, node.start - 8) : node.start]
    if not (near == "" or _LABEL_BEFORE.search(near)) or not _LABEL_BEHIND.match(text, node.end):
        return False
    return bool(text[: node.start].strip() or text[node.end :].strip())


@lru_cache(maxsize=1)  # several rules ask of the same place
def words_before(text: str, start: int) -> set[str]:
    """The word before, it and the one before it, the sign between, and ^ at a sentence's start."""
    end = start
    while end and text[end - 1] == " ":
        end -= 1
    if not end or text[end - 1] in "\n.!?":
        found = {"^"}
    elif text[end - 1].isalnum():
        found = set()
    else:
        found = {text[end - 1]}
    two = _TWO_BEFORE.search(text[max(0, end - 40) : end][::-1])
    if two:
        found.add(two[1][::-1])
        if two[2]:
            found.add(f"{two[2][::-1]} {two[1][::-1]}")
    return found


def is_background(node: Node, piece: Stretch, following: Node | None) -> bool:
    """True where words close behind (`background` of [cues]) make the date one to compare or count with."""
    pattern = _background(node.language.code)
    if pattern is None:
        return False
    stop = min(node.end + _BACKGROUND_REACH, following.start if following else len(piece.folded.text))
    near = piece.folded.text[node.end : stop]
    clause = _CLAUSE_STOP.search(near)
    return bool(pattern.search(near[: clause.start()] if clause else near))


@cache
def _background(code: str) -> re.Pattern[str] | None:
    words = split_words(fold_text(load(code).settings["cues"].get("background", "")))
    return re.compile("|".join(re.escape(word) for word in words)) if words else None


def start_of(node: Node, start: int, piece: Stretch) -> int:
    """Where the span begins, with the words before that its rule takes in (`lead`, `begins`)."""
    options, text = node.rule.options, piece.folded.text
    if "begins" in options:
        found = _beginning(node, text)
        return start if found is None else found
    if "lead" not in options:
        return start
    words = node.language.settings["context"][options["lead"]]
    low = max(0, start - 24)
    tail = text[low:start]
    for word in sorted(words, key=len, reverse=True):
        at = len(tail) - len(word) - 1
        if tail.endswith((word + " ", word + "-")) and (at <= 0 or not tail[at - 1].isalnum()):
            return low + at
    return start


def _beginning(node: Node, text: str) -> int | None:
    pattern = _begin_pattern(node.language.code, node.rule.options["begins"])
    match = pattern.search(text, max(0, node.start - _BEGIN_REACH), node.start)
    return match.start(1) if match else None


@cache
def _begin_pattern(code: str, name: str) -> re.Pattern[str]:
    """The last of these words in the clause; a full stop behind one letter ends no clause."""
    words = sorted(load(code).settings["context"][name], key=len, reverse=True)
    joined = "|".join(re.escape(word) for word in words)
    return re.compile(
        rf".*(?<![^\W_])((?:{joined})(?![^\W_])(?:[^.,;:!?()\n]|(?<![^\W_]{{2}})\.|\.(?=\w))*)\Z", re.DOTALL
    )


@cache
def _about(code: str, name: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load(code).settings["context"][name])
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")


def _exactly_written(node: Node, piece: Stretch) -> bool:
    exact, text = node.language.settings["exact"], piece.folded.text
    if exact and has_exact(node, text):
        for item in items_of(node):
            if text[item.start : item.end] in exact and not is_exact(item, node, piece):
                return False
    return True


def has_exact(node: Node, text: str) -> bool:
    """True where letters of a node are those of a word of `exact`."""
    return _exact_pattern(node.language.code).search(text, node.start, node.end) is not None


@cache
def _exact_pattern(code: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(load(code).settings["exact"])))


def is_exact(item: Item, node: Node, piece: Stretch) -> bool:
    """True for a word of `exact` in one of the source forms in which it is a date word."""
    forms = node.language.settings["exact"][piece.folded.text[item.start : item.end]]
    return piece.source[piece.folded.source_start(item.start) : piece.folded.source_end(item.end)] in forms


def is_opening(node: Node, piece: Stretch) -> bool:
    """True for a node of one word that opens a sentence, where capitals show nothing."""
    return len(node.parts) == 1 and not {"^", '"'}.isdisjoint(words_before(piece.folded.text, node.start))


def _source(node: Node, piece: Stretch) -> str:
    return piece.source[piece.folded.source_start(node.start) : piece.folded.source_end(node.end)]


def items_of(node: Node) -> Iterator[Item]:
    """Every word and number of a node, in order."""
    for part in node.parts:
        if isinstance(part, Node):
            yield from items_of(part)
        else:
            yield part
