"""Pictures of no digit: as the network expects its images, and mostly refused."""

import numpy as np

from mnist_core import load_recognizer
from mnist_core.lesson.strangers import strangers

PICTURES = strangers()


def test_they_have_the_geometry_of_digits():
    for name, pixels in PICTURES.items():
        assert pixels.shape == (28, 28)
        assert pixels.dtype == np.float32
        assert 0 <= pixels.min() < pixels.max() <= 1
        if name != "Noise":
            rows, columns = np.nonzero(pixels > 0.1)
            assert max(np.ptp(rows), np.ptp(columns)) + 1 <= 20


def test_the_classifier_always_names_a_digit_and_the_verifier_mostly_refuses():
    recognizer = load_recognizer()
    images = np.stack([*PICTURES.values()])
    probabilities = recognizer.classify(images)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    novelty = recognizer.confidence.novelty(images, probabilities)
    refused = dict(zip(PICTURES, novelty > recognizer.confidence.threshold, strict=True))
    assert sum(refused.values()) >= len(PICTURES) / 2
    assert not refused["Letter O"]
    assert refused["Shoe"]
