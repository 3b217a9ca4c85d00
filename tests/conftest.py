"""Settings every test shares, and how tests are dealt out to workers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

# machines are noisy: no test says how long a case may take
settings.register_profile("timeline", deadline=None)
settings.load_profile("timeline")

#: They hold no doctests, and two modules of one name cannot both be collected (a system's Python may
#: have a sitecustomize of its own).
collect_ignore = ["conftest.py", "browser/conftest.py", "blocked/sitecustomize.py"]

#: Files that share what is dear: a server and a browser, printed files, pages run on the sample. Each kind is
#: dealt to one worker, the longest first, so that workers end together.
TOGETHER = ("tests/browser/", "tests/test_exports", "tests/test_app")
LONGEST = (
    *TOGETHER, "tests/test_briefing", "tests/test_reviews", "tests/test_cli", "tests/test_topics", "tests/test_table",
    "tests/test_documents",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(
        key=lambda item: next((n for n, name in enumerate(LONGEST) if item.nodeid.startswith(name)), 99)
    )


class ByFile(LoadFileScheduling):
    """Each file on one worker, with those it shares something with, in the order of the items."""

    def _split_scope(self, nodeid: str) -> str:
        return next((kind for kind in TOGETHER if nodeid.startswith(kind)), super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile | None:
    if config.option.dist != "loadfile":
        return None
    config.option.loadscopereorder = False
    return ByFile(config, log)
