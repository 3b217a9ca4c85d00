"""The readers that are Python: this project's, dateparser's search_dates, and the two floors.

python -m bench.peers.reader timeline|search_dates|trie|words
"""

from __future__ import annotations

import base64
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime

from bench.corpus import Document, passages

Finder = Callable[[Document], Iterator[tuple[int, int, str, str]]]


def timeline_dates() -> Finder:
    from timeline import find_dates

    def find(document: Document) -> Iterator[tuple[int, int, str, str]]:
        for t in find_dates(document.text, document.reference, document.language):
            if t.value:
                yield t.char_start, t.char_end, str(t.earliest), str(t.latest)

    return find


def search_dates() -> Finder:
    """dateparser gives the words found, in order, and a day for each; where they stand is looked up."""
    from dateparser.search import search_dates

    warnings.simplefilter("ignore")

    def find(document: Document) -> Iterator[tuple[int, int, str, str]]:
        base = datetime(document.reference.year, document.reference.month, document.reference.day, 12)
        settings = {"RELATIVE_BASE": base}
        last = 0
        for words, moment in search_dates(document.text, [document.language], settings) or []:
            at = document.text.find(words, last)
            if at >= 0:
                last = at + len(words)
            start, end = (at, last) if at >= 0 else (0, 0)
            yield start, end, moment.date().isoformat(), moment.date().isoformat()

    return find


def trie() -> Finder:
    patterns: dict[str, re.Pattern[str]] = {}

    def find(document: Document) -> Iterator[tuple[int, int, str, str]]:
        language = document.language
        if language not in patterns:
            patterns[language] = re.compile(rf"\b(?:{_trie(date_words(language))})\b")
        for match in patterns[language].finditer(document.text):
            yield match.start(), match.end(), "", ""

    return find


def words() -> Finder:
    known: dict[str, frozenset[str]] = {}

    def find(document: Document) -> Iterator[tuple[int, int, str, str]]:
        language = document.language
        if language not in known:
            known[language] = date_words(language)
        for word in re.findall(r"\w+", document.text):
            if word in known[language]:
                yield 0, 0, "", ""

    return find


def date_words(language: str) -> frozenset[str]:
    """The words that stand in the marked expressions of a corpus."""
    marked = (e.text for p in passages(language) for e in p.expressions)
    return frozenset(word for text in marked for word in re.findall(r"[^\W\d_]+", text))


def _trie(entries: frozenset[str]) -> str:
    """A pattern that tries each first letter once.

    >>> _trie(frozenset({"May", "March", "June"}))
    '(?:June|Ma(?:rch|y))'
    """
    by_first: dict[str, set[str]] = {}
    for entry in entries:
        if entry:
            by_first.setdefault(entry[0], set()).add(entry[1:])
    if not by_first:
        return ""
    branches = [re.escape(first) + _trie(frozenset(rest)) for first, rest in sorted(by_first.items())]
    inner = branches[0] if len(branches) == 1 and "" not in entries else f"(?:{'|'.join(branches)})"
    return inner + "?" if "" in entries else inner


FINDERS = {"timeline": timeline_dates, "search_dates": search_dates, "trie": trie, "words": words}


def main() -> None:
    find = FINDERS[sys.argv[1]]()
    documents: list[Document] = []
    for line in sys.stdin:
        command, _, count = line.strip().partition(" ")
        if command == "load":
            documents = []
            for _ in range(int(count)):
                language, reference, text = sys.stdin.readline().split("\t")
                documents.append(
                    Document(language, date.fromisoformat(reference), base64.b64decode(text).decode())
                )
                del text
            print("ok", flush=True)
        elif command == "find":
            for document in documents:
                print(*(f"{s},{e},{first}/{last}" for s, e, first, last in find(document)), sep=";")
            sys.stdout.flush()
        else:
            start = time.process_time()
            found = 0
            for document in documents:
                for _ in find(document):
                    found += 1
            print(time.process_time() - start, found, flush=True)


if __name__ == "__main__":
    main()
