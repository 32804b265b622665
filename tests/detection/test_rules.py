import cv2
import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.detection.rules import without_rules
from mnist_core.detection.strength import FULL, POSSIBLE
from mnist_core.evaluation.scenes.digits import on_paper

HEIGHT, WIDTH = 480, 640


def empty():
    return np.zeros((HEIGHT, WIDTH), np.uint8)


def ruled(tilt=0.0, thickness=2, darkness=1.0, step=50):
    """Lines from left to right, tilted by `tilt` degrees."""
    lines = empty()
    rise = WIDTH * np.tan(np.radians(tilt))
    for y in range(step // 2, HEIGHT, step):
        cv2.line(lines, (0, y), (WIDTH, round(y + rise)), darkness * FULL, thickness)
    return lines


def squared(thickness=2, darkness=1.0, step=30):
    lines = ruled(0, thickness, darkness, step)
    for x in range(step // 2, WIDTH, step):
        cv2.line(lines, (x, 0), (x, HEIGHT), darkness * FULL, thickness)
    return lines


def ring(width):
    return cv2.ellipse(empty(), (300, 220), (70, 110), 10, 0, 360, FULL, width)


def share(part, whole):
    return np.count_nonzero((part > POSSIBLE) & (whole > 0)) / np.count_nonzero(whole)


@pytest.mark.parametrize("width", [20, 8])
@pytest.mark.parametrize("darkness", [0.4, 1.0])
@pytest.mark.parametrize(
    "lines", [ruled, squared, lambda **each: ruled(tilt=-4, **each)], ids=["ruled", "squared", "tilted"]
)
def test_lines_go_and_the_digit_stays(lines, darkness, width):
    digit, paper = ring(width), lines(darkness=darkness)
    left = without_rules(np.maximum(digit, paper))
    assert share(left, digit) > 0.93
    # Where lines touch the digit, a little of them stays.
    off_digit = cv2.dilate(digit, np.ones((9, 9))) == 0
    assert share(left, paper * off_digit) < 0.01


def test_strokes_as_thin_as_the_lines_stay_where_they_are_darker():
    digit = ring(3)
    left = without_rules(np.maximum(digit, squared(darkness=0.4)))
    assert share(left, digit) > 0.9


def test_lines_that_sag_go():
    y, x = np.indices((HEIGHT, WIDTH), np.float32)
    bent = cv2.remap(ruled(), x, y + 6 * np.sin(np.pi * x / WIDTH), cv2.INTER_LINEAR)
    assert share(without_rules(bent), bent) < 0.01


def test_lines_that_fade_out_go_where_others_run_through():
    lines = ruled()
    faded = lines.copy()
    faded[200:] = faded[200:] * np.linspace(1, 0.1, WIDTH)
    assert share(without_rules(faded), lines) < 0.01


def test_a_line_under_half_the_picture_is_no_rule():
    line = empty()
    line[300:303, 150:450] = FULL
    np.testing.assert_array_equal(without_rules(line), line)


def test_a_thick_line_is_a_stroke():
    line = empty()
    line[300:320] = FULL
    np.testing.assert_array_equal(without_rules(line), line)


def test_the_bar_of_a_seven_that_fills_the_picture_stays():
    seven = empty()
    cv2.polylines(seven, [np.array([(0, 5), (WIDTH, 5), (200, HEIGHT)])], False, FULL, 6)
    np.testing.assert_array_equal(without_rules(seven), seven)


def test_nothing_is_taken_from_a_digit_alone():
    digit = ring(12)
    np.testing.assert_array_equal(without_rules(digit), digit)


def test_small_pictures_are_left_as_they_are():
    small = np.zeros((28, 28), np.uint8)
    small[10] = FULL
    np.testing.assert_array_equal(without_rules(small), small)


@pytest.mark.parametrize("darkness", [0.4, 0.9])
@pytest.mark.parametrize("rise", [-90, 60, 150])
def test_a_fold_goes_and_the_digit_stays(rise, darkness):
    digit = ring(20)
    fold = cv2.line(empty(), (0, 220 - rise // 2), (WIDTH, 220 + rise // 2), darkness * FULL, 3)
    for ink, line in ((digit, fold), (digit.T, fold.T)):
        left = without_rules(np.maximum(ink, line))
        assert share(left, ink) > 0.98
        off_digit = cv2.dilate(ink, np.ones((9, 9))) == 0
        assert share(left, line * off_digit) < 0.01


def test_the_stem_of_a_digit_that_fills_its_picture_is_no_fold():
    four = cv2.line(empty(), (400, 0), (300, HEIGHT), FULL, 4)
    cv2.polylines(four, [np.array([(330, 20), (200, 300), (460, 300)])], False, FULL, 4)
    np.testing.assert_array_equal(without_rules(four), four)


@pytest.mark.parametrize(("rows", "columns"), [(8, 12), (10, 8)])
def test_digits_in_rows_and_columns_are_no_lines(rows, columns):
    digits = iter(load_test_set()[0])
    sheet = np.vstack([np.hstack([next(digits) for _ in range(columns)]) for _ in range(rows)])
    sheet = cv2.resize(sheet, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    np.testing.assert_array_equal(without_rules(sheet), sheet)


@pytest.mark.parametrize("inset", [2, 10, 16, 24])
@pytest.mark.parametrize("thickness", [1, 2, 6])
def test_a_border_around_the_page_is_no_part_of_the_digit(inset, thickness):
    images, labels = (each[:3] for each in load_test_set())
    texts = []
    for image in images:
        picture = on_paper(image).round().clip(0, 255).astype(np.uint8)
        side = len(picture) - 1 - inset
        cv2.rectangle(picture, (inset, inset), (side, side), 40, thickness)
        texts.append(load_recognizer().read(picture).text)
    assert texts == [*map(str, labels)]
