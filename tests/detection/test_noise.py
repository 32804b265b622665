"""Noise, on pages painted here."""

import cv2
import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.detection.noise import without_noise, without_specks


def page(side=300):
    picture = np.full((side, side, 3), 225, np.uint8)
    cv2.putText(
        picture, "5", (side // 3, 2 * side // 3), cv2.FONT_HERSHEY_SIMPLEX, side / 75, (40, 40, 40), 8
    )
    return picture


def speckled(picture, share, seed=0):
    random = np.random.default_rng(seed)
    where = random.random(picture.shape[:2]) < share
    specks = random.choice(np.uint8([0, 255]), picture.shape[:2])
    return np.where(where[..., None], specks[..., None], picture)


@pytest.mark.parametrize("share", [0.02, 0.05, 0.15])
@pytest.mark.parametrize("side", [60, 300, 1000])
def test_salt_and_pepper_go_and_the_rest_stays(share, side):
    clean = page(side)
    left = without_specks(speckled(clean, share))
    wrong = (np.abs(left.astype(int) - clean) > 30).any(2)
    assert wrong.mean() < 0.02
    assert wrong.mean() < 0.2 * share or wrong.sum() < 40


@pytest.mark.parametrize("share", [0.05, 0.15])
def test_digits_under_salt_and_pepper_are_read(share):
    images, labels = (each[:10] for each in load_test_set())
    enlarged = [cv2.resize(255 - image, (224, 224), interpolation=cv2.INTER_CUBIC) for image in images]
    texts = [
        load_recognizer().read(speckled(picture[..., None].repeat(3, 2), share, seed)).text
        for seed, picture in enumerate(enlarged)
    ]
    assert sum(text == str(label) for text, label in zip(texts, labels, strict=True)) >= 9


def dotted(picture):
    picture[100:200:4, 150] = picture[100, 150:200:4] = 0


def hairlines(picture):
    picture[::20] = picture[:, ::20] = 90


def grain(picture):
    noise = np.random.default_rng(0).normal(0, 10, picture.shape)
    picture[:] = (picture + noise).clip(0, 255)


@pytest.mark.parametrize("draw", [lambda _: None, dotted, hairlines, grain])
def test_what_has_no_specks_all_over_stays_as_it_is(draw):
    picture = page()
    draw(picture)
    assert without_specks(picture) is picture


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 500, 3), (4, 4, 3)])
def test_any_size_of_picture(shape):
    assert without_specks(np.zeros(shape, np.uint8)).shape == shape


@pytest.mark.parametrize("sigma", [25, 40])
def test_loud_noise_is_measured_and_blurred(sigma):
    clean = page()
    noisy = (clean + np.random.default_rng(0).normal(0, sigma, clean.shape)).clip(0, 255).astype(np.uint8)
    left, noise = without_noise(noisy)
    assert noise == pytest.approx(sigma, rel=0.5)
    assert left.astype(float).std() < noisy.astype(float).std()


def test_a_clean_picture_has_no_noise():
    picture = page()
    left, noise = without_noise(picture)
    assert left is picture
    assert noise == 0
