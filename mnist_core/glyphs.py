"""Rows of regions to the digits that they most likely are, judged by the network."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np

from mnist_core.confidence import Confidence
from mnist_core.hypotheses import Hypothesis, best_path, group
from mnist_core.network import Network
from mnist_core.normalization import normalize
from mnist_core.regions import Region
from mnist_core.touching import cut

MOST_STROKES = 3  # regions that may be one digit
REACH = 0.3  # row heights between the strokes of one digit
SINGLE = 12.5  # log-odds for one thing against two touching digits, were the ink of no width
WIDTH_WEIGHT = 7.0  # of them lost by each height's worth of width
FURTHER = 1.0  # log-odds against each digit after the second
LEAST_MARGIN = 2.0  # log-odds for one thing, however wide: it may be a word
BESIDE_DIGITS = 2.5  # log-odds against it where most other things are digits, and letters are rare
A_DIGIT = -1.0  # log-probability: what is one digit with more than this is taken for one
LEAST_SCORE = -5.0  # log-probability: beyond this, one stranger shape is as good as another
MOST_CUT = 12  # regions of a picture that are tried as several digits


@dataclass(frozen=True, eq=False)
class Glyph:
    """A region as the network reads it; `score` is the log-likelihood that it is one digit."""

    region: Region
    pixels: np.ndarray
    probabilities: np.ndarray
    novelty: float
    score: float


Question = tuple[np.ndarray, list[Region]]
Search = Generator[Question, list[Glyph], list[Glyph]]
"""A search for glyphs: it asks about images (n, 28, 28) of regions, and is sent how the network reads them.

So that many searches can go on together, all their questions in one call of the network."""


def find_glyphs(rows: list[list[Region]]) -> Search:
    """Search for the likeliest digits in reading order: strokes grouped, then touching digits cut."""
    paths = yield from _best_paths([group(row, MOST_STROKES, REACH) for row in rows])
    whole = [glyph for path in paths for glyph in path]
    beside = _are_beside_digits(whole)
    may_be_several = [i for i, glyph in enumerate(whole) if _may_be_several(glyph, beside[i])][:MOST_CUT]
    lattices = {i: parts for i in may_be_several if len(parts := cut(whole[i].region)) > 1}
    paths = yield from _best_paths([*lattices.values()])
    better = {
        i: path
        for i, path in zip(lattices, paths, strict=True)
        if sum(glyph.score for glyph in path)
        > whole[i].score + _margin(whole[i].region, len(path), beside[i])
    }
    return [part for i, glyph in enumerate(whole) for part in better.get(i, [glyph])]


def take_as_glyph(pixels: np.ndarray, region: Region) -> Search:
    """Search no further: the image (28, 28) is the one digit there is."""
    return (yield pixels[None], [region])


def search_together(
    searches: Sequence[Search], network: Network, confidence: Confidence
) -> list[list[Glyph]]:
    """Return what each search finds; in each round all their questions go through the network at once."""
    found: list[list[Glyph]] = [[] for _ in searches]
    answers: dict[int, list[Glyph] | None] = dict.fromkeys(range(len(searches)))
    while answers:
        questions: dict[int, Question] = {}
        for i, answer in answers.items():
            try:
                questions[i] = searches[i].send(answer)
            except StopIteration as end:
                found[i] = end.value
        answers = _answers(questions, network, confidence)
    return found


def _answers(
    questions: dict[int, Question], network: Network, confidence: Confidence
) -> dict[int, list[Glyph] | None]:
    if not questions:
        return {}
    pixels = np.concatenate([images for images, _ in questions.values()])
    regions = [region for _, regions in questions.values() for region in regions]
    glyphs = iter(judge(pixels, regions, network, confidence))
    return {i: [next(glyphs) for _ in regions] for i, (_, regions) in questions.items()}


def _are_beside_digits(glyphs: Sequence[Glyph]) -> list[bool]:
    """Return for each glyph whether most of the others are digits."""
    are_digits = [glyph.score > A_DIGIT for glyph in glyphs]
    others = len(glyphs) - 1
    return [2 * (sum(are_digits) - is_digit) > others for is_digit in are_digits]


def _may_be_several(glyph: Glyph, is_beside_digits: bool) -> bool:
    """Whether two digits that read perfectly, each with a score of 0, would be likelier than the glyph."""
    return glyph.score + _margin(glyph.region, 2, is_beside_digits) < 0


def _margin(region: Region, count: int, is_beside_digits: bool) -> float:
    """Return the log-odds, before reading it, that ink of this shape is one thing and not `count` digits.

    Measured on touching MNIST digits, and on letters and words drawn by rule.
    """
    margin = SINGLE - WIDTH_WEIGHT * region.width / region.height + FURTHER * (count - 2)
    return max(margin - BESIDE_DIGITS * is_beside_digits, LEAST_MARGIN)


def _best_paths(
    lattices: Sequence[list[Hypothesis]],
) -> Generator[Question, list[Glyph], list[list[Glyph]]]:
    """Return the best path through each lattice, all of them in one question."""
    hypotheses = [each for lattice in lattices for each in lattice]
    if not hypotheses:
        return []
    pixels = np.stack([normalize(each.region.strength) for each in hypotheses])
    glyphs = iter((yield pixels, [each.region for each in hypotheses]))
    paths = []
    for lattice in lattices:
        judged = [next(glyphs) for _ in lattice]
        scores = [_path_score(glyph, each) for glyph, each in zip(judged, lattice, strict=True)]
        paths.append([judged[i] for i in best_path(lattice, scores)])
    return paths


def _path_score(glyph: Glyph, hypothesis: Hypothesis) -> float:
    """Return the log-likelihood of a hypothesis by its looks and its shape.

    A stroke of its own, or what lies between two cuts next to each other, costs no more than any stranger;
    or a minus sign would be taken into a digit.
    """
    score = glyph.score + hypothesis.geometry
    return max(score, LEAST_SCORE) if hypothesis.stop == hypothesis.start + 1 else score


def judge(
    pixels: np.ndarray, regions: Sequence[Region], network: Network, confidence: Confidence
) -> list[Glyph]:
    """Return the regions as the network reads their `pixels` (n, 28, 28), in one call."""
    _, probabilities = network.classify(pixels)
    probabilities = confidence.calibrate(probabilities)
    novelty = confidence.novelty(pixels, probabilities)
    # Never above 0, so that cutting a digit into more pieces earns nothing by their number alone.
    score = np.log(probabilities.max(1)) + np.maximum(-np.logaddexp(0, novelty), LEAST_SCORE)
    return [
        Glyph(region, pixels[i], probabilities[i], float(novelty[i]), float(score[i]))
        for i, region in enumerate(regions)
    ]
