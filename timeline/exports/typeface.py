"""The chart's typeface inside the file: its labels are placed by that face's widths, and a reader's own may be wider."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.util import find_spec
from pathlib import Path

#: The face that the dashboard is drawn in comes with Streamlit, under the Open Font License.
_FACE = "static/static/media/SourceSansVF-Upright*.woff2"


@cache
def css() -> str:
    """The rule that holds the whole face, asking no host for it; empty where the face is not found."""
    found = find_spec("streamlit")
    folders = found.submodule_search_locations if found else None
    files = sorted(path for folder in folders or () for path in Path(folder).glob(_FACE))
    if not files:
        return ""
    face = b64encode(files[0].read_bytes()).decode("ascii")
    return (
        '@font-face{font-family:"Source Sans";font-weight:200 900;'
        f"src:url(data:font/woff2;base64,{face})format('woff2')}}"
    )
