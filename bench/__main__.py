"""Measure accuracy and speed beside the peers, and how events are told, and print docs/benchmarks.md.

python -m bench [--accuracy] [--speed] [--page] [--quick] [--write]
"""

from __future__ import annotations

import argparse
import sys

from bench import events, report, speed
from bench.peers import PEERS, present


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0], prog="python -m bench")
    parser.add_argument("--accuracy", action="store_true", help="accuracy alone")
    parser.add_argument("--speed", action="store_true", help="speed alone")
    parser.add_argument("--page", action="store_true", help="the dashboard alone, beside a plain page")
    parser.add_argument(
        "--quick", action="store_true", help="short texts, few rounds; accuracy without peers"
    )
    parser.add_argument("--write", action="store_true", help="keep the figures and write docs/benchmarks.md")
    arguments = parser.parse_args()
    if arguments.quick and arguments.write:
        parser.error("quick figures are too rough to keep: leave out --quick or --write")
    for name, why in present(PEERS)[1].items():
        print(f"{name} is left out: {why}", file=sys.stderr)
    chosen = arguments.accuracy or arguments.speed or arguments.page
    now: report.Figures = {}
    if arguments.accuracy or not chosen:
        now["accuracy"] = report.accuracy(arguments.quick)
        now["events"] = events.figures()
    if arguments.speed or not chosen:
        now["speed"] = speed.measure(arguments.quick)
    if arguments.page or not chosen:
        from bench import page  # Streamlit and a browser: nothing that the others need

        now["page"] = page.measure(arguments.quick)
    print(report.render(now, report.committed()))
    if arguments.write:
        report.write(now)


if __name__ == "__main__":
    main()
