"""How often it was right, where the truth is known: from file names, or from what a person says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np

from mnist_core.io.records import Record
from mnist_core.reading import UNKNOWN, Reading

AT_START = re.compile(r"^([0-9]{1,6})(?![^\W_])")  # longer is a date
AT_END = re.compile(r"(?<![^\W_])([0-9])$")
NO_DIGIT = 10  # the confusion's last column
ROW_END = "/"  # between the rows of what is written on a page


def labels_from_names(names: Sequence[str]) -> list[str]:
    """Return the true digit or number that each file name tells, "" where it tells none.

    `3450_anna.png` and `7_123.png` begin with one, and `digit-7.png` ends with one. At the end, a number of
    several digits is a camera's own. All names are taken the same way, the one
    that suits more of them, so that in `7_1.png`, `7_2.png`, `3_1.png` the running number is not the label.
    """
    stems = [PurePosixPath(name).stem for name in names]
    starts, ends = ([_found(pattern, stem) for stem in stems] for pattern in (AT_START, AT_END))
    return starts if sum(map(bool, starts)) >= sum(map(bool, ends)) else ends


def with_labels(records: Sequence[Record]) -> list[Record]:
    """Return the records, each labelled with what its file name says it is."""
    labels = labels_from_names([record.name for record in records])
    return [replace(record, label=label) for record, label in zip(records, labels, strict=True)]


def accuracy(records: Iterable[Record]) -> tuple[int, int]:
    """Return how many of the labelled pictures were read as their label, and how many there are.

    A picture that could not be opened, or that was refused, was not read as its label.
    """
    right = [record.text == record.label for record in records if record.label]
    return sum(right), len(right)


def compared(reading: Reading, by_rows: bool, with_signs: bool) -> str:
    """Return a reading as it is compared with what is written there.

    by_rows: whether the rows count, as "12/345".
    with_signs: whether there are signs or letters beside the digits, which may be left out or refused.
    """
    rows = reading.rows if by_rows else (reading.text,)
    return ROW_END.join(filter(None, (row.replace(UNKNOWN, "") if with_signs else row for row in rows)))


def confusion(records: Iterable[Record]) -> np.ndarray:
    """Return (10, 11) counts of pictures labelled with one digit: rows are the label, columns what was read.

    The last column counts what was read as no digit or as several.
    """
    counts = np.zeros((10, 11), int)
    for record in records:
        if len(record.label) == 1:
            single = len(record.text) == 1 and record.text != UNKNOWN
            counts[int(record.label), int(record.text) if single else NO_DIGIT] += 1
    return counts


def right_digits(records: Iterable[Record]) -> tuple[int, int]:
    """Return how many digits were read right, and how many there are whose truth is known."""
    right = [
        character == str(truth)
        for record in records
        for character, truth in zip(record.text, record.truths(), strict=True)
        if truth is not None
    ]
    return sum(right), len(right)


def _found(pattern: re.Pattern[str], stem: str) -> str:
    match = pattern.search(stem)
    return match[1] if match else ""
