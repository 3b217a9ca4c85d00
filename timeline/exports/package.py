"""The data package as one zip file: four tables and the descriptor that joins them."""

from __future__ import annotations

import io
import zipfile

from timeline.exports import Selection, office
from timeline.table import package


def make(selection: Selection) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package(selection.tables, selection.about).items():
            archive.writestr(office.entry(name), content)
    return packed.getvalue()
