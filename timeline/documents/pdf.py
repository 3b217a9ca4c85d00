"""PDF: text in the order it is read, right-to-left lines turned back, paragraphs joined."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any

from timeline.documents.page import DocumentError, Page

#: A line that reaches this part of the column's width runs on into the next.
FULL_LINE = 0.8
#: A gap between lines larger than this many line heights parts two paragraphs.
WIDE_GAP = 0.9

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u052f\u1100-\u11ff\u3040-\u9fff\uac00-\ud7a3]")
_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
#: Titles that programs write when nobody gave one.
_NO_TITLE = re.compile(
    r"(?:untitled|\(?anonymous\)?|microsoft word\b.*|document\d*|.*\.(?:docx?|indd|pdf|qxd))?\Z", re.I
)


def read(where: str, data: bytes) -> Page:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            properties = {str(key): value for key, value in (pdf.metadata or {}).items()}
            pages = []
            for page in pdf.pages:
                lines = page.extract_text_lines(return_chars=False)
                pages.append([line for line in lines if line["text"].strip()])
                page.close()
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise DocumentError(
                where, "protected by a password", "Open it with the password and save it without one"
            ) from None
        raise _broken(where) from None
    except Exception:  # pdfminer raises whatever a damaged file trips it into
        raise _broken(where) from None
    text = _text(pages)
    if not text.strip():
        raise DocumentError(where, "no text found; it may be a scan", "Run OCR and add it again")
    title = properties.get("Title")
    return Page(
        text=text,
        title=title if isinstance(title, str) and not _NO_TITLE.match(title.strip()) else "",
        metadata=tuple(
            (f"pdf:{key}", stamp)
            for key in ("CreationDate", "ModDate")
            if (stamp := _iso(properties.get(key)))
        ),
    )


def _broken(where: str) -> DocumentError:
    return DocumentError(where, "a broken PDF", "Download it again, or print it to a new PDF")


def _text(pages: list[list[dict[str, Any]]]) -> str:
    """Lines joined into paragraphs, a paragraph a line, a blank line between pages."""
    everything = "".join(line["text"] for lines in pages for line in lines)
    rightward = len(_RIGHT_TO_LEFT.findall(everything)) > len(_LEFT_TO_RIGHT.findall(everything))
    return "\n\n".join(page for lines in pages if (page := "\n".join(_paragraphs(lines, rightward))))


def _paragraphs(lines: list[dict[str, Any]], rightward: bool) -> list[str]:
    if not lines:
        return []
    left, right = min(line["x0"] for line in lines), max(line["x1"] for line in lines)
    found: list[str] = []
    before = None
    for line in lines:
        text = _logical(line["text"], rightward)
        if before is not None and _runs_on(before, line, left, right, rightward):
            found[-1] += " " + text
        else:
            found.append(text)
        before = line
    return found


def _runs_on(
    before: dict[str, Any], line: dict[str, Any], left: float, right: float, rightward: bool
) -> bool:
    height = before["bottom"] - before["top"]
    near = -height < line["top"] - before["bottom"] <= WIDE_GAP * height
    same_size = abs(line["bottom"] - line["top"] - height) <= 0.2 * height
    reached = right - before["x0"] if rightward else before["x1"] - left
    return near and same_size and reached >= FULL_LINE * (right - left)


def _logical(line: str, rightward: bool) -> str:
    """A line as it is read, from a line as it is drawn."""
    if _RIGHT_TO_LEFT.search(line):
        from bidi.algorithm import get_display

        own = len(_RIGHT_TO_LEFT.findall(line)) >= len(_LEFT_TO_RIGHT.findall(line))
        line = str(get_display(line, base_dir="R" if rightward or own else "L"))
    return unicodedata.normalize("NFKC", line).strip()


def _iso(stamp: object) -> str:
    """A PDF date, `D:20230912101500+03'00'`, as ISO text no finer than it is given."""
    match = _DATE.match(stamp) if isinstance(stamp, str) else None
    if not match:
        return ""
    year, month, day, hour, minute, second = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    return f"{date}T{hour}:{minute}:{second or '00'}" if minute else date
