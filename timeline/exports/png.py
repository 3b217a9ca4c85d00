"""The chart as a picture of dots: the same picture as the SVG."""

from __future__ import annotations

from timeline.exports import Selection, chromium, svg

remarks = svg.remarks


def make(selection: Selection) -> bytes:
    drawn, height = svg.picture(selection)
    page = f'<!doctype html><meta charset="utf-8"><body style="margin:0">{drawn}</body>'
    said = "\n".join((selection.title, *selection.provenance))
    return chromium.picture(page, svg.WIDTH, height, said, selection.language)
