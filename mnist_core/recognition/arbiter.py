"""Two readings of one picture, by rules and by the looker: which of them looks more like digits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mnist_core.detection.boxes import share_of_smaller
from mnist_core.detection.choice import SAME
from mnist_core.reading import Digit, Reading
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.looker import Seen
from mnist_core.recognition.page import CROWDED, sense

SEVERAL = 3  # digits that the looker sees, from which on they are more than another guess at one thing
SENSE = 0.7  # the share of what it sees that is digits, at least
SURE = 20.0  # log-odds in the mean, from which on what it reads is more than another guess
UNREAD = 0.7  # of a thing: how much one counts that the looker notices, and takes for no digit after all
CERTAIN = 10.0  # log-odds: what is surer speaks no louder


def looks_better(seen: Seen, reading: Reading, confidence: Confidence) -> bool:
    """Whether what the looker has seen in a picture looks more like digits than the `reading` of the rules.

    Where most of what it has seen is no digit, it must be sure of the others. One thing that the verifier has
    refused gets a second chance only where it is sure, too: in one of two looks, more letters would pass for
    digits.
    """
    accepted = sum(digit.accepted for digit in seen.digits)
    is_guess = len(reading.digits) < 2 and len(seen.digits) < SEVERAL
    is_sure = accepted > 0 and seen.evidence >= SURE * accepted
    if not is_sure and (is_guess or sense(seen.digits) < SENSE):
        return False
    unread = len(seen.noticed) - len(seen.digits)
    theirs = _likenesses(seen.digits, confidence).sum() / (len(seen.digits) + UNREAD * unread)
    if not reading.digits:
        return theirs > -CERTAIN
    # What the looker takes for no ink of a digit, such as the side of a box, speaks for no reading, and
    # neither does what the rules have read on a page that lies on its side.
    scale = reading.picture.shape[1] / reading.size[0]
    boxes = scale * np.array([digit.box for digit in reading.digits])
    is_noticed = (share_of_smaller(boxes, np.array(seen.noticed)) > SAME).any(axis=1) & (seen.quarters == 0)
    ours = _likenesses(reading.digits, confidence)
    return theirs > np.where(is_noticed, ours, np.minimum(ours, 0)).mean()


def is_no_number(seen: Seen, reading: Reading) -> bool:
    """Whether the rules make little sense of a picture in which the looker sees no digit, but a word."""
    is_word = len(seen.digits) >= SEVERAL and not any(
        digit.accepted or digit.refusal == CROWDED for digit in seen.digits
    )
    return is_word and len(reading.digits) > 1 and sense(reading.digits) < SENSE


def _likenesses(digits: Sequence[Digit], confidence: Confidence) -> np.ndarray:
    """Return the log-odds by which the verifier would call them digits; at most 0 for what is refused."""
    pixels, probabilities = (
        np.stack(each) for each in zip(*((d.pixels, d.probabilities) for d in digits), strict=True)
    )
    odds = confidence.threshold - confidence.novelty(pixels, probabilities)
    return np.clip(odds, -CERTAIN, np.where([digit.accepted for digit in digits], CERTAIN, 0))
