"""Sets of real pictures, read and compared as their manifest says."""

import csv

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.real_pictures import read_sets
from mnist_core.evaluation.scenes.digits import on_paper
from mnist_core.recognizer import load_recognizer


def directory(path, rows):
    """Fill `path` with pictures: (name, picture, label, kind, writers, condition)."""
    for name, picture, *_ in rows:
        (path / name).parent.mkdir(exist_ok=True)
        cv2.imwrite(str(path / name), picture)
    with (path / "manifest.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("path", "label", "kind", "writer_group", "condition"))
        writer.writerows((name, *rest) for name, _, *rest in rows)
    return path


def test_shares_are_means_over_the_writers(tmp_path):
    images, labels = load_test_set()
    blank = np.zeros((28, 28), np.uint8)
    rows = [
        ("right/a.png", images[0], labels[0], "photo", "w1", ""),
        ("right/b.png", images[1], (labels[1] + 1) % 10, "photo", "w2", ""),
        ("right/c.png", images[2], (labels[2] + 1) % 10, "photo", "w2", ""),
        ("right/o.png", blank, "", "photo", "w1", "an o [digit look-alike]"),
        ("none/blank.png", blank, "", "nondigit", "w1", ""),
    ]
    np.savez(tmp_path / "more.npz", images=images[:3], labels=labels[:3])
    more, none, right = read_sets(load_recognizer(), directory(tmp_path, rows))
    assert (more.name, more.pictures, more.right) == ("more", 3, 1.0)
    assert (none.digits, none.right, none.refused, len(none.novelties)) == (False, 1.0, 1.0, 0)
    assert (right.pictures, right.right, right.wrong, len(right.novelties)) == (3, 0.5, 0.5, 3)
    assert more.character_errors is None


def test_rows_count_on_pages_and_where_the_label_has_them(tmp_path):
    images, labels = load_test_set()
    seven, two = (on_paper(image, 60) for image in images[:2])
    across, down = np.hstack([seven, two]), np.vstack([seven, two])
    assert labels[:2].tolist() == [7, 2]
    rows = [
        ("across/a.png", across, "72", "multi", "", ""),
        ("down/a.png", down, "7/2", "boxes", "", ""),
        ("one_row/a.png", down, "72", "multi", "", ""),
        ("page/a.png", down, "72", "page", "", ""),
        ("page/b.png", across, "72", "page", "", ""),
    ]
    across, down, one_row, page = read_sets(load_recognizer(), directory(tmp_path, rows))
    assert (across.right, down.right, one_row.right, page.right) == (1.0, 1.0, 1.0, 0.5)
    assert down.character_errors == 0.0
    assert page.character_errors == pytest.approx(1 / 4)  # the end of a row, of two labels of two


def test_what_is_refused_beside_a_number_may_be_left_out_where_there_are_signs(tmp_path):
    seven, two = (on_paper(image, 60) for image in load_test_set()[0][:2])
    cross = np.full_like(seven, seven[0, 0])
    cv2.line(cross, (28, 28), (62, 62), 40.0, 4)
    cv2.line(cross, (62, 28), (28, 62), 40.0, 4)
    picture = np.hstack([seven, cross, two])
    rows = [(f"{kind}/a.png", picture, "72", kind, "", "") for kind in ("number", "number signs")]
    plain, signs = read_sets(load_recognizer(), directory(tmp_path, rows))
    assert signs.right == 1.0
    assert signs.character_errors == 0.0
    assert plain.right <= signs.right
