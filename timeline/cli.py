"""python -m timeline: build tables and exports from files, say what changed since one, check a language or a topic."""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from timeline.documents import find_files
from timeline.edtf import EdtfDate
from timeline.models import Timeline
from timeline.pipeline import build_timeline, typed_date

#: Work on fewer files than this is over before a progress bar could be read.
_FEW_FILES = 20
#: From this many events on, writing them out takes long enough for a bar too.
_MANY_EVENTS = 2_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 done, 1 nothing could be read, 2 wrong words."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console may not be UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    return options.run(options)


def _parser() -> argparse.ArgumentParser:
    from timeline.exports import FORMATS
    from timeline.exports.share import WITHHELD

    parser = argparse.ArgumentParser(prog="python -m timeline", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="read files and write the tables and a timeline")
    build.add_argument("paths", nargs="*", metavar="PATH", help="a file, or a folder of them")
    build.add_argument(
        "--from", metavar="PACKAGE.zip", dest="package", help="an exported package to read instead of files"
    )
    build.add_argument("--out", required=True, metavar="DIR", help="the folder to write to")
    build.add_argument("--topic", default="russia-north-korea", help="a topic's name or its folder")
    build.add_argument(
        "--date", action="append", default=[], type=_date, metavar="FILE=DATE", dest="dates",
        help="the date of a document, set by you: page.txt=2023-09-12",
    )  # fmt: skip
    build.add_argument(
        "--format", action="append", default=[], choices=sorted(FORMATS), metavar="F", dest="formats",
        help=f"one more file beside the tables: {', '.join(sorted(FORMATS))}",
    )  # fmt: skip
    build.add_argument(
        "--withhold", action="append", default=[], choices=WITHHELD, metavar="W",
        help=f"keep back {', '.join(WITHHELD)} from the files for sharing (not from the tables)",
    )  # fmt: skip
    build.add_argument(
        "--language",
        choices=("en", "ar"),
        help="of titles and wording (a package keeps its own; else English)",
    )
    build.set_defaults(run=_build)
    changes = commands.add_parser("changes", help="what changed since an exported package")
    changes.add_argument("old", metavar="OLD.zip", help="a package exported before")
    changes.add_argument("paths", nargs="*", metavar="PATH", help="the files as they are now")
    changes.add_argument(
        "--from", metavar="PACKAGE.zip", dest="package", help="a newer package instead of files"
    )
    changes.add_argument("--topic", default="russia-north-korea", help="a topic's name or its folder")
    changes.add_argument(
        "--date", action="append", default=[], type=_date, metavar="FILE=DATE", dest="dates",
        help="the date of a document, set by you",
    )  # fmt: skip
    changes.add_argument("--language", choices=("en", "ar"), default="en", help="of the list")
    changes.set_defaults(run=_changes)
    language = commands.add_parser("check-language", help="check a language file and run its examples")
    language.add_argument("file", metavar="FILE.toml")
    language.set_defaults(run=_check_language)
    topic = commands.add_parser("check-topic", help="check a topic's folder")
    topic.add_argument("folder", metavar="FOLDER")
    topic.set_defaults(run=_check_topic)
    return parser


def _date(text: str) -> tuple[str, EdtfDate]:
    name, equals, day = text.rpartition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"{text!r}: write it as FILE=DATE, page.txt=2023-09-12")
    try:
        return name, typed_date(day)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _build(options: argparse.Namespace) -> int:
    from timeline import exports, table
    from timeline.topics import load

    out = Path(options.out)
    if bool(options.paths) == bool(options.package):
        print("name files to read, or a package with --from; not both, not neither", file=sys.stderr)
        return 2
    try:
        topic = load(options.topic)
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except (ValueError, OSError) as error:
        print(f"{error}. Nothing was read", file=sys.stderr)
        return 2
    if options.package:
        try:
            content = Path(options.package).read_bytes()
            selection = exports.Selection.of_package(content, topic, options.language)
        except (OSError, ValueError) as error:
            print(f"{options.package}: {error}. Nothing was written", file=sys.stderr)
            return 1
        table.write_tables(selection.tables, out, selection.about)
        done = _export(selection, options, out)
        print(f"{len(selection.tables['events'])} events read from {options.package}; {_written(out)}")
        return done
    files = find_files(options.paths)
    if not files:
        print(f"{', '.join(options.paths)}: no file that this program reads", file=sys.stderr)
        return 1
    with _Bar(len(files)) as bar:
        timeline = build_timeline(files, options.topic, dict(options.dates), bar)
    for problem in timeline.problems:
        print(problem, file=sys.stderr)
    if not timeline.documents:
        print("nothing could be read; no file was written", file=sys.stderr)
        return 1
    language = options.language or "en"
    tables = table.tables(timeline, language=language)
    wrong = table.check(tables)
    if wrong:
        print(
            "the tables are not as they should be; please report this:", *wrong[:5], sep="\n", file=sys.stderr
        )
        return 1
    selection = exports.Selection.of(timeline, topic, language)
    table.write_tables(tables, out, selection.about)
    done = _export(selection, options, out)
    print(_summary(timeline, out))
    return done


