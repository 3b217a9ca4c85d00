"""The data package as one zip file: four tables and the descriptor that joins them."""

from __future__ import annotations

import io
import zipfile

from timeline.exports import Selection
from timeline.table import package

#: The oldest time a zip entry can have; the same tables give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def make(selection: Selection) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package(selection.tables, selection.about).items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
