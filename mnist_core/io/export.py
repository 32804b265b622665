"""Records to CSV and JSON files, to take along."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import numpy as np

from mnist_core.io.records import Record
from mnist_core.reading import Digit, row_numbers
from mnist_core.version import __version__

JSON_VERSION = 1
PICTURE_COLUMNS = ("time", "name", "text", "status", "label", "error")
DIGIT_COLUMNS = (
    *("place", "row", "value", "confidence", "accepted", "correction"),
    *(f"p{digit}" for digit in range(10)),
    *("left", "top", "right", "bottom"),
)
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def to_csv(records: Iterable[Record], threshold: float) -> bytes:
    """Return a CSV file with one row for each digit, and one for each picture without any.

    A picture's own columns are repeated for each of its digits; `place` counts its digits from 1, `row` its
    rows. It begins with a byte order mark, without which Excel takes UTF-8 for the local code page and
    garbles the names. A text that a spreadsheet would take for a formula gets a leading apostrophe (OWASP,
    CSV injection).
    """
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, PICTURE_COLUMNS + DIGIT_COLUMNS)
    writer.writeheader()
    for record in records:
        picture = {
            "time": _utc(record.time),
            "name": _harmless(record.name),
            "text": record.text,
            "status": str(record.status(threshold)),
            "label": record.label,
            "error": _harmless(record.error),
        }
        for digit in _digit_cells(record) if record.digits else [{}]:
            writer.writerow(picture | digit)
    return table.getvalue().encode("utf-8-sig")


def to_json(records: Iterable[Record], threshold: float) -> bytes:
    """Return a JSON file as `mnist_core/data/export.schema.json` describes it."""
    content = {
        "version": JSON_VERSION,
        "program": f"MNIST digit reader {__version__}",
        "threshold": threshold,
        "readings": [to_dict(record, threshold) for record in records],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _digit_cells(record: Record) -> Iterator[dict[str, Any]]:
    rows = row_numbers(record.digits)
    for place, (row, digit) in enumerate(zip(rows, record.digits, strict=True)):
        yield dict(
            zip(
                DIGIT_COLUMNS,
                (
                    place + 1,
                    row,
                    digit.value,
                    _exact(digit.confidence),
                    digit.accepted,
                    record.corrections.get(place, ""),
                    *map(_exact, digit.probabilities),
                    *digit.box,
                ),
                strict=True,
            )
        )


def to_dict(record: Record, threshold: float) -> dict[str, Any]:
    """Return what the JSON file says of one picture: a `reading` of its schema."""
    return {
        "time": _utc(record.time),
        "name": record.name,
        "text": record.text,
        "status": str(record.status(threshold)),
        "label": record.label or None,
        "error": record.error or None,
        "size": list(record.size) if not record.error else None,
        "digits": [
            _digit(digit, row, record.corrections.get(place))
            for place, (row, digit) in enumerate(zip(row_numbers(record.digits), record.digits, strict=True))
        ],
    }


def _digit(digit: Digit, row: int, correction: int | str | None) -> dict[str, Any]:
    return {
        "row": row,
        "value": digit.value,
        "confidence": _exact(digit.confidence),
        "accepted": digit.accepted,
        "refusal": digit.refusal or None,
        "probabilities": [_exact(probability) for probability in digit.probabilities],
        "box": list(digit.box),
        "correction": correction,
    }


def _exact(value: float) -> float:
    """Return the shortest number that is the same single-precision value."""
    return float(str(np.float32(value)))


def _utc(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
