"""Where the digits are, on pages painted here."""

import cv2
import numpy as np
import pytest

from mnist_core.detection.ink import separate_ink
from mnist_core.detection.pieces import MOST_REGIONS, find_pieces
from mnist_core.detection.segmentation import find_rows


def page(width=800, height=600, grey=235):
    return np.full((height, width, 3), grey, np.uint8)


def write(picture, text, x, y, scale=3.0, thickness=8):
    cv2.putText(picture, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, (30, 30, 30), thickness, cv2.LINE_AA)


def rows_of(picture):
    ink = separate_ink(picture)
    return find_rows(find_pieces(ink), ink)


def test_rows_run_from_top_to_bottom_and_left_to_right():
    picture = page()
    for i in (2, 0, 1):
        write(picture, "0", 80 + 200 * i, 200)
        write(picture, "0", 130 + 200 * i, 450)
    rows = rows_of(picture)
    assert [len(row) for row in rows] == [3, 3]
    assert rows[0][0].box[1] < rows[1][0].box[1]
    for row in rows:
        lefts = [region.box[0] for region in row]
        assert lefts == sorted(lefts)


def test_a_slanted_row_stays_one_row():
    picture = page()
    for i in range(6):
        write(picture, "0", 30 + 120 * i, 150 + 44 * i)
    assert [len(row) for row in rows_of(picture)] == [6]


def test_boxes_lie_where_the_ink_is():
    picture = page()
    cv2.rectangle(picture, (300, 200), (360, 340), (20, 20, 20), 10)
    [[region]] = rows_of(picture)
    assert region.box == pytest.approx((295, 195, 366, 346), abs=3)


def test_specks_are_no_digits():
    picture = page()
    write(picture, "0", 300, 350, scale=5)
    for x, y in np.random.default_rng(0).integers(20, 560, (40, 2)):
        cv2.circle(picture, (int(x), int(y)), 1, (40, 40, 40), -1)
    assert sum(map(len, rows_of(picture))) == 1


def test_a_line_across_a_corner_is_no_digit():
    picture = page()
    write(picture, "0", 300, 350, scale=5)
    cv2.line(picture, (0, 440), (110, 600), (20, 20, 20), 6)
    assert sum(map(len, rows_of(picture))) == 1


def test_a_stroke_cut_by_the_frame_is_no_digit():
    picture = page()
    write(picture, "0", 300, 350, scale=5)
    cv2.line(picture, (795, 300), (799, 380), (30, 30, 30), 8)
    assert sum(map(len, rows_of(picture))) == 1


def test_a_picture_cropped_to_its_digit_is_read():
    picture = page(60, 100)
    cv2.line(picture, (40, 0), (20, 99), (30, 30, 30), 8)
    assert sum(map(len, rows_of(picture))) == 1


@pytest.mark.parametrize(("x", "y"), [(-30, 350), (680, 350), (300, 620), (300, 150)])
def test_a_digit_cut_by_the_frame_is_found_if_it_is_alone(x, y):
    picture = page()
    write(picture, "5", x, y, scale=8, thickness=12)
    assert sum(map(len, rows_of(picture))) == 1


def test_the_corner_of_something_beside_the_picture_is_no_digit_though_it_is_alone():
    picture = page()
    cv2.circle(picture, (0, 600), 180, (30, 30, 30), 10, cv2.LINE_AA)
    assert rows_of(picture) == []


def test_small_print_is_left_out_beside_what_is_written_large():
    picture = page()
    for y in range(40, 160, 40):
        write(picture, "from 10 to 25 of 60", 60, y, scale=0.9, thickness=2)
    write(picture, "47", 250, 450, scale=8, thickness=14)
    assert [len(row) for row in rows_of(picture)] == [2]


def test_the_papers_edge_along_the_frame_is_no_digit():
    picture = page(400, 400)
    write(picture, "0", 120, 300, scale=7, thickness=14)
    picture[:, 396:] = 90
    picture[:5] = 90
    [[region]] = rows_of(picture)
    assert region.box[2] < 390


def test_a_flag_that_flies_free_belongs_to_its_five():
    picture = page()
    cv2.line(picture, (300, 250), (290, 330), (30, 30, 30), 12)
    cv2.ellipse(picture, (300, 390), (55, 60), 0, -100, 150, (30, 30, 30), 12, cv2.LINE_AA)
    cv2.line(picture, (325, 228), (430, 205), (30, 30, 30), 12)
    [[region]] = rows_of(picture)
    assert region.box[1] < 215
    assert region.box[3] > 430


