"""A look evens out the light, and says where it looked."""

import numpy as np
import pytest

from mnist_core.detection.looking import MARGIN, STRIDE, framed, look, standardized


def page(height=90, width=130):
    rng = np.random.default_rng(0)
    grey = np.full((height, width), 0.8, np.float32)
    for x, y in rng.integers(10, 80, (12, 2)):
        grey[y - 2 : y + 8, x : x + 2] = 0.2
    return grey


def test_the_margin_is_of_the_brightness_of_the_frame():
    grey = page()
    grey[0, :20] = 0
    wider = framed(grey, 3, 5, 7, 9)
    assert wider.shape == (98, 146)
    np.testing.assert_array_equal(wider[3:-5, 7:-9], grey)
    assert set(np.concatenate([wider[:3].ravel(), wider[:, :7].ravel()])) == {np.float32(0.8)}


@pytest.mark.parametrize("contrast", [0.3, 0.6])
def test_brightness_and_contrast_make_no_difference(contrast):
    plain, changed = standardized(page()), standardized(0.2 + contrast * page())
    assert np.corrcoef(plain.ravel(), changed.ravel())[0, 1] > 0.999
    assert changed.std() == pytest.approx(plain.std(), rel=0.15)


def test_light_that_falls_off_makes_little_difference():
    light = np.linspace(1, 0.4, 130, dtype=np.float32)
    plain, changed = standardized(page()), standardized(page() * light)
    assert np.corrcoef(plain.ravel(), changed.ravel())[0, 1] > 0.85


def test_blank_paper_stays_quiet():
    noise = np.random.default_rng(0).normal(0.8, 0.5 / 255, (90, 130)).astype(np.float32)
    assert np.abs(standardized(noise)).max() < 1


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.3])
def test_the_network_is_given_whole_strides_and_its_margin_is_cut_off(scale):
    seen = []

    def network(pictures):
        seen.append(pictures.shape)
        where, what = (np.zeros((*pictures.shape[:3], n), np.float32) for n in (3, 13))
        where[0, MARGIN, MARGIN] = 9
        return where, what

    found = look(network, page(), scale, left=5, top=6)
    [(count, height, width, channels)] = seen
    assert (count, channels, height % STRIDE, width % STRIDE) == (1, 1, 0, 0)
    assert found.ink.shape == (round(90 * scale), round(130 * scale))
    assert found.offset.shape == (*found.ink.shape, 2)
    assert found.classes.shape == (*found.ink.shape, 11)
    assert found.ink[0, 0] > 0.99
    assert found.ink[1, 1] == 0.5
    assert (found.left, found.top, found.scale) == (5, 6, scale)
