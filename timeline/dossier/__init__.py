"""Dossiers: a folder each of documents, decisions and saved views; made, opened, saved as one file."""

from timeline.dossier.briefing import Slide
from timeline.dossier.folder import Contents, Dossier, DossierError, Settings, sample
from timeline.dossier.home import Home, home
from timeline.dossier.onefile import open_file, save_as

__all__ = [
    "Contents",
    "Dossier",
    "DossierError",
    "Home",
    "Settings",
    "Slide",
    "home",
    "open_file",
    "sample",
    "save_as",
]
