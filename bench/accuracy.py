"""How well `find_dates` reads the development corpora: precision, recall and F1 per language and kind.

python -m bench.accuracy [LANGUAGE ...] [--fails N] [--kinds]
"""

from __future__ import annotations

import argparse
from collections import Counter

from bench.corpus import Expression, Passage, passages
from timeline import find_dates
from timeline.models import Timex


def pair(passage: Passage, found: list[Timex]) -> tuple[list[tuple[Expression, Timex | None]], list[Timex]]:
    """Each marked expression with the find that overlaps it most, every find used once; and the rest."""
    pairs, used = [], set()
    for gold in passage.expressions:
        overlaps = [
            (min(gold.end, t.char_end) - max(gold.start, t.char_start), -i)
            for i, t in enumerate(found)
            if i not in used
        ]
        best = max(overlaps, default=(0, 0))
        if best[0] > 0:
            used.add(-best[1])
            pairs.append((gold, found[-best[1]]))
        else:
            pairs.append((gold, None))
    return pairs, [t for i, t in enumerate(found) if i not in used]


def right(gold: Expression, timex: Timex | None) -> bool:
    return timex is not None and (str(timex.earliest), str(timex.latest)) in gold.readings


def measure(language: str) -> tuple[Counter, dict[str, Counter], list[tuple]]:
    """Counts over the corpus, counts per kind, and what went wrong."""
    total: Counter = Counter()
    kinds: dict[str, Counter] = {}
    fails: list[tuple] = []
    for passage in passages(language):
        found = [t for t in find_dates(passage.text, passage.reference, language) if t.value]
        pairs, extra = pair(passage, found)
        total["words"] += len(passage.text.split())
        for gold, timex in pairs:
            if not gold.readings:
                if timex:
                    extra.append(timex)
                continue
            tally = kinds.setdefault(gold.kind, Counter())
            total["gold"] += 1
            tally["gold"] += 1
            total["found"] += timex is not None
            if right(gold, timex):
                total["right"] += 1
                tally["right"] += 1
            else:
                got = timex and f"{timex.earliest}..{timex.latest} «{timex.text}» {timex.rule}"
                want = " or ".join("..".join(r) for r in gold.readings)
                fails.append((passage.id, passage.reference, gold.kind, gold.text, want, got))
        total["found"] += len(extra)
        total["extra"] += len(extra)
        for timex in extra:
            got = f"{timex.earliest}..{timex.latest} «{timex.text}» {timex.rule}"
            fails.append((passage.id, passage.reference, "(none)", "", "-", got))
    return total, kinds, fails


def figures(total: Counter) -> dict[str, float]:
    precision = total["right"] / max(1, total["found"])
    recall = total["right"] / max(1, total["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("languages", nargs="*", default=["ar", "en", "ru", "ko"])
    parser.add_argument("--fails", type=int, default=0, metavar="N", help="print the first N failures")
    parser.add_argument("--kinds", action="store_true", help="print recall per kind")
    arguments = parser.parse_args()
    for language in arguments.languages:
        total, kinds, fails = measure(language)
        scores = " ".join(f"{name} {value:.3f}" for name, value in figures(total).items())
        print(
            f"{language}: {total['gold']} expressions, {total['words']} words, {scores}, "
            f"false finds per 1000 words {1000 * total['extra'] / max(1, total['words']):.2f}"
        )
        if arguments.kinds:
            for kind, tally in sorted(kinds.items(), key=lambda item: item[1]["right"] / item[1]["gold"]):
                print(f"    {kind:28} {tally['right']:4}/{tally['gold']}")
        for fail in fails[: arguments.fails]:
            print("   ", *fail, sep=" | ")


if __name__ == "__main__":
    main()
