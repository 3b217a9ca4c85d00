"""A running dashboard and a real browser, for the browser tests and the guide's pictures."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.chromium import FLAGS, MISSING, find

ROOT = Path(__file__).parents[1]
#: How long the server may take to answer the first time, in seconds.
_PATIENCE = 180


@contextmanager
def dashboard(asked: Path, script: Path | None = None) -> Iterator[str]:
    """The dashboard, or another script of Streamlit, on a free port of this machine, ended at exit; gives its address.

    Dossiers made in it live as long as it does. The server reaches no other host; each that it tries is a line of the file `asked`.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", *(("streamlit", "run", str(script)) if script else ("timeline.app",))]
    command += [f"--server.port={port}", "--server.headless=true"]
    with tempfile.TemporaryFile() as log, tempfile.TemporaryDirectory() as home:
        blocked = {
            "PYTHONPATH": os.pathsep.join((str(ROOT / "tests/blocked"), str(ROOT))),
            "TIMELINE_ASKED": str(asked),
            "TIMELINE_HOME": home,
        }
        server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=os.environ | blocked)
        try:
            address = f"http://localhost:{port}"
            _wait(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _wait(address: str, server: subprocess.Popen, log: Any) -> None:
    for _ in range(_PATIENCE * 10):
        if server.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"the dashboard did not start:\n{log.read().decode(errors='replace')}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the dashboard did not answer within {_PATIENCE} seconds")


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium; AssertionError with the one line to run where there is none."""
    from playwright.sync_api import sync_playwright

    path = find()
    assert path, MISSING
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield chromium
        finally:
            chromium.close()
