"""Find a Chromium for the browser tests, or install one: Debian's package, else Playwright's own.

python -m tests.chromium
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from timeline.exports import chromium

PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-cjk", "fonts-hosny-amiri")
MISSING = "No Chromium was found and none could be installed. Run: python -m playwright install --with-deps chromium"

FLAGS = ("--no-sandbox", *chromium.FLAGS)


def find() -> str | None:
    """The path of a Chromium on this machine: an installed one, else Playwright's."""
    installed = chromium.find()
    if installed:
        return installed
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            own = playwright.chromium.executable_path
        return own if Path(own).exists() else None
    except Exception:
        return None


def main() -> None:
    if find():
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium and fonts for Arabic with apt-get", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", *PACKAGES],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
            check=False,
        )
    if not find():
        print("Installing Chromium with Playwright", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not find():
        print(f"{MISSING}\nThe browser tests will fail until then.", flush=True)


if __name__ == "__main__":
    main()
