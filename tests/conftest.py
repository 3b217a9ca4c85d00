"""Settings every test shares, and how tests are dealt out to workers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

# machines are noisy: no test says how long a case may take
settings.register_profile("timeline", deadline=None)
settings.load_profile("timeline")

#: They hold no doctests, and two modules of one name cannot both be collected.
collect_ignore = ["conftest.py", "browser/conftest.py"]

BROWSER = "tests/browser/"
#: What takes longest begins first, so that workers end together.
LONGEST = (
    BROWSER, "tests/test_app_decisions", "tests/test_exports", "tests/test_app", "tests/test_briefing",
    "tests/test_reviews", "tests/test_cli", "tests/test_topics", "tests/test_table", "tests/test_documents",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(
        key=lambda item: next((n for n, name in enumerate(LONGEST) if item.nodeid.startswith(name)), 99)
    )


class ByFile(LoadFileScheduling):
    """Each file on one worker, in the order of the items; those of one server and one browser on the same."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile | None:
    if config.option.dist != "loadfile":
        return None
    config.option.loadscopereorder = False
    return ByFile(config, log)
