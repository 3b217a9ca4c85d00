"""Where the dossiers of a person live: make, list, delete. Nothing is deleted for good."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from timeline.dossier.briefing import version
from timeline.dossier.folder import (
    DOCUMENTS,
    SETTINGS,
    Dossier,
    DossierError,
    Settings,
    plain_name,
    write_private,
)
from timeline.dossier.names import free_name, safe_name

TRASH = ".trash"


def home(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder of all dossiers: TIMELINE_HOME, or where the platform keeps a program's data."""
    chosen = environment.get("TIMELINE_HOME", "")
    if chosen:
        return Path(chosen).expanduser().absolute() / "dossiers"
    if platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        given = Path(environment.get("XDG_DATA_HOME", ""))
        base = given if given.is_absolute() else Path.home() / ".local" / "share"
    return base / "timeline" / "dossiers"


class Home:
    """The dossiers in one folder, which no other user of the machine can look into."""

    def __init__(self, root: Path | None = None):
        self.root = root or home()

    def make(self, name: str, topic: str, when: datetime, language: str = "") -> Dossier:
        """A new, empty dossier. Two may have one name; their folders differ."""
        settings = Settings(
            plain_name(name), topic, when.astimezone(UTC).isoformat(timespec="seconds"), language
        )
        folder = self.new_folder(settings.name)
        (folder / DOCUMENTS).mkdir(mode=0o700)
        write_private(folder / SETTINGS, settings.to_toml().encode())
        return Dossier(folder)

    def dossiers(self) -> tuple[Dossier, ...]:
        """Every dossier, by name; a folder that is none is left out and left alone."""
        found = []
        for folder in self.root.iterdir() if self.root.is_dir() else ():
            if folder.is_dir() and not folder.is_symlink() and not folder.name.startswith("."):
                try:
                    found.append((Dossier(folder).name.casefold(), folder.name, Dossier(folder)))
                except DossierError:
                    continue
        return tuple(dossier for *_, dossier in sorted(found, key=lambda row: row[:2]))

    def open(self, folder_name: str) -> Dossier:
        """The dossier in a folder of this home; DossierError where there is none."""
        found = {dossier.folder.name: dossier for dossier in self.dossiers()}
        if folder_name not in found:
            raise DossierError("no_dossier", name=folder_name)
        return found[folder_name]

    def delete(self, dossier: Dossier) -> Path:
        """Moves a dossier into the trash, whole; returns where it is now."""
        if dossier.read_only or dossier.folder.parent != self.root:
            raise DossierError("read_only")
        return self._move(dossier.folder, self._private(self.root / TRASH))

    def deleted(self) -> tuple[Path, ...]:
        """The folders in the trash, by name."""
        trash = self.root / TRASH
        return tuple(sorted(trash.iterdir())) if trash.is_dir() else ()

    def restore(self, folder: Path) -> Dossier:
        """Brings a dossier back from the trash."""
        if folder not in self.deleted():
            raise DossierError("no_dossier", name=folder.name)
        return Dossier(self._move(folder, self.root))

    def copy(self, dossier: Dossier, name: str, when: datetime) -> Dossier:
        """A dossier of one's own from another, the sample too: documents, decisions and views."""
        made = self.make(name, dossier.settings.topic, when, dossier.settings.language)
        days = dossier.added()
        made.keep_days({made.add(file, data): days[file] for file, data in dossier.sources()})
        for view, query in dossier.views().items():
            made.save_view(view, query)
        made.reviews.from_lines(dossier.reviews.to_lines())
        if slides := dossier.briefing():
            made.keep_briefing(slides, version(()))
        return made

    def new_folder(self, name: str) -> Path:
        """An empty folder named after a dossier, made now so that no other window takes it."""
        self._private(self.root)
        while True:
            taken = [path.name for path in self.root.iterdir()]
            folder = self.root / free_name(safe_name(name), taken)
            try:
                folder.mkdir(mode=0o700)
                return folder
            except FileExistsError:
                continue

    @staticmethod
    def _private(folder: Path) -> Path:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
        return folder

    @staticmethod
    def _move(folder: Path, into: Path) -> Path:
        target = into / free_name(folder.name, (path.name for path in into.iterdir()))
        os.rename(folder, target)
        return target