def _changes(options: argparse.Namespace) -> int:
    from timeline.exports import Selection
    from timeline.exports.changes import report
    from timeline.topics import load

    if bool(options.paths) == bool(options.package):
        print("name files to read, or a package with --from; not both, not neither", file=sys.stderr)
        return 2
    try:
        topic = load(options.topic)
    except (ValueError, OSError) as error:
        print(f"{error}. Nothing was read", file=sys.stderr)
        return 2
    read: list[Selection] = []
    for name in filter(None, (options.old, options.package)):
        try:
            read.append(Selection.of_package(Path(name).read_bytes(), topic, options.language))
        except (OSError, ValueError) as error:
            print(f"{name}: {error}. Nothing was compared", file=sys.stderr)
            return 1
    if options.paths:
        files = find_files(options.paths)
        if not files:
            print(f"{', '.join(options.paths)}: no file that this program reads", file=sys.stderr)
            return 1
        with _Bar(len(files)) as bar:
            found = build_timeline(files, options.topic, dict(options.dates), bar)
        for problem in found.problems:
            print(problem, file=sys.stderr)
        read.append(Selection.of(found, topic, options.language))
    print("\n".join(report(*read)))
    return 0


def _export(selection: Any, options: argparse.Namespace, out: Path) -> int:
    """Writes every format asked for, and says what one leaves out or why it could not be made."""
    from timeline import exports
    from timeline.exports.share import Share

    withheld: dict[str, Any] = dict.fromkeys(options.withhold, True)
    selection = Share(**withheld).of(selection)
    names = list(dict.fromkeys(["html", *options.formats]))
    failed = 0
    with _Bar(len(selection.tables["events"]) // _MANY_EVENTS * _FEW_FILES) as bar:
        for done, name in enumerate(names):
            bar("exporting", done, len(names))
            try:
                exports.write(name, selection, out)
                said = exports.remarks(name, selection)
            except exports.ExportError as error:
                said, failed = [str(error)], 1
            for line in said:
                print(f"{exports.file_name(name)}: {line}", file=sys.stderr)
        bar("exporting", len(names), len(names))
    return failed


class _Bar:
    """A progress bar on standard error where the work is long enough for one."""

    def __init__(self, files: int):
        self.long = files >= _FEW_FILES
        self.bar: Any = None
        self.stage = ""

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.close()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self.long:
            return
        from tqdm import tqdm

        if stage != self.stage:
            if self.bar:
                self.bar.close()
            self.stage = stage
            self.bar = tqdm(total=total, desc=stage, unit=" files", file=sys.stderr)
        self.bar.update(done - self.bar.n)


def _summary(timeline: Timeline, out: Path) -> str:
    dated = sum(1 for event in timeline.events if event.date)
    waiting = [d.name for d in timeline.documents if d.dating.value is None]
    lines = [
        f"{len(timeline.documents)} documents, {sum(map(len, timeline.timexes.values()))} date expressions, "
        f"{len(timeline.mentions)} mentions, {len(timeline.events)} events "
        f"({dated} dated, {len(timeline.events) - dated} undated), {len(timeline.problems)} problems",
    ]
    if waiting:
        lines.append(f"waiting for a date (set it with --date FILE=DATE): {', '.join(waiting)}")
    for document in timeline.documents:
        warning = document.dating.warning()
        if warning and document.dating.value is not None:
            lines.append(f"{document.name}: {warning}")
    lines.append(_written(out))
    return "\n".join(lines)


def _written(out: Path) -> str:
    return f"written to {out}{'' if str(out).endswith('/') else '/'}; open {out / 'timeline.html'}"


def _check_language(options: argparse.Namespace) -> int:
    from timeline.normalise.checking import check_language

    return _report(options.file, check_language(Path(options.file)))


def _check_topic(options: argparse.Namespace) -> int:
    from timeline import topics

    return _report(options.folder, topics.check(Path(options.folder)))


def _report(name: str, problems: Sequence[str]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{name}: nothing wrong")
    return 1 if problems else 0