def test_a_stroke_goes_on_where_the_pen_skipped():
    picture = page()
    cv2.line(picture, (360, 150), (330, 270), (30, 30, 30), 20)
    cv2.line(picture, (322, 296), (290, 420), (30, 30, 30), 20)
    [[region]] = rows_of(picture)
    assert region.height > 270


def test_rows_of_digits_that_nearly_touch_stay_rows():
    picture = page()
    for x in (100, 300, 500):
        write(picture, "0", x, 250, scale=5, thickness=12)
        write(picture, "0", x, 390, scale=5, thickness=12)
    assert [len(row) for row in rows_of(picture)] == [3, 3]


def test_whole_digits_close_above_each_other_are_two():
    picture = page()
    for x in (100, 250):
        write(picture, "8", x, 250, scale=4)
        write(picture, "8", x, 350, scale=4)
    assert [len(row) for row in rows_of(picture)] == [2, 2]


def test_the_halves_of_the_only_digit_are_one():
    picture = page()
    for y in (200, 262):
        cv2.ellipse(picture, (300, y), (28, 25), 0, 0, 360, (30, 30, 30), 8, cv2.LINE_AA)
    assert [len(row) for row in rows_of(picture)] == [1]


def test_a_dash_between_two_digits_belongs_to_neither():
    picture = page()
    write(picture, "0", 100, 300, scale=5)
    cv2.line(picture, (250, 245), (300, 245), (30, 30, 30), 12)
    write(picture, "0", 320, 300, scale=5)
    [row] = rows_of(picture)
    assert [region.width > 100 for region in row if region.height > 50] == [False, False]


def test_a_dot_belongs_to_the_digit_beside_it():
    picture = page()
    cv2.line(picture, (300, 200), (300, 400), (30, 30, 30), 12)
    cv2.line(picture, (300, 420), (300, 440), (30, 30, 30), 12)
    [[region]] = rows_of(picture)
    assert region.height == pytest.approx(252, abs=6)


def test_an_equals_sign_is_one_thing_in_its_row():
    picture = page()
    for x in (100, 400):
        write(picture, "0", x, 300, scale=5)
    for y in (235, 265):
        cv2.line(picture, (270, y), (330, y), (30, 30, 30), 10)
    [row] = rows_of(picture)
    assert [region.box[0] for region in row] == sorted(region.box[0] for region in row)
    assert len(row) == 3


def test_the_upper_stroke_of_an_equals_sign_is_no_flag_of_the_digit_before_it():
    picture = page()
    write(picture, "0", 150, 300, scale=5)
    for y in (210, 240):
        cv2.line(picture, (275, y), (335, y), (30, 30, 30), 10)
    [[digit, sign]] = rows_of(picture)
    assert digit.box[2] < sign.box[0]


def test_digits_that_touch_do_not_make_one_beside_them_seem_small():
    picture = page()
    for x in (60, 150, 240, 330):
        write(picture, "0", x, 300, scale=5)
    cv2.line(picture, (80, 250), (400, 250), (30, 30, 30), 8)
    write(picture, "0", 600, 300, scale=3.5)
    [[wide, digit]] = rows_of(picture)
    assert wide.width > 3 * wide.height > 3 * digit.height


@pytest.mark.parametrize("kind", ["specks", "noise", "checkerboard", "blank"])
def test_at_most_the_stated_number_of_regions(kind):
    random = np.random.default_rng(0)
    picture = page(1200, 900)
    if kind == "specks":
        for x, y in random.integers(0, 900, (10_000, 2)):
            cv2.circle(picture, (int(x), int(y)), 4, (0, 0, 0), -1)
    elif kind == "noise":
        picture = random.integers(0, 256, picture.shape, dtype=np.uint8)
    elif kind == "checkerboard":
        picture[...] = 255 * (np.indices((900, 1200)).sum(0) // 12 % 2)[..., None]
    assert sum(map(len, rows_of(picture))) <= MOST_REGIONS


def test_where_there_are_too_many_the_first_rows_are_complete():
    picture = page(1200, 1000)
    for y in range(12):
        for x in range(10):
            write(picture, "7", 40 + 110 * x, 70 + 80 * y, scale=2.0, thickness=5)
    assert [len(row) for row in rows_of(picture)] == [10] * (MOST_REGIONS // 10)
