"""What the columns of a list of articles, and the fields of front matter, are called."""

from __future__ import annotations

#: Field -> the names it goes by; compared without case, blanks, `_` and `-`.
NAMES = {
    "text": "text body content article articletext articlebody fulltext maintext story النص نص المحتوى "
    "текст статья содержание 본문 내용 기사",
    "title": "title headline heading العنوان عنوان заголовок название 제목",
    "url": "url link address sourceurl permalink href source "
    "الرابط رابط العنوانالالكتروني ссылка адрес 주소 링크",
    "date": "date published publisheddate publishdate publicationdate publishedat pubdate datepublished "
    "created التاريخ تاريخ تاريخالنشر дата датапубликации 날짜 일자 게재일 입력",
    "publisher": "publisher outlet site sitename newspaper medium publication sourcename domain "
    "الناشر الموقع الصحيفة издание издатель сми 매체 언론사 신문",
}

_FIELDS = {name: field for field, names in NAMES.items() for name in names.split()}


def field_of(name: str) -> str:
    """The field a column's name stands for, or "".

    >>> field_of("Publish_Date"), field_of("Источник")
    ('date', '')
    """
    return _FIELDS.get(name.strip().casefold().replace(" ", "").replace("_", "").replace("-", ""), "")
