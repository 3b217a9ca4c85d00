"""How well dates are read on the development corpora: precision, recall and F1 per language and kind.

python -m bench.accuracy [LANGUAGE ...] [--fails N] [--kinds]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from bench.corpus import LANGUAGES, Expression, Passage, passages
from timeline import find_dates


class Found(Protocol):
    """What a reader found: where it stands, in code points, and its first and last day as ISO text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def first(self) -> str: ...
    @property
    def last(self) -> str: ...
    @property
    def optional(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Read:
    """One expression that Timeline read."""

    start: int
    end: int
    first: str
    last: str
    text: str
    rule: str
    optional: bool = False

    def __str__(self) -> str:
        return f"{self.first}..{self.last} «{self.text}» {self.rule}"


@dataclass
class Score:
    """Counts over a corpus and per kind, and how each expression of each passage fared.

    `marks` holds a text per passage: `+` right, `~` inside the marked interval but not the same, `-` wrong
    or not found, `.` rightly left unresolved, `!` given a date though none is due; then the number of
    finds where nothing is marked.
    """

    total: Counter = field(default_factory=Counter)
    kinds: dict[str, Counter] = field(default_factory=dict)
    marks: dict[str, tuple[str, int]] = field(default_factory=dict)
    fails: list[tuple] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        precision = self.total["right"] / max(1, self.total["found"])
        recall = self.total["right"] / max(1, self.total["gold"])
        return {
            "precision": precision,
            "recall": recall,
            "f1": _f1(precision, recall),
            "inside": _f1(
                self.total["inside"] / max(1, self.total["found"]),
                self.total["inside"] / max(1, self.total["gold"]),
            ),
            "false": 1000 * self.total["extra"] / max(1, self.total["words"]),
        }

    def add(self, passage: Passage, found: Iterable[Found]) -> None:
        pairs, extra = pair(passage, list(found))
        extra = [find for find in extra if not find.optional]
        self.total["words"] += len(passage.text.split())
        marks = ""
        for gold, find in pairs:
            marks += _mark(gold, find)
            if not gold.readings:
                if find:
                    extra.append(find)
                continue
            hits = {"found": find is not None, "right": marks[-1] == "+", "inside": marks[-1] in "+~"}
            count = Counter(gold=1, **{name: int(hit) for name, hit in hits.items()})
            self.total += count
            self.kinds[gold.kind] = self.kinds.get(gold.kind, Counter()) + count
            if marks[-1] != "+":
                want = " or ".join("..".join(r) for r in gold.readings)
                self.fails.append((passage.id, passage.reference, gold.kind, gold.text, want, find))
        self.total["found"] += len(extra)
        self.total["extra"] += len(extra)
        self.fails += [(passage.id, passage.reference, "(none)", "", "-", find) for find in extra]
        self.marks[self._name(passage)] = (marks, len(extra) - marks.count("!"))

    def _name(self, passage: Passage) -> str:
        again = sum(name.partition("/")[0] == passage.id for name in self.marks)
        return f"{passage.id}/{again + 1}" if again else passage.id


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def _mark(gold: Expression, find: Found | None) -> str:
    if not gold.readings:
        return "!" if find else "."
    if find is None:
        return "-"
    if (find.first, find.last) in gold.readings:
        return "+"
    return "~" if any(first <= find.first and find.last <= last for first, last in gold.readings) else "-"


def pair(passage: Passage, found: list[Found]) -> tuple[list[tuple[Expression, Found | None]], list[Found]]:
    """Each marked expression with the find that overlaps it most, every find used once; and the rest."""
    pairs, used = [], set()
    for gold in passage.expressions:
        overlaps = [
            (min(gold.end, f.end) - max(gold.start, f.start), -i)
            for i, f in enumerate(found)
            if i not in used
        ]
        best = max(overlaps, default=(0, 0))
        if best[0] > 0:
            used.add(-best[1])
            pairs.append((gold, found[-best[1]]))
        else:
            pairs.append((gold, None))
    return pairs, [f for i, f in enumerate(found) if i not in used]


def read(passage: Passage, language: str) -> list[Read]:
    """What Timeline reads in a passage, the expressions that it leaves unresolved left out."""
    return [
        Read(t.char_start, t.char_end, str(t.earliest), str(t.latest), t.text, t.rule)
        for t in find_dates(passage.text, passage.reference, language)
        if t.value
    ]


def measure(language: str) -> Score:
    score = Score()
    for passage in passages(language):
        score.add(passage, read(passage, language))
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--fails", type=int, default=0, metavar="N", help="print the first N failures")
    parser.add_argument("--kinds", action="store_true", help="print recall per kind")
    arguments = parser.parse_args()
    for language in arguments.languages:
        score = measure(language)
        figures = score.figures()
        print(
            f"{language}: {score.total['gold']} expressions, {score.total['words']} words, "
            + " ".join(f"{name} {figures[name]:.3f}" for name in ("precision", "recall", "f1"))
            + f", false finds per 1000 words {figures['false']:.2f}"
        )
        if arguments.kinds:
            for kind, tally in sorted(
                score.kinds.items(), key=lambda item: item[1]["right"] / item[1]["gold"]
            ):
                print(f"    {kind:28} {tally['right']:4}/{tally['gold']}")
        for fail in score.fails[: arguments.fails]:
            print("   ", *fail, sep=" | ")


if __name__ == "__main__":
    main()
