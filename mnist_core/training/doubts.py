"""Fits what the detector's doubts are worth beside the verifier's, on scenes of digits that were held out.

The command, after the networks are trained: `python -m mnist_core.training.doubts`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from mnist_core.data.dataset import load_training_set, split
from mnist_core.data.model_card import CARD_FILE, load_model_card
from mnist_core.detection.boxes import intersection_over_union
from mnist_core.detection.choice import choose
from mnist_core.detection.detector import Detector
from mnist_core.detection.found import Found
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.looker import doubts_of
from mnist_core.recognition.network import Network
from mnist_core.recognition.normalization import SIDE, normalize
from mnist_core.training.command import add_handwriting, command_parser, run
from mnist_core.training.handwriting import load_letters
from mnist_core.training.scenes import Canvas, Glyphs, make_scene
from mnist_core.training.scenes.compose import HEIGHT, WIDTH
from mnist_core.training.scenes.writing import Spacing, Writer

SCENES = 3000
PLAIN = 2000  # pages
SIZES = 16.0, 40.0  # pixels of the digits on them
KEPT = 0.985  # of each digit on plain pages
KEPT_ONES = 0.975  # of the 1s: a bar is what much else looks like, too
SAME = 0.5  # intersection over union from which on what was found is what was written


@dataclass(frozen=True, eq=False)
class Evidence:
    """Things found, a row each.

    signs: (n, 4), the verifier's novelty and the detector's doubts.
    values: (n,), what the network calls them; is_right: (n,), whether that was written there.
    found: by picture.
    """

    signs: np.ndarray
    values: np.ndarray
    is_right: np.ndarray
    found: list[list[Found]]

    def chosen(self, weights: np.ndarray) -> np.ndarray:
        """Return which of them a reading would keep, if it weighed the signs so."""
        novelty, kept, start = self.signs @ weights, [], 0
        for found in self.found:
            own = novelty[start : start + len(found)]
            boxes, looks = [each.ink.box for each in found], [each.look for each in found]
            kept += [start + place for place in choose(boxes, looks, -own)]
            start += len(found)
        return np.array(kept, int)


def fit_doubts(directory: Path, glyphs: Glyphs, seed: int) -> Confidence:
    """Fit the weights and biases of the doubts for the models in `directory`, write and return them.

    `glyphs` are of digits that the network and the verifier did not learn from. A digit that is read rightly
    is told from all else that is found in scenes by logistic regression on the verifier's novelty and the
    detector's doubts; a bias for each digit then keeps it below the threshold on plain pages, in any hand.
    A detector that learned from few scenes is tried on no more; where it finds no digit, nothing is fitted.
    """
    confidence = Confidence.load(directory)
    learned = load_model_card(directory / CARD_FILE)["detector"]["scenes"]
    scenes = (
        make_scene(glyphs, np.random.default_rng([seed, number, SCENES]))
        for number in range(min(SCENES, learned))
    )
    pages = (
        _plain_page(glyphs, np.random.default_rng([seed, number, PLAIN]))
        for number in range(min(PLAIN, learned))
    )
    found, plain = _evidence(directory, confidence, scenes), _evidence(directory, confidence, pages)
    if not (found.is_right.any() and plain.is_right.any()):
        return confidence
    signs = np.column_stack([found.signs, np.eye(10)[found.values]])
    fitted = LogisticRegression(class_weight="balanced", max_iter=2000).fit(signs, found.is_right).coef_[0]
    weights = fitted[: found.signs.shape[1]] / fitted[0]
    kept = plain.chosen(weights)
    kept = kept[plain.is_right[kept]]
    right = plain.signs[kept] @ weights
    of_each = [right[plain.values[kept] == value] for value in range(10)]
    highest = np.array(
        [
            np.quantile(own if len(own) else right, KEPT_ONES if value == 1 else KEPT)
            for value, own in enumerate(of_each)
        ]
    )
    confidence = replace(confidence, doubt_weights=weights[1:], doubt_biases=confidence.threshold - highest)
    confidence.save(directory)
    return confidence


def _evidence(
    directory: Path, confidence: Confidence, pictures: Iterable[tuple[np.ndarray, Canvas]]
) -> Evidence:
    network, detector = Network.load(directory), Detector.load(directory)
    by_picture: list[list[Found]] = []
    truths: list[int] = []
    for picture, canvas in pictures:
        by_picture.append(detector.find(picture)[0])
        truths += [_truth(found, canvas) for found in by_picture[-1]]
    everything = [found for one in by_picture for found in one]
    pixels = np.array([normalize(found.ink.strength) for found in everything], np.float32).reshape(
        -1, SIDE, SIDE
    )
    probabilities = confidence.calibrate(network.classify(pixels)[1])
    values = probabilities.argmax(axis=1)
    signs = np.column_stack([confidence.novelty(pixels, probabilities), doubts_of(everything, values)])
    return Evidence(signs, values, values == truths, by_picture)


def _plain_page(glyphs: Glyphs, rng: np.random.Generator) -> tuple[np.ndarray, Canvas]:
    """Return one to four digits in any hand, dark on an even page, and its canvas."""
    canvas = Canvas.blank(HEIGHT, WIDTH)
    Writer(canvas, glyphs, rng, letters=0.0).row(
        12, 25, rng.uniform(*SIZES), int(rng.integers(1, 5)), Spacing(0.1, 0.5)
    )
    return (0.9 - 0.7 * canvas.ink).astype(np.float32), canvas


def _truth(found: Found, canvas: Canvas) -> int:
    """Return the value of what was written where something was found; -1 where nothing was."""
    written = np.array([placed.box for placed in canvas.placed], float).reshape(-1, 4)
    [shared] = intersection_over_union(np.array([found.ink.box]), written)
    return canvas.placed[shared.argmax()].value if (shared > SAME).any() else -1


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit the doubts of the networks in a directory; return the exit status."""
    parser = command_parser("mnist_core.training.doubts", "Fit what the detector's doubts are worth.")
    add_handwriting(parser)
    return run(_fit, parser.parse_args(arguments))


def _fit(options: argparse.Namespace) -> None:
    images, labels = load_training_set(options.data)
    _, held_out = split(len(images), options.seed)
    letters = load_letters(options.letters)
    fit_doubts(options.output, Glyphs.of(images[held_out], labels[held_out], letters=letters), options.seed)
    print(f"The detector's doubts are weighed. That is in {options.output}.")


if __name__ == "__main__":
    sys.exit(main())
