"""Word documents: paragraphs and tables in their order, and the file's own properties."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from timeline.documents.page import DocumentError, Page

if TYPE_CHECKING:
    from docx.table import Table

#: Most bytes a Word document may unpack to.
LARGEST_UNPACKED = 256 * 1024 * 1024

#: python-docx stamps every new file with the day its template was made.
_TEMPLATE_MADE = datetime(2013, 12, 23, 23, 15)


def read(where: str, data: bytes) -> Page:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise DocumentError(where, "it unpacks to far too much", "Copy its text into a new document")
        document = docx.Document(io.BytesIO(data))
        lines = [line for item in document.iter_inner_content() for line in _lines(item)]
        title, metadata = _properties(document.core_properties)
    except DocumentError:
        raise
    except Exception:  # zipfile, lxml and python-docx each raise their own for a damaged file
        raise DocumentError(where, "a broken Word document", "Open it in Word and save it again") from None
    text = "\n".join(lines)
    if not text.strip():
        raise DocumentError(where, "no text found; it may hold pictures only", "Run OCR and add the text")
    return Page(text=text, title=title, metadata=metadata)


def _lines(item: Any) -> list[str]:
    """A paragraph is a line; a table a line for each row, its cells parted by tabs."""
    return [item.text] if hasattr(item, "paragraph_format") else _rows(item)


def _rows(table: Table) -> list[str]:
    rows = []
    for row in table.rows:
        cells: list[Any] = []
        for cell in row.cells:
            if not cells or cell._tc is not cells[-1]._tc:  # a merged cell comes once for each column
                cells.append(cell)
        rows.append("\t".join(" ".join(cell.text.split()) for cell in cells))
    return rows


def _properties(core: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    dates = []
    for name in ("created", "modified"):
        stamp = getattr(core, name)
        if stamp is not None and stamp.replace(tzinfo=None) != _TEMPLATE_MADE:
            dates.append((f"docx:{name}", stamp.replace(tzinfo=None).isoformat()))
    title = core.title or ""
    return ("" if title == "Word Document" else title), tuple(dates)
