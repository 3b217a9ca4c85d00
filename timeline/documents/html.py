"""HTML: the article's text, and what the page's markup says of itself."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from timeline.documents.encodings import decode
from timeline.documents.page import DocumentError, Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: No clock here: htmldate must not weigh a date by the day the program runs.
LAST_DATE = "2100-12-31"
#: Longest value of a meta tag that may be a date; a description that names years is none.
DATE_LENGTH = 60
#: Deepest markup handed to the extractor, which calls itself for every level.
DEEPEST = 150
#: Largest page, in characters, handed to the extractor; above it the visible text is taken.
LARGEST = 5_000_000

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_DATED = re.compile(r"date|time|publish|modified|created|issued|updated", re.I)
_UNSEEN = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"}
_BREAKS = {
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "header", "footer", "main",
    "aside", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "figcaption", "pre", "hr",
    "form", "dl", "dt", "dd", "body", "html", "title", "address",
}  # fmt: skip


def read(where: str, data: bytes) -> Page:
    tree = _tree(where, data)
    if tree is None:
        raise _no_text(where)
    linked = list(_json_ld(tree))
    page = Page(
        text=_text(tree),
        title=_title(tree, linked),
        publisher=_meta(tree, "og:site_name") or _meta(tree, "application-name") or _publisher(linked),
        url=_address(tree),
        metadata=tuple(_dates(tree, linked)),
    )
    if not page.text.strip():
        raise _no_text(where)
    return page


def _no_text(where: str) -> DocumentError:
    return DocumentError(
        where, "no text found in the page", "Open it in a browser, copy the article and paste it"
    )


def _tree(where: str, data: bytes) -> HtmlElement | None:
    import lxml.etree as etree
    from lxml.html import HTMLParser, document_fromstring

    text = _decoded(where, data).replace("\0", "")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _decoded(where: str, data: bytes) -> str:
    """A page's own `charset` is believed only where its bytes are not plainly UTF-8."""
    declared = _CHARSET.search(data, 0, 4096)
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(declared[1].decode("ascii"))
            except (LookupError, UnicodeError):
                pass
    return decode(where, data)


def _text(tree: HtmlElement) -> str:
    visible = _visible(tree)
    if len(visible) > LARGEST or _depth(tree) > DEEPEST:
        return visible
    from trafilatura import extract

    try:
        article = extract(tree, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # whatever markup breaks the extractor, the visible text stands
        article = None
    return article or visible


def _visible(tree: HtmlElement) -> str:
    """All text that a reader would see, a line for each block of markup."""
    parts: list[str] = []
    hidden = 0
    import lxml.etree as etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in _UNSEEN
            if tag in _BREAKS:
                parts.append("\n")
            if not hidden and element.text:
                parts.append(" ".join(f".{element.text}.".split())[1:-1])
        else:
            hidden -= tag in _UNSEEN
            if tag in _BREAKS:
                parts.append("\n")
            if not hidden and element.tail:
                parts.append(" ".join(f".{element.tail}.".split())[1:-1])
    return "\n".join(line for raw in "".join(parts).split("\n") if (line := raw.strip()))


def _depth(tree: HtmlElement) -> int:
    import lxml.etree as etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _meta(tree: HtmlElement, name: str) -> str:
    for key in ("property", "name", "itemprop"):
        for content in tree.xpath(f"//meta[@{key}=$name]/@content", name=name):
            if content.strip():
                return html.unescape(str(content)).strip()
    return ""


def _title(tree: HtmlElement, linked: list[dict[str, Any]]) -> str:
    headline = next((item["headline"] for item in linked if isinstance(item.get("headline"), str)), "")
    shown = [" ".join(h1.text_content().split()) for h1 in tree.iter("h1")]
    named = _meta(tree, "og:title") or html.unescape(headline)
    return named or (shown[0] if len(shown) == 1 else "") or str(tree.findtext(".//title") or "")


def _publisher(linked: list[dict[str, Any]]) -> str:
    for item in linked:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return html.unescape(publisher["name"]).strip()
    return ""


def _address(tree: HtmlElement) -> str:
    links = [str(href).strip() for href in tree.xpath("//link[@rel='canonical']/@href")]
    named = [*links, _meta(tree, "og:url"), str(tree.get("data-url") or "")]
    return next((address for address in named if address.startswith(("http://", "https://"))), "")


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's linked data, those inside `@graph` too."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            stack = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(reversed(item))
            elif isinstance(item, dict):
                yield item
                if "@graph" in item:
                    stack.append(item["@graph"])


def _dates(tree: HtmlElement, linked: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(where it stood, the words as they stand), and last htmldate's reading of the markup alone."""
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = (tag.get("content") or "").strip()
        if content and len(content) <= DATE_LENGTH and _DATED.search(name) and re.search(r"\d{4}", content):
            yield f"meta:{name.strip()}", content
    for item in linked:
        for key in ("datePublished", "dateCreated", "dateModified"):
            if isinstance(item.get(key), str) and item[key].strip():
                yield f"json-ld:{key}", item[key].strip()
    for tag in tree.iter("time"):
        if stated := (tag.get("datetime") or "").strip():
            yield "time", stated
    if read := _htmldate(tree):
        yield "htmldate", read


def _htmldate(tree: HtmlElement) -> str | None:
    """htmldate sees only markup that states dates: its search in texts takes any year it meets."""
    from copy import copy

    from htmldate import find_date
    from lxml.html import fromstring

    bare = fromstring("<html><head></head><body></body></html>")
    head, body = bare
    for tag in tree.xpath("//meta|//link[@rel='canonical']|//script[@type='application/ld+json']"):
        if tag.tag != "meta" or len(tag.get("content") or "") <= DATE_LENGTH:
            head.append(_alone(copy(tag)))
    for tag in tree.iter("time"):
        body.append(_alone(copy(tag)))
    if not len(head) and not len(body):
        return None
    try:
        return find_date(bare, extensive_search=False, original_date=True, max_date=LAST_DATE)
    except Exception:  # a malformed date is no date
        return None


def _alone(tag: HtmlElement) -> HtmlElement:
    tag.tail = None
    return tag
