"""The sheet as one Parquet file, raw; what was exported stands in the file's own metadata."""

from __future__ import annotations

import io

from timeline.exports import Selection, sheet


def make(selection: Selection) -> bytes:
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.Table.from_pandas(sheet.rows(selection), preserve_index=False)
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **selection.about})
    packed = io.BytesIO()
    parquet.write_table(table, packed, compression="zstd")
    return packed.getvalue()
