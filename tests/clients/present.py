"""The programs that open exports: which are here, in which version, and how to get one that is missing.

python -m tests.clients.present
"""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.chromium import find

HERE = Path(__file__).parent
#: Client -> how to install it.
INSTALL = {
    "LibreOffice": "apt install --no-install-recommends libreoffice-calc libreoffice-impress libreoffice-writer",
    "poppler": "apt install poppler-utils",
    "Chromium": "apt install chromium fonts-noto-core fonts-hosny-amiri",
    "Node.js": "apt install nodejs npm",
    "TimelineJS": "npm ci --ignore-scripts --prefix tests/clients",
    "ical.js": "npm ci --ignore-scripts --prefix tests/clients",
    "frictionless": "pip install -r requirements-dev.txt",
    "openpyxl": "pip install -r requirements-dev.txt",
    "icalendar": "pip install -r requirements.txt",
    "python-docx": "pip install -r requirements.txt",
    "python-pptx": "pip install -r requirements.txt",
    "markdown-it-py": "pip install -r requirements-dev.txt",
    "pdfplumber": "pip install -r requirements.txt",
}
_PROGRAMS = {
    "LibreOffice": ("soffice", "--version"),
    "poppler": ("pdftotext", "-v"),
    "Node.js": ("node", "--version"),
}
_MODULES = {"TimelineJS": "@knight-lab/timelinejs", "ical.js": "ical.js"}


def found(client: str) -> str:
    """The version of a client; empty where it is missing."""
    if client in _MODULES:
        about = HERE / "node_modules" / _MODULES[client] / "package.json"
        return json.loads(about.read_text(encoding="utf-8"))["version"] if about.exists() else ""
    if client == "Chromium":
        path = find()
        return _said(path, "--version") if path else ""
    if client in _PROGRAMS:
        name, option = _PROGRAMS[client]
        return _said(name, option) if shutil.which(name) else ""
    try:
        return version(client)
    except PackageNotFoundError:
        return ""


def _said(program: str, option: str) -> str:
    said = subprocess.run([program, option], capture_output=True, text=True, timeout=60, check=False)
    return (said.stdout or said.stderr).strip().split("\n")[0]


def missing(client: str) -> str:
    return f"{client} is missing. To install it: {INSTALL[client]}"


def main() -> None:
    """Fetches the JavaScript clients where npm is here, then names every client."""
    if shutil.which("npm") and not (HERE / "node_modules").exists():
        print("Fetching TimelineJS and ical.js as pinned by tests/clients/package-lock.json", flush=True)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=False)
    for client in INSTALL:
        here = found(client)
        print(f"{client}: {here}" if here else missing(client), flush=True)


if __name__ == "__main__":
    main()
