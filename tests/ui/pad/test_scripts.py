"""What the pad's scripts compute, beside what the server's own code makes of the same digits."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.normalization import normalize
from tests.ui.pad.conftest import packed
from tests.ui.pad.drawings import drawn_digit

CLOSE = 0.01  # of a probability: the weights travel in half precision


@pytest.fixture(scope="module")
def recognizer():
    return load_recognizer()


def test_the_classifier_answers_500_test_digits_as_the_server_does(scripts, recognizer):
    images = load_test_set()[0][::20]
    answers = scripts(
        """async digits => {
            const [classify, levels] = [await pad.loadClassifier(weights), bytes(digits)];
            const at = i => Float32Array.from(levels.subarray(784 * i, 784 * i + 784), each => each / 255);
            return Array.from({length: levels.length / 784}, (_, i) => [...classify(at(i))]);
        }""",
        packed(images),
    )
    expected = recognizer.classify(images / np.float32(255))
    assert len(answers) == 500
    np.testing.assert_allclose(answers, expected, atol=CLOSE)
    np.testing.assert_array_equal(np.argmax(answers, 1), expected.argmax(1))


def test_200_drawings_are_answered_as_the_server_answers_the_picture_of_them(scripts, recognizer):
    rng = np.random.default_rng(0)
    drawings = [drawn_digit(number % 10, rng)[0] for number in range(200)]
    drawn = scripts(
        """async drawings => {
            const answer = await pad.loadQuickAnswer(weights);
            return drawings.map(strokes =>
                [answer(strokes).map(each => [...each]), pad.picture(strokes, [400, 300])]);
        }""",
        drawings,
    )
    single = [(answers[0], ink_of(picture)) for answers, picture in drawn if len(answers) == 1]
    assert len(single) >= 198
    answers = np.array([each for each, _ in single])
    expected = recognizer.classify(np.stack([normalize(ink) for _, ink in single]))
    np.testing.assert_allclose(answers, expected, atol=CLOSE)
    np.testing.assert_array_equal(answers.argmax(1), expected.argmax(1))


def ink_of(picture):
    """Return the ink (h, w) in 0..1 of a picture that the pad sends, a PNG in a data URL."""
    grey = Image.open(io.BytesIO(base64.b64decode(picture.split(",")[1]))).convert("L")
    return 1 - np.asarray(grey, np.float32) / 255


@pytest.mark.parametrize("side", [30, 110, 300])
@pytest.mark.parametrize("place", [0, 1, 2, 4, 8])
def test_normalization_is_the_servers_at_every_size(scripts, side, place):
    grey = Image.fromarray(load_test_set()[0][place]).resize((side, side), Image.Resampling.BICUBIC)
    ink = np.asarray(grey)
    pixels = scripts(
        """([ink, side]) => [...pad.normalize(
            {data: Float32Array.from(bytes(ink), level => level / 255), width: side, height: side})]""",
        [packed(ink), side],
    )
    np.testing.assert_allclose(np.reshape(pixels, (28, 28)), normalize(ink / np.float32(255)), atol=1e-4)


def test_digits_side_by_side_have_each_their_own_answer(scripts, recognizer):
    rng = np.random.default_rng(3)
    first, right = drawn_digit(7, rng)
    second, _ = drawn_digit(2, rng, right + 25)
    values = scripts(
        """async ([first, second]) => {
            const answer = await pad.loadQuickAnswer(weights);
            return answer([...second, ...first]).map(each => each.indexOf(Math.max(...each)));
        }""",
        [first, second],
    )
    assert values == [7, 2]


def test_what_is_erased_whole_has_no_answer(scripts):
    stroke = {"points": [50, 50, 50, 150], "width": 10, "erases": False}
    counts = scripts(
        """async strokes => {
            const answer = await pad.loadQuickAnswer(weights);
            return [answer(strokes.slice(0, 1)).length, answer(strokes).length];
        }""",
        [stroke, stroke | {"width": 30, "erases": True}],
    )
    assert counts == [1, 0]


def test_undo_takes_back_a_stroke_and_a_cleared_pad(scripts):
    states = scripts(
        """() => {
            const drawing = new pad.Drawing();
            const state = () => [drawing.strokes.length, drawing.number, drawing.canUndo, drawing.canRedo];
            const stroke = () => drawing.begin({points: [1, 1], width: 9, erases: false}, [300, 200]);
            const steps = [() => 0, stroke, stroke, () => drawing.undo(), () => drawing.redo(),
                () => drawing.clear(), () => drawing.undo(), () => drawing.redo(), stroke];
            return steps.map(step => (step(), state()));
        }"""
    )
    assert states == [
        [0, 1, False, False],
        [1, 1, True, False],
        [2, 1, True, False],
        [1, 1, True, True],
        [2, 1, True, False],
        [0, 2, True, False],
        [2, 1, True, True],
        [0, 2, True, False],
        [1, 2, True, False],
    ]


def test_what_is_kept_is_the_drawing_and_only_one_cleared_before_it(scripts):
    kept = scripts(
        """() => {
            const drawing = new pad.Drawing();
            for (let i = 0; i < 5; i++) {
                drawing.begin({points: [i, 1], width: 9, erases: false}, [300, 200]);
                drawing.clear();
            }
            const again = new pad.Drawing(JSON.parse(JSON.stringify(drawing)));
            return [again.steps.length, again.number, again.version === drawing.version];
        }"""
    )
    assert kept == [2, 6, True]
