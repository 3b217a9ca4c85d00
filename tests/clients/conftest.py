"""What every client showed, as the last lines of make test-clients."""

from __future__ import annotations

from typing import Any

from tests.clients.present import found


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A line a client and what it opened: its version, and what the test saw in it."""
    said = [pair for report in terminalreporter.getreports("passed") for pair in report.user_properties]
    if said:
        terminalreporter.section("what each client showed")
    for client, shown in dict.fromkeys(said):
        version = found(client)
        terminalreporter.write_line(f"{client}{f' ({version})' if version else ''}: {shown}")
