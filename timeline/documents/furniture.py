"""Text -> blocks: body, page furniture, appended foreign article; and the headline.

A line's own words come first (lexicon.py), then where it stands. What is not clearly
furniture is body. Each pass goes over the paragraphs once: linear in the text.
"""

from __future__ import annotations

from itertools import pairwise

from timeline.documents.foreign import Named, foreign_start
from timeline.documents.lexicon import Role, lexicon
from timeline.documents.paragraphs import Paragraph, paragraphs_of
from timeline.models import Block, BlockKind

#: Longest text, in code points, that is looked through: a page has ten thousand. What follows is
#: taken as it comes, body or foreign like the paragraph before it.
LARGEST_PAGE = 1_000_000
#: Most words in a heading inside a story; a longer line without a full stop is prose.
HEADING_WORDS = 8
#: Smallest paragraph that counts as printed twice; shorter lines recur in honest prose.
REPEAT_SIZE = 40
#: Most words in a byline, a section's name or a menu entry.
NAME_WORDS = 4
#: Fewest short lines in a row, at either end of a page, that make a menu.
MENU_LINES = 4
#: Most lines within one caption shortcode.
CAPTION_LINES = 4
#: Most links in a list under a label such as "Related articles".
LINKS = 12
#: Largest text behind a label in the same line that is still one link.
LINK_SIZE = 200


def blocks_of(text: str, given_title: str = "", named: Named | None = None) -> tuple[tuple[Block, ...], str]:
    """The blocks that cover all but white space, in order, and the headline or "".

    `given_title` is what the file itself names as its title; it is looked for, not guessed.
    `named` tells whom of the topic a text names.
    """
    reach = _reach(text)
    paragraphs = paragraphs_of(text[:reach])
    for paragraph in paragraphs:
        if paragraph.role in (Role.FURNITURE, Role.END):
            paragraph.kind = BlockKind.FURNITURE
    _captions(paragraphs)
    _repeats(paragraphs)
    headline = _top(paragraphs, " ".join(given_title.split()))
    _doubles(paragraphs)
    _links(paragraphs)
    _bottom(paragraphs)
    cut = foreign_start(paragraphs, named)
    if cut is not None:
        for paragraph in paragraphs[cut:]:
            paragraph.kind = BlockKind.FOREIGN
    _headings(paragraphs)
    title = headline.text.lstrip("#*-– ").strip() if headline else ""
    blocks = [Block(p.kind, p.start, p.end, p.heading) for p in paragraphs]
    if rest := text[reach:].strip():
        start = text.index(rest[0], reach)
        blocks.append(Block(BlockKind.BODY if cut is None else BlockKind.FOREIGN, start, start + len(rest)))
    return tuple(blocks), given_title or title


