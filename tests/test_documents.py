"""Reading files of every kind; blocks; bad input."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.documents_files import CLOSING, LABELS, STORIES, story, zipped
from timeline import topics
from timeline.documents import DocumentError, find_files, read_document, read_documents
from timeline.documents.furniture import blocks_of
from timeline.documents.language import language_of
from timeline.models import BlockKind, Document, Problem

LANGUAGES = list(STORIES)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(str(b.kind), text[b.start : b.end]) for b in blocks_of(text)[0]]


def furniture(text: str) -> list[str]:
    return [line for kind, line in kinds(text) if kind == "furniture"]


def foreign_from(text: str) -> int | None:
    return next((b.start for b in blocks_of(text)[0] if b.kind is BlockKind.FOREIGN), None)


# Blocks: furniture

FURNITURE = [
    # line, language of the story it stands under
    ("تاريخ النشر: 12th, September 2023 GMT", "ar"),
    ("نُشر في: 3 أيار 2024", "ar"),
    ("كلمات دلالية: دبلوماسية تجارة", "ar"),
    ("المصدر: وكالات", "ar"),
    ("مادة إعلانية تابعوا قناتنا عبر Google News روسيا_اليومالمصدر: وكالات", "ar"),
    ("زر الذهاب إلى الأعلى", "ar"),
    ("Verified by MonsterInsights", "ar"),
    ("منذ 5 أشهر", "ar"),
    ("A A", "ar"),
    ("07:13 ص", "ar"),
    ("search", "ar"),
    ('[caption id="attachment_12" align="alignnone" width="300"]', "ar"),
    ("المبعوث عند وصوله، أرشيفية", "ar"),
    ("#روسيا #كوريا_الشمالية", "ar"),
    ("اليوم: السبت 12 مارس 2022 الطقس: رام الله 9°", "ar"),
    ("الأحد 9 نوفمبر 2025 - القاهرة 24° - عيار 21: 5345 جنيها", "ar"),
    ("منذ سنتين   شارك", "ar"),
    ("Monday, 3 May 2021 | Dubai 31°C | Gold 185.25", "en"),
    ("J. Example · 3 years ago · 640 reads", "en"),
    ("06.11.2024, 13:37   Газета «Пример» №204   1 мин.", "ru"),
    ("Подписка  Мир  Политика  Регионы  Тематики", "ru"),
    ("Share", "en"),
    ("By Jane Example", "en"),
    ("BY JANE EXAMPLE AND JOHN SAMPLE", "en"),
    ("Published: 14 September 2023", "en"),
    ("Updated 15:20 GMT, September 14, 2023", "en"),
    ("Source: ministry", "en"),
    ("Tags: rail, trade, letters", "en"),
    ("Follow us on Telegram for more.", "en"),
    ("© 2023 Example Press. All rights reserved.", "en"),
    ("This website uses cookies to improve your experience.", "en"),
    ("5 months ago", "en"),
    ("3 min read", "en"),
    ("https://news.example/2023/09/14/story", "en"),
    ("Home > World > Asia", "en"),
    ("Read more: What crosses the river by rail", "en"),
    ("Photo: the envoy at the airport. Example Agency", "en"),
    ("Опубликовано: 27 июля 2023, 14:20", "ru"),
    ("Автор: Илья Примеров", "ru"),
    ("Теги: дипломатия, поезд", "ru"),
    ("Фото: пресс-служба", "ru"),
    ("Подписывайтесь на наш канал", "ru"),
    ("Все права защищены", "ru"),
    ("Читайте также: Как устроена железная дорога", "ru"),
    ("37 минут назад", "ru"),
    ("입력 2023.09.14 09:12 수정 2023.09.14 10:47", "ko"),
    ("한보기 기자", "ko"),
    ("한보기 기자 han@press.example", "ko"),
    ("관련기사: 두만강을 건넌 열차의 비밀", "ko"),
    ("저작권자 ⓒ 보기신문, 무단전재 및 재배포 금지", "ko"),
    ("37분 전", "ko"),
    ("사진=보기통신 제공", "ko"),
    ("댓글 12", "ko"),
]

#: Lines of a story that look like furniture and are none.
BODY = [
    ("المصدر الذي تحدث إلى الصحيفة قال إن الوفد غادر يوم الأحد من دون بيان.", "ar"),
    ("شارك في المحادثات وزيرا الدفاع والخارجية وعدد من الخبراء.", "ar"),
    ("اشترك في العرض العسكري آلاف الجنود بحسب الوكالة.", "ar"),
    ("بحث الجانبان ملف السكك الحديدية يوم 12 سبتمبر 2023.", "ar"),
    ("كتب المبعوث في رسالته أن بلاده تنتظر جواباً قبل نهاية الشهر.", "ar"),
    ("حقوق النشر كانت موضوع الجلسة الأخيرة بين الوفدين مساء الأربعاء.", "ar"),
    ("Source close to the talks: the envoy left on Monday and will not come back this year.", "en"),
    ("Related articles of the treaty were ratified in November by both chambers.", "en"),
    ("Share prices in Seoul fell on Tuesday after the pictures were published.", "en"),
    ("By Friday the delegation had left the capital without a statement.", "en"),
    ("Tags were torn from every crate before the ship sailed, the inspector said.", "en"),
    ("Photo agencies had been told to leave the hall before the two men sat down.", "en"),
    ("Copyright law was on the table when the ministers met again in March 2024.", "en"),
    ("Comments by the spokesman on Tuesday drew a sharp reply from Tokyo.", "en"),
    ("12 September - Kim arrives", "en"),
    ("Troops of both armies face each other across the 38°", "en"),
    ("Источник в министерстве сообщил, что посланник улетел в понедельник утром.", "ru"),
    ("Фото с места стройки были сделаны в апреле, утверждают авторы доклада института.", "ru"),
    ("По теме поставок стороны договорились встретиться ещё раз в октябре.", "ru"),
    ("Автор доклада считает, что корабль будет спущен на воду до осени.", "ru"),
    ("사진은 지난 4월 촬영됐으며 선체 길이는 140미터로 추정된다.", "ko"),
    ("관련 기사를 쓴 기자는 화요일 경찰 조사를 받았다고 신문이 전했다.", "ko"),
    ("검색 결과를 공개한 연구소는 9월에 새 보고서를 낼 계획이다.", "ko"),
    ("저작권 협정은 2024년 3월 두 나라 장관이 만났을 때 논의됐다.", "ko"),
    ("출처가 분명하지 않은 부품이 잔해에서 나왔다고 조사단은 밝혔다.", "ko"),
]


@pytest.mark.parametrize(("line", "language"), FURNITURE)
@pytest.mark.parametrize("place", [1, 7])
def test_furniture_lines(line, language, place):
    lines = story(language, 0).split("\n")
    text = "\n".join([*lines[:place], line, *lines[place:]])
    assert furniture(text) == [line]


@pytest.mark.parametrize(("line", "language"), BODY)
@pytest.mark.parametrize("place", [1, 4, 7])
def test_body_lines_that_look_like_furniture(line, language, place):
    lines = story(language, 0).split("\n")
    text = "\n".join([*lines[:place], line, *lines[place:]])
    assert [k for k, _ in kinds(text)] == ["body"] * 8


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(3))
def test_a_plain_story_is_all_body(language, number):
    text = story(language, number)
    blocks, title = blocks_of(text)
    assert title == STORIES[language][number][0]
    assert [b.heading for b in blocks] == [True] + [False] * (len(blocks) - 1)
    assert all(b.kind is BlockKind.BODY for b in blocks)


def test_top_and_bottom_of_a_page():
    headline, paragraphs = STORIES["en"][0]
    top = ["Home", "World", "Friday, 22 November 2024", "07:13 am"]
    under = ["Envoy at the airport", "Envoy at the airport", "Nora Example", "A A"]
    bottom = ["Sport", "Weather today", "Jobs", "Our podcasts", "search"]
    text = "\n\n".join([*top, headline, *under, *paragraphs, *bottom])
    assert furniture(text) == [*top, *under, *bottom]
    assert blocks_of(text)[1] == headline


def test_headings_inside_a_story():
    headline, paragraphs = STORIES["en"][0]
    text = "\n".join([headline, *paragraphs[:2], "What the letter says", *paragraphs[2:]])
    heads = [text[b.start : b.end] for b in blocks_of(text)[0] if b.heading]
    assert heads == [headline, "What the letter says"]
    assert not furniture(text)


def test_a_headline_that_asks_is_a_headline():
    text = "\n".join(["What did the envoy carry to Pyongyang?", *STORIES["en"][0][1]])
    assert blocks_of(text)[1] == "What did the envoy carry to Pyongyang?"


def test_dates_that_head_a_chronology_stay_body():
    p = STORIES["en"][0][1]
    dated = ["12 September 2023", p[0], "14 September 2023", p[1], "17 September 2023", p[2]]
    text = "\n".join(["How the visit went, day by day", *dated])
    assert not furniture(text)


def test_captions_in_shortcodes():
    headline, p = STORIES["ar"][0]
    caption = ['[caption id="a_1" align="x"]', "المبعوث يصافح مضيفه في القاعة الكبرى أمس[/caption]"]
    assert furniture("\n".join([headline, *p[:3], *caption, *p[3:]])) == caption
    assert furniture("\n".join([headline, *p[:3], *p[3:], caption[1]])) == caption[1:]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Putin and Kim met", "en"),
        ("*Kim* and *Putin* met at **Vostochny**", "en"),
        ("Минск заявил о визите", "ru"),
        ("Мінск заявив про візит", "uk"),
        ("Putin trifft Kim Jong Un in Wladiwostok", "de"),
        ("Kim Jong Un mengunjungi Rusia", "id"),
        ("Kim spotyka Putina", "pl"),
    ],
)
def test_a_few_words_are_of_a_language_that_is_read_unless_another_is_well_ahead(text, language) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_printed_twice_is_body_once(language):
    text = story(language, 0)
    twice = text + "\n\n" + text
    assert [k for k, _ in kinds(twice)].count("body") == 7
    assert blocks_of(twice)[0][:7] == blocks_of(text)[0]


@pytest.mark.parametrize(
    ("glued", "furniture_part"),
    [
        ("وغادر الوفد العاصمة مساء الأربعاء.مادة إعلانية تابعونا", "مادة إعلانية تابعونا"),
        ("وغادر الوفد العاصمة مساء الأربعاءمادة إعلانية", "مادة إعلانية"),
        ("The two sides signed nothing. Read more: Old letters", "Read more: Old letters"),
        ("Стороны ничего не подписали.Читайте также: Письма", "Читайте также: Письма"),
        ("양측은 아무 문서에도 서명하지 않았다. 저작권자 ⓒ 보기신문", "저작권자 ⓒ 보기신문"),
    ],
)
def test_furniture_glued_into_a_line(glued, furniture_part):
    language = "ar" if "\u0621" <= glued[2] <= "\u064a" else "en"
    text = story(language, 0) + "\n" + glued
    assert furniture(text) == [furniture_part]
    assert kinds(text)[-2] == ("body", glued.removesuffix(furniture_part).strip())


# Blocks: appended foreign articles


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize(("language", "label"), [(la, x) for la in LANGUAGES for x in LABELS[la]])
def test_appended_articles_are_foreign(language, label, closed):
    for first, second in [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]:
        before = story(language, first) + "\n" + (CLOSING[language] + "\n" if closed else "")
        text = before + label + "\n" + story(language, second)
        assert foreign_from(text) == len(before), (first, second)
        assert {k for k, _ in kinds(text[: len(before)])} <= {"body", "furniture"}


@pytest.mark.parametrize("form", ["own line", "same line", "list"])
@pytest.mark.parametrize(("language", "label"), [(la, x) for la in LANGUAGES for x in LABELS[la]])
def test_links_inside_a_story_are_not_foreign(language, label, form):
    headline, paragraphs = STORIES[language][0]
    links = [STORIES[language][n][0] for n in (1, 2)]
    middle = {
        "own line": [label, links[0]],
        "same line": [label.strip("[]:▶ ") + ": " + links[0]],
        "list": [label, *links, "Third link without a stop"],
    }[form]
    text = "\n".join([headline, *paragraphs[:3], *middle, *paragraphs[3:]])
    assert foreign_from(text) is None
    assert furniture(text) == middle
    assert [line for kind, line in kinds(text) if kind == "body"] == [headline, *paragraphs]


@pytest.mark.parametrize(("language", "label"), [(la, x) for la in LANGUAGES for x in LABELS[la]])
def test_links_below_a_story_are_furniture(language, label):
    links = [STORIES[language][n][0] for n in (1, 2)]
    text = story(language, 0) + "\n" + "\n".join([label, *links])
    assert furniture(text) == [label, *links]
    assert furniture(story(language, 0) + "\n" + label) == [label]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_behind_a_finished_page_is_foreign_without_a_label(language):
    before = story(language, 0) + "\n" + CLOSING[language] + "\n"
    assert foreign_from(before + story(language, 2)) == len(before)


# Kinds


def test_plain_text_is_kept_as_it_stands():
    text = "Headline of the day stands here\r\n\r\n  An indented sentence about Kim.\rOld Mac line.\n\n"
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        assert read_document("page.txt", data).text == text


ENCODINGS = [
    ("ar", "windows-1256"), ("ar", "iso-8859-6"), ("ar", "utf-16"), ("ar", "utf-16-le"), ("ar", "utf-16-be"),
    ("ru", "koi8-r"), ("ru", "cp1251"), ("ru", "cp866"), ("ru", "utf-16-le"), ("ru", "utf-32"),
    ("ko", "euc-kr"), ("ko", "cp949"), ("ko", "utf-16-le"), ("ko", "utf-16-be"), ("ko", "utf-8-sig"),
    ("en", "utf-16-le"), ("en", "utf-16-be"), ("en", "ascii"),
]  # fmt: skip


@pytest.mark.parametrize("whole", [True, False], ids=["story", "headline"])
@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_encodings(language, encoding, whole):
    text = story(language, 1) if whole else STORIES[language][1][0]
    document = read_document("page.txt", text.encode(encoding))
    assert document.text == text
    assert document.language == language


def test_latin_letters_of_windows():
    text = "Le président a déclaré que la délégation était arrivée à Pyongyang. Le café a été fermé."
    document = read_document("page.txt", text.encode("cp1252"))
    assert (document.text, document.language) == (text, "fr")


def test_utf8_cut_inside_a_letter_stays_utf8():
    text = story("ar", 0)
    assert read_document("page.txt", text.encode()[:-2]).text == text[:-2] + "\ufffd"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("این یک متن فارسی است که در آن درباره گفتگوهای دو کشور نوشته شده و چند پرسش دارد.", "fa"),
        ("Делегація прибула до Києва у вівторок, щоб обговорити її пропозиції щодо торгівлі.", "uk"),
        ("Die Delegation ist am Dienstag in der Hauptstadt angekommen und bleibt zwei Tage.", "de"),
        ("2023 - 12:30", ""),
    ],
)
def test_languages(text, language):
    assert read_document("page.txt", text.encode()).language == language


def test_addresses_in_text():
    headline, *rest = story("en", 0).split("\n")
    address = "https://news.example/2023/09/12/envoy"
    for line in (address, f"URL: {address}", f"Source: {address}", f"المصدر: {address}"):
        assert read_document("page.txt", "\n".join([headline, line, *rest]).encode()).url == address
    mentioned = "\n".join([headline, f"The letter is at {address} now.", *rest])
    assert read_document("page.txt", mentioned.encode()).url == ""


def test_front_matter_of_markdown():
    head = '---\ntitle: "A letter"\nsource: https://news.example/x\ndate: 2023-09-12\nsite: Example\n---\n'
    document = read_document("clip.md", (head + story("en", 0)).encode())
    assert (document.title, document.url, document.publisher) == (
        "A letter", "https://news.example/x", "Example",
    )  # fmt: skip
    assert document.metadata == (("front matter:date", "2023-09-12"),)


PAGE = """<!doctype html><html lang="en"><head>
<title>Envoy &amp; letter <script>alert(1)</script> | Example</title>
<meta property="og:title" content="Envoy &amp; letter">
<meta property="og:site_name" content="Example Press">
<meta property="article:published_time" content="2023-09-12T08:00:00+03:00">
<meta name="description" content="Copyright 1999-2026">
<link rel="canonical" href="https://news.example/2023/09/12/envoy">
<script type="application/ld+json">{"@graph": [{"@type": "Article", "dateModified": "2023-09-13"}]}</script>
</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Envoy &amp; letter</h1><time datetime="2023-09-12">12 September</time>%s</article>
<script>document.write("never text")</script><footer>© 2026 Example Press</footer></body></html>"""


def html_page(language: str = "en") -> bytes:
    return (PAGE % "".join(f"<p>{p}</p>" for p in STORIES[language][0][1])).encode()


def test_html():
    document = read_document("page.html", html_page())
    for paragraph in STORIES["en"][0][1]:
        assert paragraph in document.text
    assert "never text" not in document.text and "alert" not in document.text
    assert document.title == "Envoy & letter"
    assert document.publisher == "Example Press"
    assert document.url == "https://news.example/2023/09/12/envoy"
    assert document.metadata == (
        ("meta:article:published_time", "2023-09-12T08:00:00+03:00"),
        ("json-ld:dateModified", "2023-09-13"),
        ("time", "2023-09-12"),
        ("htmldate", "2023-09-12"),
    )


def test_html_dates_come_from_markup_only():
    page = b"<html><body><p>Page opened 22 November 2024.</p><p>" + b"The envoy came back. " * 20
    assert read_document("page.html", page).metadata == ()


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-8"])
def test_html_in_its_declared_encoding(encoding):
    body = "".join(f"<p>{p}</p>" for p in STORIES["ar"][0][1])
    page = f'<html><head><meta charset="windows-1256"><title>x</title></head><body>{body}</body></html>'
    document = read_document("page.html", page.encode(encoding))
    assert STORIES["ar"][0][1][2] in document.text


def test_html_without_an_article_gives_the_visible_text():
    page = b"<html><head><style>p{}</style></head><body><div>Short <b>note</b></div></body></html>"
    assert read_document("page.html", page).text == "Short note"


def test_script_in_a_title_is_plain_text():
    page = b"<title><script>alert(1)</script>\xe2\x80\xae</title><body><p>A body of text.</p></body>"
    assert read_document("page.html", page).title == "<script>alert(1)</script>"


def test_markup_nested_without_end():
    page = b"<html><body>" + b"<div>" * 1500 + b"The envoy left on Monday." + b"</div>" * 1500
    assert "The envoy left on Monday." in read_document("page.html", page).text


def pdf(lines: list[str], font: str | None = None, **options) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pageCompression=0, **options)
    canvas.setTitle("Letter to the north")
    if font:
        pdfmetrics.registerFont(TTFont("drawn", font))
        canvas.setFont("drawn", 12)
    for number, line in enumerate(lines):
        if font:
            canvas.drawRightString(550, 780 - 14 * number, line)
        else:
            canvas.drawString(50, 780 - 14 * number, line)
    canvas.save()
    return made.getvalue()


def test_pdf_lines_are_joined_into_paragraphs():
    lines = [
        "The envoy landed on Tuesday with a letter that his government had",
        "written over the summer, and left again on Friday.",
        "",
        "Seoul watched the visit closely, officials there said on Saturday as",
        "the aeroplane returned to Moscow.",
    ]
    document = read_document("letter.pdf", pdf(lines))
    assert document.text == " ".join(lines[:2]) + "\n" + " ".join(lines[3:])
    assert document.title == "Letter to the north"
    assert [key for key, _ in document.metadata] == ["pdf:CreationDate", "pdf:ModDate"]


ARABIC_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.skipif(not ARABIC_FONT.exists(), reason="no font with Arabic letters")
def test_pdf_right_to_left_lines_are_turned_back():
    from bidi.algorithm import get_display

    lines = ["وصل المبعوث يوم 12 سبتمبر 2023 إلى العاصمة.", "", "وغادر (مساء) الجمعة."]
    drawn = pdf([str(get_display(line, base_dir="R")) for line in lines], str(ARABIC_FONT))
    assert read_document("letter.pdf", drawn).text.split("\n") == [lines[0], lines[2]]


def test_docx():
    import docx

    word = docx.Document()
    word.core_properties.title = "Letter"
    word.add_heading("Envoy flies north with a letter", 1)
    word.add_paragraph("He left on Monday, 11 September 2023.")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "12 September 2023", "talks"
    word.add_paragraph("He came back on Friday.")
    made = io.BytesIO()
    word.save(made)
    document = read_document("letter.docx", made.getvalue())
    assert document.text.split("\n") == [
        "Envoy flies north with a letter",
        "He left on Monday, 11 September 2023.",
        "12 September 2023\ttalks",
        "He came back on Friday.",
    ]
    assert document.title == "Letter"
    assert document.metadata == ()  # the day of python-docx's template is no date of the document


def test_csv():
    data = (
        "Published Date;Headline;Body;Link;Outlet\n"
        f'2023-09-12;A letter;"{story("en", 0)}";https://news.example/1;Example\n'
        ";;;;\n"
        "2023-09-13;Empty;;;\n"
        f"2023-09-14;;{STORIES['ko'][0][1][0]};;\n"
    )
    first, problem, last = read_documents("list.csv", data.encode("utf-8-sig"))
    assert isinstance(first, Document) and isinstance(last, Document)
    assert first.text == story("en", 0)
    assert (first.name, first.title, first.url, first.publisher, first.metadata) == (
        "list.csv, row 2", "A letter", "https://news.example/1", "Example", (("list:date", "2023-09-12"),),
    )  # fmt: skip
    assert str(problem) == "list.csv, row 4: no text. Fill in its text or remove it."
    assert last.language == "ko"


def test_csv_rows_keep_their_ids_when_rows_come_before():
    rows = [f"https://news.example/{n},{STORIES['en'][n][1][0]}\n".replace(", ", " ") for n in range(2)]
    both = list(read_documents("list.csv", ("url,text\n" + "".join(rows)).encode()))
    last = read_document("list.csv", ("url,text\n" + rows[1]).encode())
    assert last.id == both[1].id != both[0].id


def test_a_list_with_huge_fields():
    text = "The envoy left on Monday. " * 20_000
    assert read_document("list.csv", f'text\n"{text}"\n'.encode()).text == text


def test_jsonl():
    lines = [
        json.dumps({"title": "One", "content": story("ru", 0), "published": "2023-09-12"}),
        "{broken",
        "[1, 2]",
        '{"title": "no text here"}',
        "[" * 100_000,
        json.dumps({"text": "Lone \ud800 surrogate in a text about Kim.", "source": "Example"}),
    ]
    found = list(read_documents("list.jsonl", "\n".join(lines).encode()))
    assert [str(p) for p in found if isinstance(p, Problem)] == [
        "list.jsonl, line 2: not valid JSON. Correct or remove the line.",
        'list.jsonl, line 3: not a JSON object with named fields. Write it as {"text": ...}.',
        "list.jsonl, line 4: no field named text. Name the field with the article text.",
        "list.jsonl, line 5: not valid JSON. Correct or remove the line.",
    ]
    assert found[0].language == "ru"
    assert found[-1].text == "Lone \ufffd surrogate in a text about Kim."
    assert found[-1].publisher == "Example"


def test_zip():
    data = zipped(
        {
            "b/two.txt": story("ko", 0).encode(),
            "a/one.html": html_page(),
            "a/picture.png": b"\x89PNG",
            "__MACOSX/one.txt": b"x",
            "../evil.txt": b"x",
            "/root.txt": b"x",
            "c/empty.txt": b" ",
            "inner.zip": zipped({"three.txt": story("ru", 0).encode()}),
        }
    )
    found = list(read_documents("pages.zip", data))
    assert [d.name for d in found if isinstance(d, Document)] == ["one.html", "two.txt", "three.txt"]
    assert [str(p) for p in found if isinstance(p, Problem)] == [
        "pages.zip/../evil.txt: its name points outside the archive. Add the file by itself if you trust it.",
        "pages.zip//root.txt: its name points outside the archive. Add the file by itself if you trust it.",
        "pages.zip/c/empty.txt: nothing but white space in it. Save it again from its source.",
    ]


def test_zip_bombs():
    bomb = zipped({"zeros.txt": b"0" * 40_000_000})
    (problem,) = read_documents("bomb.zip", bomb)
    assert str(problem) == (
        "bomb.zip/zeros.txt: it unpacks to far too much. Unpack it by hand and look at it first."
    )
    for _ in range(4):
        bomb = zipped({"in.zip": bomb})
    (problem,) = read_documents("nest.zip", bomb)
    assert problem.what == "archives inside archives too deep"


def test_the_same_article_twice_comes_once():
    data = zipped({"a/page.txt": b"The envoy left on Monday.", "b/page.txt": b"The envoy left on Monday."})
    document, problem = read_documents("pages.zip", data)
    assert isinstance(document, Document)
    assert str(problem) == "page.txt: the same text as page.txt. Remove one of the two."


@pytest.mark.parametrize(
    ("name", "data", "kind_seen"),
    [
        ("page", story("en", 0).encode(), "text"),
        ("page.unknown", html_page(), "html"),
        ("page.txt", pdf(["The envoy left."]), "pdf"),
        ("list.unknown", b'{"text": "The envoy left on Monday."}', "jsonl"),
    ],
)
def test_kinds_are_seen_by_their_bytes(name, data, kind_seen):
    from timeline.documents.files import kind_of

    assert kind_of(name, data) == kind_seen
    assert read_document(name, data).text


# Names and ids


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("/home/me/secret/page.txt", "page.txt"),
        ("C:\\pages\\page.txt", "page.txt"),
        ("minutes\u202etxt.html", "minutestxt.html"),
        ("a\u2066b\u2069\n\x07c.txt", "ab c.txt"),
        ("تقرير 1.txt", "تقرير 1.txt"),
        ("../..", ".."),
    ],
)
def test_names_are_safe_to_show(given_name, shown):
    assert read_document(given_name, b"The envoy left on Monday.").name == shown


def test_ids():
    one = read_document("a/page.txt", b"The envoy left.")
    assert one.id == read_document("b/page.txt", b"The envoy left.").id
    assert one.id != read_document("page2.txt", b"The envoy left.").id
    assert len(one.id) == 12 and int(one.id, 16)


# Bad input


def encrypted_pdf() -> bytes:
    return pdf(["The envoy left."], encrypt="secret")


ERRORS = [
    ("empty.txt", b"", "empty.txt: the file is empty. Save it again from its source."),
    ("blank.txt", b" \n\t\n", "blank.txt: nothing but white space in it. Save it again from its source."),
    (
        "junk.txt", bytes(range(256)) * 40,
        "junk.txt: not text in any encoding known here. Save it as UTF-8 text, PDF or DOCX.",
    ),
    (
        "shot.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
        "shot.txt: a picture, not a document. Run OCR and add the text.",
    ),
    ("tool.exe", b"MZ\x90\0\3" + b"\0" * 99, "tool.exe: a program, not a document. Remove it."),
    (
        "old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
        "old.docx: an old or a protected Office file, not a document. Save it as DOCX without a password.",
    ),
    ("scan.pdf", pdf([]), "scan.pdf: no text found; it may be a scan. Run OCR and add it again."),
    (
        "locked.pdf", encrypted_pdf(),
        "locked.pdf: protected by a password. Open it with the password and save it without one.",
    ),
    ("cut.pdf", pdf(["x"])[:120], "cut.pdf: a broken PDF. Download it again, or print it to a new PDF."),
    ("fake.pdf", b"not one", "fake.pdf: a broken PDF. Download it again, or print it to a new PDF."),
    ("cut.docx", b"PK\x03\x04junk", "cut.docx: a broken Word document. Open it in Word and save it again."),
    ("cut.zip", b"PK\x03\x04junk", "cut.zip: a broken zip archive. Make it again or add the files in it."),
    (
        "none.zip", zipped({"a.png": b"x"}),
        "none.zip: no readable file in it. Add one of .txt, .text, .md, .markdown, .html, .htm, "
        ".xhtml, .pdf, .docx, .csv, .tsv, .jsonl, .ndjson, .zip.",
    ),
    (
        "none.html", b"<html><script>x</script></html>",
        "none.html: no text found in the page. Open it in a browser, copy the article and paste it.",
    ),
    (
        "list.csv", b"url,headline\nx,y\n",
        "list.csv: no column named text; its columns are url, headline. "
        "Name the one that holds the articles text.",
    ),
    ("list.csv", b"text\n", "list.csv: no article in it. Add a file that holds one."),
    (
        "two.jsonl", b'{"text": "a b"}\n{"text": "c d"}',
        "two.jsonl: more than one document in it. Read it with read_documents.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "message"), ERRORS, ids=[e[0] for e in ERRORS])
def test_errors_say_where_what_and_what_to_do(name, data, message):
    with pytest.raises(DocumentError) as error:
        read_document(name, data)
    assert str(error.value) == str(error.value.problem) == message
    if name != "two.jsonl":
        assert [str(part) for part in read_documents(name, data)] == [message]


def test_broken_word_inside_a_sound_zip():
    with pytest.raises(DocumentError, match="a broken Word document"):
        read_document("x.docx", zipped({"word/document.xml": b"<w:document"}))


def test_a_member_of_a_zip_that_is_damaged():
    data = bytearray(zipped({"one.txt": b"The envoy left on Monday and returned. " * 50}))
    data[60] ^= 0xFF
    (problem,) = read_documents("pages.zip", bytes(data))
    assert problem.what == "damaged inside the archive"


def test_errors_of_the_disk(tmp_path, monkeypatch):
    def message(path: Path) -> str:
        with pytest.raises(DocumentError) as error:
            read_document(path)
        return str(error.value)

    assert message(tmp_path) == f"{tmp_path.name}: a folder, not a file. Add the files in it."
    assert message(tmp_path / "gone.txt") == "gone.txt: no such file. Check its path and name."
    os.mkfifo(tmp_path / "pipe.txt")
    assert message(tmp_path / "pipe.txt").startswith("pipe.txt: not an ordinary file.")
    file = tmp_path / "page.txt"
    file.write_text("x")
    monkeypatch.setattr(Path, "read_bytes", lambda self: (_ for _ in ()).throw(PermissionError()))
    assert message(file) == "page.txt: reading it is not allowed. Change its permissions."
    monkeypatch.setattr(Path, "read_bytes", lambda self: (_ for _ in ()).throw(FileNotFoundError()))
    assert message(file) == "page.txt: no such file. Check its path and name."


def test_find_files(tmp_path):
    for name in ("b.txt", "a/c.html", "a/.hidden.txt", ".git/d.txt", "a/picture.png", "a/e.zip"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "self.txt").symlink_to("self.txt")
    found = find_files([tmp_path, tmp_path / "b.txt", tmp_path / "a" / "picture.png", tmp_path / "gone"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a/c.html", "a/e.zip", "a/picture.png", "b.txt", "gone",
    ]  # fmt: skip


# Laws


def check_blocks(document: Document) -> None:
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        assert not document.text[last : block.start].strip()
        last = block.end
    assert not document.text[last:].strip()


def check_reading(name: str, data: bytes) -> None:
    for part in read_documents(name, data):
        if isinstance(part, Document):
            check_blocks(part)
        else:
            assert part.where and part.what and part.remedy
    try:
        check_blocks(read_document(name, data))
    except DocumentError as error:
        assert error.problem.what


NAMES = ["x.txt", "x.html", "x.csv", "x.jsonl", "x.zip", "x.docx", "x.pdf", "x", "x.bin"]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_problem(name, data):
    check_reading(name, data)


_PIECES = [
    *(label for labels in LABELS.values() for label in labels), *CLOSING.values(),
    *(p for stories in STORIES.values() for _, ps in stories for p in ps[:2]),
    *(h for stories in STORIES.values() for h, _ in stories),
    "[caption x]", "[/caption]", "A A", "12 September 2023", "search", "<p>", '"', ",", "{",
    "\u2028", "\r", "\x0b",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(_PIECES) | st.text(max_size=30), max_size=25),
    st.sampled_from(["\n", "\r\n", " ", "", "\n\n"]),
)
def test_blocks_cover_any_text(pieces, glue):
    text = glue.join(pieces)
    for name in ("x.txt", "x.html", "x.csv"):
        check_reading(name, text.encode("utf-8", "replace"))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3000), st.integers(0, 255), st.sampled_from(["pdf", "docx", "zip"]))
@example(2919, 0, "zip")  # a member without a name
def test_damaged_files_give_a_problem_at_worst(place, value, kind):
    data = bytearray({"pdf": _PDF, "docx": _DOCX, "zip": _ZIP}[kind])
    data[place % len(data)] = value
    check_reading("x." + kind, bytes(data))


def _small_docx() -> bytes:
    import docx

    made = io.BytesIO()
    word = docx.Document()
    word.add_paragraph("The envoy left on Monday.")
    word.save(made)
    return made.getvalue()


_PDF, _DOCX = pdf(["The envoy left on Monday."]), _small_docx()
_ZIP = zipped({"one.txt": b"The envoy left on Monday.", "two.html": html_page()})


def test_a_zip_that_lies_about_its_sizes():
    data = bytearray(zipped({"one.txt": b"The envoy left on Monday. " * 1000}))
    central = data.rfind(b"PK\x01\x02")
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    (part,) = read_documents("pages.zip", bytes(data))
    assert isinstance(part, Problem)
    assert zipfile.is_zipfile(io.BytesIO(data))


# Speed: bounds far above what was measured, so that only a change of order trips them


def test_a_text_beyond_any_page_is_read_at_once():
    text = story("ar", 0) + "\n" + "كلمة أخرى في السجل \n" * 1_000_000
    document = read_document("log.txt", text.encode())
    check_blocks(document)
    assert document.text == text


def test_nothing_heavy_is_imported_before_it_is_needed():
    import subprocess
    import sys

    heavy = ["trafilatura", "lxml", "numpy", "pdfplumber", "charset_normalizer", "docx", "py3langid", "bidi"]
    code = f"import sys, timeline.documents; print([m for m in {heavy} if m in sys.modules])"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"


OFF_THE_BEAT = {
    "en": ("You may also like\nA century later, bathers return\nThe town opened three pools along the river on Saturday. "
           "Divers check the water every morning, and a green flag goes up when it is clean.\n"
           "Lockers are free, and the season lasts until 31 August 2025. Officials counted 4,000 visitors."),
    "ar": ("مواضيع قد تهمك\nبعد قرن من المنع.. عودة إلى الماء\nافتتحت البلدية السبت ثلاثة أحواض للعموم على ضفة النهر. "
           "ويفحص الغواصون نقاء المجرى كل صباح ثم ترفع راية خضراء.\n"
           "وتتاح الخزائن بلا مقابل حتى 31 أغسطس 2025. وأحصى المشرفون أربعة آلاف زائر."),
    "ru": ("Читайте также\nСпустя сто лет запрет снят\nВ субботу городские власти открыли на набережной три бассейна. "
           "Водолазы каждое утро проверяют реку, и если она чиста, поднимают зелёный флаг.\n"
           "Шкафчики бесплатны до 31 августа 2025 года. Чиновники насчитали четыре тысячи посетителей."),
    "ko": ("관련 기사\n백 년 만의 개장, 수영장 북적\n시 당국은 토요일 강가에 수영장 세 곳을 열었다. "
           "잠수사들이 아침마다 물을 살피고 깨끗하면 초록 깃발을 올린다.\n"
           "사물함은 2025년 8월 31일까지 무료다. 공무원들은 방문객이 사천 명이라고 집계했다."),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_names_nobody_of_the_story_before_is_another_article(language) -> None:
    topic = topics.load("russia-north-korea")
    before = story(language, 0) + "\n"
    (page,) = read_documents("a.txt", (before + OFF_THE_BEAT[language]).encode(), topic.named)
    assert isinstance(page, Document)
    assert topic.named(before) and page.foreign_from == len(before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_inside_a_story_that_names_its_people_again_cuts_nothing(language) -> None:
    topic = topics.load("russia-north-korea")
    paragraphs = [line for line in story(language, 0).split("\n") if line]
    link = OFF_THE_BEAT[language].split("\n")[:2]
    (page,) = read_documents(
        "a.txt", "\n".join([*paragraphs[:3], *link, *paragraphs[3:]]).encode(), topic.named
    )
    assert isinstance(page, Document) and page.foreign_from is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_that_is_not_listed_opens_another_article_that_names_nobody(language) -> None:
    topic = topics.load("russia-north-korea")
    before = story(language, 0) + "\n"
    unlisted = "Zzyzx Corner\n" + OFF_THE_BEAT[language].partition("\n")[2]
    (page,) = read_documents("a.txt", (before + unlisted).encode(), topic.named)
    assert isinstance(page, Document) and page.foreign_from == len(before)
    again = before + "Zzyzx corner:\n" + before.replace(".", " .")  # the same people: a section of the story
    (page,) = read_documents("b.txt", again.encode(), topic.named)
    assert isinstance(page, Document) and page.foreign_from is None
