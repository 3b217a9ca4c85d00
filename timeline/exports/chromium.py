"""Pages drawn by a Chromium on this machine: as PDF, as a picture, or as what their script leaves.

Chromium is one program of the system, looked for on the path; nothing is asked of any host.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from timeline import wording
from timeline.exports import ExportError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
#: Nothing starts in the background and nothing outside is asked for.
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions",
)  # fmt: skip
#: What the page's own clock may run on to, in milliseconds, and what the whole may take, in seconds.
_PAGE_TIME, _MOST_TIME = 20_000, 180


def find() -> str | None:
    """The path of an installed Chromium; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def program(language: str = "en") -> str:
    """The path of an installed Chromium; ExportError where there is none."""
    found = find()
    if found is None:
        raise ExportError(wording.say("export.no_chromium", language))
    return found


def pdf(page: str, language: str = "en") -> bytes:
    """A page as PDF: its text can be selected, its fonts are inside."""
    return _run(page, "out.pdf", language, "--no-pdf-header-footer", "--print-to-pdf=out.pdf")


def picture(page: str, width: int, height: int, said: str, language: str = "en") -> bytes:
    """The top left part of a page as PNG, at two dots a pixel; `said` describes it within the file."""
    from PIL import Image, PngImagePlugin

    # a window's own frame takes some of its height: ask for more, and cut
    size = (f"--window-size={width},{height + 300}", "--force-device-scale-factor=2", "--hide-scrollbars")
    drawn = Image.open(io.BytesIO(_run(page, "out.png", language, *size, "--screenshot=out.png")))
    packed, about = io.BytesIO(), PngImagePlugin.PngInfo()
    about.add_itxt("Description", said)
    drawn.convert("RGB").crop((0, 0, 2 * width, 2 * height)).save(packed, "PNG", pnginfo=about)
    return packed.getvalue()


def left_by_script(page: str, language: str = "en") -> str:
    """The page's HTML after its script has run."""
    return _run(page, "", language, "--dump-dom").decode("utf-8", "replace")


def _run(page: str, written: str, language: str, *options: str) -> bytes:
    """The bytes of the file that Chromium writes, or of its output where no file is named."""
    flags: list[str] = list(FLAGS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to start as root otherwise
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder, "page.html").write_text(page, encoding="utf-8", errors="replace")
        command = [program(language), "--headless", *flags, f"--user-data-dir={folder}/profile",
                   f"--virtual-time-budget={_PAGE_TIME}", *options, Path(folder, "page.html").as_uri()]  # fmt: skip
        try:
            said = subprocess.run(command, cwd=folder, capture_output=True, timeout=_MOST_TIME, check=True)
            return Path(folder, written).read_bytes() if written else said.stdout
        except (OSError, subprocess.SubprocessError) as error:
            raise ExportError(wording.say("export.chromium_failed", language, error=_named(error))) from None


def _named(error: Exception) -> str:
    return type(error).__name__


def arabic_font() -> bool:
    """Whether the system has a font for Arabic, as far as it can say."""
    program = shutil.which("fc-list")
    if program is None:
        return True  # Windows and macOS come with one
    found = subprocess.run([program, ":lang=ar", "family"], capture_output=True, check=False)
    return bool(found.stdout.strip())
