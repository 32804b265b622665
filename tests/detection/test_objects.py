"""What lies in view beside a digit goes, and digits of one pen stay."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.ink import separate_ink
from mnist_core.detection.objects import without_objects
from mnist_core.detection.pieces import find_pieces
from mnist_core.detection.segmentation import find_rows

INK = (60, 40, 40)


def page(text="5", x=280, scale=6):
    picture = np.full((480, 640, 3), 225, np.uint8)
    cv2.putText(picture, text, (x, 300), cv2.FONT_HERSHEY_SIMPLEX, scale, INK, 14, cv2.LINE_AA)
    return picture


def left_of(picture):
    ink = separate_ink(picture)
    return without_objects(find_pieces(ink), ink)


def boxes_left(picture):
    return sorted(piece.box for piece in left_of(picture)[0])


def finger(picture):
    cv2.line(picture, (660, 380), (560, 330), (50, 70, 110), 80, cv2.LINE_AA)


def pen_from_a_side(picture):
    corners = np.array([(450, 270), (650, 270), (650, 390), (560, 360)])
    cv2.fillPoly(picture, [corners], (20, 20, 20), cv2.LINE_AA)


def pen(picture):
    cv2.line(picture, (120, 60), (150, 430), (40, 130, 60), 22, cv2.LINE_AA)


def pen_out_of_view(picture):
    cv2.line(picture, (120, 60), (150, 520), INK, 22, cv2.LINE_AA)


def eraser(picture):
    corners = cv2.boxPoints(((130, 260), (120, 70), 20)).astype(int)
    cv2.fillPoly(picture, [corners], (60, 60, 190), cv2.LINE_AA)


def other_sheet(picture):
    cv2.line(picture, (0, 330), (130, 320), (130, 130, 130), 3, cv2.LINE_AA)
    cv2.line(picture, (130, 320), (128, 230), (130, 130, 130), 3, cv2.LINE_AA)


@pytest.mark.parametrize("lay", [finger, pen_from_a_side, pen, pen_out_of_view, eraser, other_sheet])
def test_an_object_beside_a_digit_goes(lay):
    picture = page()
    [alone] = boxes_left(picture)
    lay(picture)
    ink = separate_ink(picture)
    with_object = [region.box for row in find_rows(find_pieces(ink), ink) for region in row]
    assert with_object != [pytest.approx(alone, abs=2)]
    [box] = boxes_left(picture)
    assert box == pytest.approx(alone, abs=2)


def test_the_ink_is_that_of_the_pieces_that_stay():
    picture = page()
    width = separate_ink(picture).stroke_width
    finger(picture)
    [piece], ink = left_of(picture)
    assert np.count_nonzero(ink.strength) == np.count_nonzero(piece.strength)
    assert ink.stroke_width == pytest.approx(width, abs=1)


@pytest.mark.parametrize("x", [-6, 212])
def test_a_digit_of_the_same_pen_at_the_frame_stays(x):
    assert len(boxes_left(page("504", x))) == 3


def test_a_one_beside_a_small_label_stays():
    picture = page("", 0)
    cv2.polylines(picture, [np.array([(300, 60), (308, 230), (290, 420)])], False, INK, 14, cv2.LINE_AA)
    cv2.putText(picture, "N", (100, 260), cv2.FONT_HERSHEY_SIMPLEX, 4, (30, 30, 30), 8, cv2.LINE_AA)
    assert len(boxes_left(picture)) == 2


def test_a_blot_no_broader_than_the_strokes_stays():
    picture = page("4", 200)
    cv2.line(picture, (400, 235), (440, 235), INK, 18)
    assert len(boxes_left(picture)) == 2


def test_nothing_goes_on_a_page_of_many_things():
    picture = np.full((480, 640, 3), 225, np.uint8)
    for y in range(110, 400, 90):
        cv2.putText(picture, "371", (150, y), cv2.FONT_HERSHEY_SIMPLEX, 2.5, INK, 8, cv2.LINE_AA)
    eraser_too = picture.copy()
    cv2.rectangle(eraser_too, (430, 200), (540, 280), INK, -1)
    assert len(boxes_left(eraser_too)) == len(boxes_left(picture)) + 1


def test_digits_alone_hold_no_objects():
    for image in load_test_set()[0][:50]:
        large = cv2.resize(255 - image, (280, 280), interpolation=cv2.INTER_CUBIC)
        ink = separate_ink(large[..., None].repeat(3, 2))
        pieces = find_pieces(ink)
        assert len(without_objects(pieces, ink)[0]) == len(pieces)
