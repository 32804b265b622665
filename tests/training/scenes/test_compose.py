"""Scenes are pictures in which what is said to be written can be read, the same for the same seed."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.training.scenes import Canvas, Glyphs, make_scene
from mnist_core.training.scenes.layouts import LAYOUTS, groups, labelled, nothing
from mnist_core.training.scenes.light import LIGHTS
from mnist_core.training.scenes.marks import MARKS
from mnist_core.training.scenes.paper import PAPERS
from mnist_core.training.scenes.pens import PENS
from mnist_core.training.scenes.writing import Spacing, Writer


@pytest.fixture(scope="module")
def glyphs():
    return Glyphs.of(*load_test_set())


def name(function):
    return function.__name__


def written(glyphs, seed=0):
    canvas = Canvas.blank(96, 160)
    Writer(canvas, glyphs, np.random.default_rng(seed), letters=0).row(20, 30, 30, 3, Spacing(0.1, 0.2))
    return canvas


def test_a_scene_is_the_same_for_the_same_seed_and_another_for_another(glyphs):
    one, again, other = (make_scene(glyphs, np.random.default_rng(seed)) for seed in (3, 3, 4))
    np.testing.assert_array_equal(one[0], again[0])
    np.testing.assert_array_equal(one[1].owner, again[1].owner)
    assert not np.array_equal(one[0], other[0])


def test_scenes_are_pictures_that_vary(glyphs):
    scenes = [make_scene(glyphs, np.random.default_rng([1, i])) for i in range(200)]
    for picture, canvas in scenes:
        assert picture.shape == canvas.shape == (96, 160)
        assert picture.dtype == np.float32
        assert np.isfinite(picture).all()
        assert picture.min() >= 0
        assert picture.max() <= 1
    counts = [len(canvas.placed) for _, canvas in scenes]
    values = {placed.value for _, canvas in scenes for placed in canvas.placed}
    assert 0.05 < np.mean(np.equal(counts, 0)) < 0.3
    assert values == set(range(11))


def test_the_ink_that_is_labelled_differs_from_what_is_around_it(glyphs):
    contrasts = []
    for i in range(100):
        picture, canvas = make_scene(glyphs, np.random.default_rng([2, i]))
        own = canvas.owner > 0
        near = ~canvas.free(3) & ~own
        if own.sum() > 30 and near.sum() > 30:
            contrasts.append(abs(picture[own].mean() - picture[near].mean()))
    assert np.mean(np.greater(contrasts, 0.05)) > 0.8


@pytest.mark.parametrize("layout", [one for one in LAYOUTS if one is not nothing], ids=name)
def test_each_layout_writes_digits_of_about_the_size_that_is_asked_for(glyphs, layout):
    sizes = []
    for seed in range(8):
        canvas = Canvas.blank(96, 160)
        layout(canvas, glyphs, 24.0, np.random.default_rng(seed))
        sizes += [placed.size for placed in canvas.placed]
    assert np.median(sizes) == pytest.approx(24, rel=0.35)


@pytest.mark.parametrize("mark", MARKS, ids=name)
def test_each_mark_adds_ink_that_is_no_digit_s(glyphs, mark):
    added = 0
    for seed in range(24):
        canvas = written(glyphs, seed)
        before, owner = canvas.ink.copy(), canvas.owner.copy()
        count = len(canvas.placed)
        mark(canvas, glyphs, 30.0, np.random.default_rng(seed))
        assert (canvas.ink >= before).all()
        np.testing.assert_array_equal(
            canvas.owner[owner > 0], owner[owner > 0]
        )  # covered, it stays a digit's
        assert all(placed.value == 10 for placed in canvas.placed[count:])
        added += (canvas.ink > before).any()
    assert added >= 3


@pytest.mark.parametrize("pen", PENS, ids=name)
def test_each_pen_keeps_the_stroke_in_its_place(glyphs, pen):
    rng = np.random.default_rng(0)
    _, draw = glyphs.digit(glyphs.hand(rng), rng)
    glyph = draw(40, rng)
    inked = pen(glyph, rng)
    assert inked.shape == glyph.shape
    assert inked.max() <= 1.001
    assert np.corrcoef(inked.ravel(), glyph.ravel())[0, 1] > 0.4


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_each_paper_changes_the_ground_and_leaves_ink_that_can_be_seen(glyphs, paper):
    seen = 0
    for seed in range(12):
        canvas = written(glyphs, seed)
        paper(canvas, np.random.default_rng(seed))
        picture = canvas.paper * (1 - canvas.ink)
        own, near = canvas.owner > 0, (canvas.owner == 0) & ~canvas.free(3)
        assert (canvas.paper != 1).any()
        seen += bool(own.any()) and abs(picture[own].mean() - picture[near].mean()) > 0.2
    assert seen >= 8


@pytest.mark.parametrize("light", LIGHTS, ids=name)
def test_each_light_leaves_the_digits_where_they_are(glyphs, light):
    canvas = written(glyphs)
    picture = (1 - canvas.ink).astype(np.float32)
    lit = light(picture, np.random.default_rng(0))
    assert lit.shape == picture.shape
    own, near = canvas.owner > 0, (canvas.owner == 0) & ~canvas.free(3)
    assert lit[near].mean() - lit[own].mean() > 0.2


def test_between_groups_of_digits_stands_ink_that_is_no_digits(glyphs):
    rng, shares = np.random.default_rng(0), []
    for _ in range(40):
        canvas = Canvas.blank(96, 160)
        groups(canvas, glyphs, 20.0, rng)
        assert all(placed.value < 10 for placed in canvas.placed)
        first, last = (
            edge([placed.box[side] for placed in canvas.placed]) for edge, side in ((min, 0), (max, 2))
        )
        signs = (canvas.ink > 0.3) & canvas.free(1)
        shares.append(signs[:, max(first, 0) : last].any())
    assert np.mean(shares) > 0.8


def test_beside_a_labelled_number_stands_a_word_that_is_none(glyphs):
    rng, with_word, with_number = np.random.default_rng(0), 0, 0
    for _ in range(60):
        canvas = Canvas.blank(96, 160)
        labelled(canvas, glyphs, 16.0, rng)
        digits = [number for number, placed in enumerate(canvas.placed, 1) if placed.value < 10]
        elsewhere = (canvas.ink > 0.3) & ~np.isin(canvas.owner, digits)
        with_word += elsewhere.sum() > 30
        with_number += len(digits) > 0
    assert with_word > 50
    assert with_number > 50
