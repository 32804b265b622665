import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.ink import separate_ink
from mnist_core.detection.marks import without_marks
from mnist_core.detection.pieces import MOST_PIECES, find_pieces

INK = (40, 40, 60)


def page():
    return np.full((480, 640, 3), 235, np.uint8)


def write(picture, text="5", x=280, y=300):
    cv2.putText(picture, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 5, INK, 10, cv2.LINE_AA)
    return picture


def boxes_left(picture):
    ink = separate_ink(picture)
    pieces, left = without_marks(find_pieces(ink), ink)
    assert np.count_nonzero(left.strength) == sum(np.count_nonzero(piece.strength) for piece in pieces)
    return sorted(piece.box for piece in pieces)


def about(boxes):
    return [pytest.approx(each, abs=2) for each in boxes]


def box(picture):
    cv2.rectangle(picture, (230, 160), (430, 340), INK, 6)


def table(picture):
    for x in (60, 230, 430, 600):
        cv2.line(picture, (x, 40), (x, 440), INK, 6)
    for y in (40, 160, 340, 440):
        cv2.line(picture, (60, y), (600, y), INK, 6)


def circle(picture):
    cv2.circle(picture, (330, 245), 110, INK, 8)


def underline(picture):
    cv2.line(picture, (260, 330), (400, 336), INK, 8)


def long_underline(picture):
    cv2.line(picture, (130, 330), (520, 330), INK, 8)


def part_of_a_frame(picture):
    cv2.polylines(picture, [np.array([(120, 400), (520, 400), (520, 120)])], False, INK, 6)


@pytest.mark.parametrize("mark", [box, table, circle, underline, long_underline, part_of_a_frame])
def test_what_is_drawn_around_a_digit_goes(mark):
    picture = write(page())
    alone = boxes_left(picture)
    mark(picture)
    assert boxes_left(picture) == about(alone)


def test_a_circled_one_is_a_one():
    picture = write(page(), "1", 290)
    alone = boxes_left(picture)
    circle(picture)
    assert boxes_left(picture) == about(alone)


@pytest.mark.parametrize("tilt", [0, 8])
def test_a_digit_that_touches_its_box_is_cut_off_from_it(tilt):
    picture = page()
    cv2.polylines(picture, [np.array([(250, 170), (390, 170), (300, 320)])], False, INK, 10, cv2.LINE_AA)
    alone = boxes_left(picture)
    corners = cv2.boxPoints(((320, 240), (150, 190), tilt)).astype(int)
    cv2.polylines(picture, [corners], True, INK, 6, cv2.LINE_AA)
    assert len(find_pieces(separate_ink(picture))) == 1
    (left,) = boxes_left(picture)
    assert left == pytest.approx(alone[0], abs=15)


@pytest.mark.parametrize("thickness", [2, 4])
@pytest.mark.parametrize("left_out", ["nothing", "top"])
def test_digits_are_read_out_of_a_row_of_boxes_that_they_touch(thickness, left_out):
    picture = page()
    for x, text in zip((80, 240, 400), "372", strict=True):
        write(picture, text, x, 300)
    alone = boxes_left(picture)
    for x in (75, 235, 395, 555):
        cv2.line(picture, (x, 150), (x, 330), INK, thickness)
    for y in (150, 330)[left_out == "top" :]:
        cv2.line(picture, (75, y), (555, y), INK, thickness)
    assert boxes_left(picture) == [pytest.approx(each, abs=6) for each in alone]


@pytest.mark.parametrize("text", list("0123456789"))
def test_a_digit_of_thin_lines_is_no_row_of_boxes(text):
    picture = page()
    cv2.putText(picture, text, (240, 330), cv2.FONT_HERSHEY_PLAIN, 18, INK, 3, cv2.LINE_AA)
    assert len(boxes_left(picture)) == 1


@pytest.mark.parametrize("bar", [False, True])
def test_a_zero_or_an_eight_of_straight_lines_is_no_box(bar):
    picture = page()
    cv2.rectangle(picture, (260, 140), (360, 340), INK, 14)
    if bar:
        cv2.line(picture, (260, 240), (360, 240), INK, 14)
    assert len(boxes_left(picture)) == 1


def test_no_more_pieces_come_out_of_a_box_than_are_found_at_most():
    picture = write(page())
    cv2.rectangle(picture, (60, 40), (600, 440), INK, 4)
    cv2.line(picture, (100, 40), (100, 300), INK, 8)
    for y in range(52, 430, 9):
        for x in range(120, 590, 9):
            cv2.circle(picture, (x, y), 2, INK, -1)
    ink = separate_ink(picture)
    assert len(without_marks(find_pieces(ink), ink)[0]) <= MOST_PIECES


def test_a_box_around_a_number_goes():
    picture = write(page(), "345", 180)
    alone = boxes_left(picture)
    cv2.rectangle(picture, (140, 150), (500, 350), INK, 6)
    assert len(alone) == 3
    assert boxes_left(picture) == about(alone)


def test_the_zero_with_a_loose_slash_or_dot_stays():
    for inside in [(315, 290, 345, 190), (330, 235, 330, 245)]:
        picture = page()
        cv2.ellipse(picture, (330, 240), (70, 110), 0, 0, 360, INK, 10)
        cv2.line(picture, inside[:2], inside[2:], INK, 10)
        assert len(boxes_left(picture)) == 2


def test_an_empty_box_stays():
    picture = page()
    box(picture)
    assert len(boxes_left(picture)) == 1


def test_the_foot_of_a_one_and_the_flag_of_a_five_stay():
    picture = page()
    cv2.line(picture, (330, 130), (330, 300), INK, 10)
    cv2.line(picture, (290, 318), (370, 318), INK, 10)
    assert len(boxes_left(picture)) == 2
    picture = write(page())
    cv2.line(picture, (290, 150), (420, 150), INK, 10)
    assert len(boxes_left(picture)) == 2


def test_digits_have_no_marks():
    for image in load_test_set()[0][:50]:
        ink = separate_ink(
            cv2.resize(255 - image, (280, 280), interpolation=cv2.INTER_CUBIC)[..., None].repeat(3, 2)
        )
        pieces = find_pieces(ink)
        assert without_marks(pieces, ink)[0] == pieces


@pytest.mark.parametrize("turned", [False, True])
def test_the_fold_between_two_pages_goes(turned):
    picture = write(page())
    picture[:, 560:600] = 90
    [expected] = boxes_left(write(page()))
    if turned:
        picture = picture.swapaxes(0, 1).copy()
    [box] = boxes_left(picture)
    assert box == about([expected[1::-1] + expected[:1:-1] if turned else expected])[0]


def test_a_one_as_tall_as_the_picture_stays_beside_an_other_digit():
    picture = write(page())[170:330]
    picture[:, 150:165] = 30
    assert len(boxes_left(picture)) == 2
