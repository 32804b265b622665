import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.paper import paper_alone
from mnist_core.evaluation.scenes.digits import enlarged
from mnist_core.recognizer import load_recognizer

WIDTH, HEIGHT = 800, 600


def desk(colour=(70, 70, 72)):
    grain = np.random.default_rng(0).normal(0, 4, (HEIGHT, WIDTH, 3))
    return np.clip(np.array(colour) + grain, 0, 255).astype(np.uint8)


def sheet(text="4", grey=235):
    paper = np.full((380, 460, 3), grey, np.uint8)
    cv2.putText(paper, text, (180, 260), cv2.FONT_HERSHEY_SIMPLEX, 6, (40, 40, 60), 14, cv2.LINE_AA)
    return paper


def lay(paper, picture, x=150, y=100, turned=0.0):
    height, width = paper.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), turned, 1)
    turn[:, 2] += (x, y)
    return cv2.warpAffine(
        paper, turn, (WIDTH, HEIGHT), picture.copy(), cv2.INTER_LINEAR, cv2.BORDER_TRANSPARENT
    )


@pytest.mark.parametrize("colour", [(25, 25, 28), (140, 100, 65), (150, 150, 150)])
@pytest.mark.parametrize("place", [{}, {"turned": 12}, {"x": -40, "y": -30}, {"x": 370, "y": 240}])
def test_only_the_sheet_is_left(colour, place):
    alone = paper_alone(lay(sheet(), desk(colour), **place))
    on = lay(np.full((380, 460, 3), 255, np.uint8), np.zeros((HEIGHT, WIDTH, 3), np.uint8), **place) > 0
    assert np.median(np.abs(alone[~on].astype(int) - 235)) <= 1
    assert alone[~on].min() > 220
    ink = lay(sheet(), np.full((HEIGHT, WIDTH, 3), 235, np.uint8), **place) < 120
    assert (alone[ink] < 120).all()


def test_a_digit_on_a_sheet_on_a_desk_is_read():
    reading = load_recognizer().read(lay(sheet(), desk()))
    assert reading.text == "4"
    assert "Dark ink on light paper" in reading.summary


@pytest.mark.parametrize("strips", [[np.s_[:14]], [np.s_[:, -9:]], [np.s_[-20:], np.s_[:, :5]]])
def test_the_black_strips_of_a_scanner_are_painted_over(strips):
    picture = lay(sheet(), np.full((HEIGHT, WIDTH, 3), 235, np.uint8))
    scanned = picture.copy()
    for strip in strips:
        scanned[strip] = 12
    assert np.abs(paper_alone(scanned).astype(int) - picture).max() <= 1


def test_a_shadow_across_the_digit_is_no_desk():
    shaded = lay(sheet(), np.full((HEIGHT, WIDTH, 3), 235, np.uint8))
    shaded[:, :380] //= 2
    assert paper_alone(shaded) is shaded


def test_a_digit_in_the_shadow_is_not_painted_over():
    picture = lay(sheet("1"), np.full((HEIGHT, WIDTH, 3), 235, np.uint8), x=0)
    cv2.putText(picture, "1", (600, 400), cv2.FONT_HERSHEY_SIMPLEX, 6, (40, 40, 60), 14, cv2.LINE_AA)
    picture[:, 450:] //= 2
    assert paper_alone(picture) is picture


def test_light_digits_are_no_sheets():
    rng = np.random.default_rng(0)
    for image in load_test_set()[0][:100]:
        picture = cv2.cvtColor(enlarged(image, rng), cv2.COLOR_GRAY2RGB)
        assert paper_alone(picture) is picture


def test_an_empty_sheet_and_a_small_picture_are_left_as_they_are():
    for picture in (lay(sheet(""), desk()), lay(sheet(), desk())[::10, ::10]):
        assert paper_alone(picture) is picture
