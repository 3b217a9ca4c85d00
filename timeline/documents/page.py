"""What the reader of one file kind gives back, or raises."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.models import Problem


@dataclass(frozen=True, slots=True)
class Page:
    """One file's text and what the file says of itself, before the text is cut into blocks."""

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    metadata: tuple[tuple[str, str], ...] = ()


class DocumentError(Exception):
    """A file that could not be read; `problem` says where, what and what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.problem = Problem(where, what, remedy)
        super().__init__(str(self.problem))
