"""Bytes -> text, whatever the encoding; nothing but a byte order mark is dropped."""

from __future__ import annotations

import codecs
import re

from timeline.documents.page import DocumentError

#: Bytes an unmarked encoding is judged by.
SAMPLE = 64 * 1024
#: A file is UTF-8 with damage, not another encoding, up to one bad place in so many characters.
DAMAGE = 200
#: Encodings that news texts in these languages are kept in; tried before all others.
LEGACY = (
    "cp1256", "cp1251", "koi8_r", "cp949", "cp1252", "cp866", "iso8859_6", "iso8859_5",
)  # fmt: skip

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: The scripts of the press, without Chinese: Latin text read in the wrong byte order is all Chinese.
_PRESS = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\u07ff\u1e00-\u206f\u20a0-\u22ff\u3000-\u30ff\uac00-\ud7a3\ufb50-\ufeff]"
)


def decode(where: str, data: bytes) -> str:
    """The text; DocumentError where the bytes are no text in any encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(where, data[len(mark) :].decode(encoding, "replace"))
    if b"\0" in data[:SAMPLE]:
        return _checked(where, _unmarked_utf16(where, data))
    try:
        return _checked(where, data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    repaired = data.decode("utf-8", "replace")
    damage = repaired.count("\ufffd")
    if damage * DAMAGE < len(repaired) - repaired.count("\ufffd") + DAMAGE and not _ascii_otherwise(repaired):
        return _checked(where, repaired)
    return _checked(where, data.decode(_legacy(where, data), "replace"))


def _ascii_otherwise(text: str) -> bool:
    """True where nothing beyond ASCII was readable as UTF-8: then the bad bytes tell the encoding."""
    return text.replace("\ufffd", "").isascii()


def _checked(where: str, text: str) -> str:
    sample = text[:SAMPLE]
    if len(_CONTROL.findall(sample)) * DAMAGE > len(sample) or sample.count("\ufffd") * 10 > len(sample):
        raise not_text(where)
    return text


def _unmarked_utf16(where: str, data: bytes) -> str:
    sample = data[: SAMPLE // 2 * 2]
    sample = sample[: len(sample) // 2 * 2]

    def fitness(encoding: str) -> float:
        text = sample.decode(encoding, "replace")
        if not text or _CONTROL.search(text):
            return 0
        return len(_PRESS.findall(text)) / len(text)

    best = max(("utf-16-le", "utf-16-be"), key=fitness)
    if fitness(best) < 0.9:
        raise not_text(where)
    return data.decode(best, "replace")


def _legacy(where: str, data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[:SAMPLE]
    if len(data) > SAMPLE:  # never inside a two-byte letter
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" "), SAMPLE // 2)]
    match = from_bytes(sample, cp_isolation=list(LEGACY)).best() or from_bytes(sample).best()
    if match is None:
        raise not_text(where)
    return match.encoding


def not_text(where: str) -> DocumentError:
    return DocumentError(where, "not text in any encoding known here", "Save it as UTF-8 text, PDF or DOCX")
