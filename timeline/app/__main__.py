"""Starts the dashboard, everything read that it will need: python -m timeline.app [options of streamlit run]

Words, rules and names are read once a process. Read here, before the page is served, they keep nobody
waiting in front of an empty page.
"""

from __future__ import annotations

import sys
from pathlib import Path

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"


def warm() -> None:
    """Reads the sample dossier once, and throws the result away: what it needed is in memory now."""
    from timeline import figure, table
    from timeline.app import state
    from timeline.dossier import sample
    from timeline.pipeline import build_timeline

    made = table.tables(build_timeline(sample(state.SAMPLE, "", state.TOPIC).sources(), state.TOPIC))
    figure.timeline(made["events"]).to_json()
    figure.overview(made["events"]).to_json()


def main() -> None:
    from streamlit.web import cli

    warm()
    sys.argv = ["streamlit", "run", str(DASHBOARD), *sys.argv[1:]]
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
