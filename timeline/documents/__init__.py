"""Bytes -> Document: the text of a page, what is article in it and what is not."""

from timeline.documents.files import find_files
from timeline.documents.page import DocumentError
from timeline.documents.reading import read_document, read_documents

__all__ = ["DocumentError", "find_files", "read_document", "read_documents"]