def _reach(text: str) -> int:
    """How far the text is looked through: all of it, or to the last break before the limit."""
    if len(text) <= LARGEST_PAGE:
        return len(text)
    breaks = (text.rfind(mark, 0, LARGEST_PAGE) for mark in "\n ")
    return next((place for place in breaks if place > LARGEST_PAGE // 2), LARGEST_PAGE)


def _captions(paragraphs: list[Paragraph]) -> None:
    """Everything between `[caption ...]` and `[/caption]`, and a line that only closes one."""
    opened = None
    for index, paragraph in enumerate(paragraphs):
        if "[/caption]" in paragraph.text:
            first = index if opened is None or index - opened > CAPTION_LINES else opened
            for inside in paragraphs[first : index + 1]:
                inside.kind = BlockKind.FURNITURE
            opened = None
        elif paragraph.text.startswith("[caption"):
            opened = index


def _repeats(paragraphs: list[Paragraph]) -> None:
    """A paragraph printed a second time says nothing new, and would count its dates twice."""
    seen: set[int] = set()
    for paragraph in paragraphs:
        if paragraph.body and paragraph.role is Role.PROSE and paragraph.size >= REPEAT_SIZE:
            key = hash(" ".join(paragraph.text.split()))
            if key in seen:
                paragraph.kind = BlockKind.FURNITURE
            seen.add(key)


def _doubles(paragraphs: list[Paragraph]) -> None:
    """A short line printed twice in a row is a picture's alternative text and its caption."""
    for first, second in pairwise(paragraphs):
        if first.text == second.text and not (first.sentence or first.heading):
            first.kind = second.kind = BlockKind.FURNITURE


def _top(paragraphs: list[Paragraph], given_title: str) -> Paragraph | None:
    """Marks menus, section names, bylines and date banners above the story; returns the headline."""
    story = next((i for i, p in enumerate(paragraphs) if p.body and p.sentence), None)
    if story is None:
        return None
    above = [p for p in paragraphs[:story] if p.body]
    headline = next((p for p in above if given_title and p.text == given_title), None)
    if headline is None:
        headline = _first_headline(paragraphs[:story])
    if headline is None and given_title:
        headline = next((p for p in above if p.text in given_title or given_title in p.text), None)
    if headline is not None:
        headline.heading = True
        for paragraph in paragraphs:  # the page's title and the article's are often both printed
            if paragraph is not headline and paragraph.text == headline.text:
                paragraph.kind = BlockKind.FURNITURE
    chronology = sum(p.role is Role.DATE for p in paragraphs[story:]) > 1
    for paragraph in above:
        if paragraph is headline or paragraph.stop or paragraph.role is Role.RELATED:
            continue
        if paragraph.role is Role.DATE:
            if not chronology:
                paragraph.kind = BlockKind.FURNITURE
        elif _is_name(paragraph) or (headline is not None and _bears_a_date(paragraph)):
            paragraph.kind = BlockKind.FURNITURE
    return headline


def _first_headline(paragraphs: list[Paragraph]) -> Paragraph | None:
    """The first line that may be one; of the outlet's long name above its menu, the one below that."""
    found: Paragraph | None = None
    menu = False
    for paragraph in paragraphs:
        menu = menu or (found is not None and not paragraph.body and paragraph.role is Role.FURNITURE)
        if not paragraph.body or not _may_be_headline(paragraph):
            continue
        if found is None:
            found = paragraph
        elif menu and found.words <= NAME_WORDS + 1 < paragraph.words:
            return paragraph
    return found


def _is_name(paragraph: Paragraph) -> bool:
    """True for the name of a section, a writer or an outlet."""
    return paragraph.words <= _name_words(paragraph) and not paragraph.text.endswith((":", "،", ","))


def _may_be_headline(paragraph: Paragraph) -> bool:
    return paragraph.headline and paragraph.words >= _name_words(paragraph) and not _bears_a_date(paragraph)


def _bears_a_date(paragraph: Paragraph) -> bool:
    """True for a masthead with its day, and for a line of other news that opens with its date."""
    return lexicon().writes_out_a_day(paragraph.text) or lexicon().opens_with_a_date(paragraph.text)


def _name_words(paragraph: Paragraph) -> int:
    """Korean joins what other languages write as two words."""
    return NAME_WORDS if paragraph.size == len(paragraph.text) else NAME_WORDS // 2


def _links(paragraphs: list[Paragraph]) -> None:
    """Marks each "read also" and the links under it; foreign.py decides about whole articles."""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role is not Role.RELATED or not paragraph.body:
            continue
        behind = len(paragraph.text) - paragraph.verdict.value
        if behind > LINK_SIZE:
            continue  # a story flattened to one line: better a link in the body than the body lost
        paragraph.kind = BlockKind.FURNITURE
        links = []
        for link in paragraphs[index + 1 : index + 1 + LINKS]:
            if not link.body or link.heading or link.role is not Role.PROSE or link.sentence:
                break
            links.append(link)
        after = index + 1 + len(links)
        goes_on = after < len(paragraphs) and paragraphs[after].body and paragraphs[after].sentence
        if goes_on and (behind > 2 or len(links) == 2):
            # a headline behind the label, or one under it: the next short line is a subheading
            links = links[: 0 if behind > 2 else 1]
        for link in links:
            link.kind = BlockKind.FURNITURE


def _bottom(paragraphs: list[Paragraph]) -> None:
    """Marks the short lines that make a menu below the story's last sentence."""
    last = next((i for i in reversed(range(len(paragraphs))) if _is_story(paragraphs[i])), None)
    if last is None:
        return
    below = [p for p in paragraphs[last + 1 :] if p.body]
    short = all(p.words <= _name_words(p) and not p.stop for p in below)
    if short and len(paragraphs) - last > MENU_LINES:
        for paragraph in below:
            paragraph.kind = BlockKind.FURNITURE
    for paragraph in below:
        if paragraph.role is Role.DATE:
            paragraph.kind = BlockKind.FURNITURE


def _is_story(paragraph: Paragraph) -> bool:
    return paragraph.body and paragraph.sentence


def _headings(paragraphs: list[Paragraph]) -> None:
    """A short line of the body without a full stop, right above a sentence, heads it."""
    for first, second in pairwise(paragraphs):
        if first.body and _is_story(second) and not first.sentence and first.words <= HEADING_WORDS:
            first.heading = first.heading or not first.text.endswith((".", "،", ","))
