"""Labels from file names, and how often they were met."""

from dataclasses import replace

import numpy as np
import pytest

from mnist_core.evaluation.scoring import (
    accuracy,
    compared,
    confusion,
    labels_from_names,
    right_digits,
    with_labels,
)
from mnist_core.io.records import Record
from tests.io.test_records import digit, reading


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["7_123.png", "3_4.png", "0.jpg"], ["7", "3", "0"]),
        (["digit-7.png", "digit-3.PNG", "class/a_0.jpg"], ["7", "3", "0"]),
        (["7_1.png", "7_2.png", "3_1.png"], ["7", "7", "3"]),
        (["3450_anna.png", "12.png", "7.png"], ["3450", "12", "7"]),
        (["a1b.png", "IMG_2024.jpg", "20260131_093000.jpg", "x7.png", "7x.png"], [""] * 5),
        (["3 scan.png", "notes.txt"], ["3", ""]),
        ([], []),
    ],
)
def test_labels_come_from_names(names, labels):
    assert labels_from_names(names) == labels


def labelled():
    return with_labels(
        [
            Record.of("7_a.png", reading(digit(7))),
            Record.of("7_b.png", reading(digit(1))),
            Record.of("4_c.png", reading(digit(4, accepted=False))),
            Record.of("0_d.png", reading(digit(0), digit(0))),
            Record.failed("5_e.png", "It is empty."),
            Record.of("holiday.png", reading(digit(2))),
        ]
    )


def test_accuracy_counts_labelled_pictures():
    assert accuracy(labelled()) == (1, 5)
    assert accuracy([]) == (0, 0)


def test_confusion_has_a_column_for_no_single_digit():
    expected = np.zeros((10, 11), int)
    expected[7, 7] = expected[7, 1] = expected[4, 10] = expected[0, 10] = expected[5, 10] = 1
    np.testing.assert_array_equal(confusion(labelled()), expected)


def test_right_digits_counts_what_a_person_said():
    records = [
        Record.of("a", reading(digit(7), digit(3))).corrected(0, 7).corrected(1, 8),
        Record.of("b", reading(digit(4, accepted=False))).corrected(0, 4),
        Record.of("c", reading(digit(2)), label="2"),
        Record.of("d", reading(digit(2))),
        Record.of("e", reading(digit(4, accepted=False), digit(5))).corrected(0, "?").corrected(1, "?"),
        Record.failed("f", "It is empty."),
    ]
    assert right_digits(records) == (3, 6)


def test_a_reading_is_compared_by_rows_and_without_what_signs_gave():
    boxes = [(0, 0, 10, 20), (12, 0, 22, 20), (0, 30, 10, 50), (12, 30, 22, 50)]
    values = [(1, True), (2, False), (3, False), (4, True)]
    digits = [
        replace(digit(value, accepted=accepted), box=box)
        for (value, accepted), box in zip(values, boxes, strict=True)
    ]
    page = reading(*digits)
    assert compared(page, by_rows=False, with_signs=False) == "1??4"
    assert compared(page, by_rows=False, with_signs=True) == "14"
    assert compared(page, by_rows=True, with_signs=False) == "1?/?4"
    assert compared(reading(*digits[1:]), by_rows=True, with_signs=True) == "4"
