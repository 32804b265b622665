"""Rows of regions to the digits that they most likely are, judged by the network."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np

from mnist_core.detection.regions import Region
from mnist_core.recognition.hypotheses import Hypothesis, best_path, group
from mnist_core.recognition.judge import LEAST_SCORE, Judge, Judgement
from mnist_core.recognition.normalization import normalize
from mnist_core.recognition.touching import cut

MOST_STROKES = 3  # regions that may be one digit
REACH = 0.3  # row heights between the strokes of one digit
FURTHER = 1.4  # log-odds for each digit after the second: what is that wide is seldom a letter
CLEAR, CLEAREST = 4.0, 3.0  # log-odds that a part is its digit: pieces of letters reach these only as 1s
MOST_CUT = 12  # regions of a picture that are tried as several digits


@dataclass(frozen=True, eq=False)
class Glyph(Judgement):
    """A region and how the networks read it."""

    region: Region

    @classmethod
    def of(cls, region: Region, judgement: Judgement) -> Glyph:
        """Return the `region` with its `judgement`."""
        return cls(**vars(judgement), region=region)


Search = Generator[np.ndarray, list[Judgement], list[Glyph]]
"""A search for glyphs: it asks about images (n, 28, 28), and is sent how the network reads them.

So that many searches can go on together, all their questions in one call of the network."""


def find_glyphs(rows: list[list[Region]]) -> Search:
    """Search for the likeliest digits in reading order: strokes grouped, then touching digits cut."""
    if rows and all(len(row) == 1 for row in rows):
        rows = [[region for [region] in rows]]  # what stands above each other may be one digit too
    paths = yield from _best_paths([group(row, MOST_STROKES, REACH) for row in rows])
    whole = [glyph for path in paths for glyph in path]
    may_be_several = [i for i, glyph in enumerate(whole) if glyph.several > 0 or glyph.score <= LEAST_SCORE]
    lattices = {i: parts for i in may_be_several[:MOST_CUT] if len(parts := cut(whole[i].region)) > 1}
    paths = yield from _best_paths([*lattices.values()])
    better = {i: path for i, path in zip(lattices, paths, strict=True) if _are_several(whole[i], path)}
    return [part for i, glyph in enumerate(whole) for part in better.get(i, [glyph])]


def _are_several(whole: Glyph, parts: Sequence[Glyph]) -> bool:
    """Whether a shape is more likely several digits, the `parts` that it was cut into, than anything else."""
    evidence = whole.several + sum(part.score for part in parts)
    if whole.several > 0:  # a word's many strokes are 1s, each good enough
        evidence += FURTHER * (len(parts) - 2)
    if all(part.novelty < 0 for part in parts):  # one clear digit makes none of a stranger beside it
        evidence += sum(min(max(-part.novelty - CLEAR, 0.0), CLEAREST) for part in parts if part.value != 1)
    return len(parts) > 1 and evidence > 0


def take_as_glyph(pixels: np.ndarray, region: Region) -> Search:
    """Search no further: the image (28, 28) is the one digit there is."""
    [judgement] = yield pixels[None]
    return [Glyph.of(region, judgement)]


def search_together(searches: Sequence[Search], judge: Judge) -> list[list[Glyph]]:
    """Return what each search finds; in each round all their questions go to the judge at once."""
    found: list[list[Glyph]] = [[] for _ in searches]
    answers: dict[int, list[Judgement] | None] = dict.fromkeys(range(len(searches)))
    while answers:
        questions: dict[int, np.ndarray] = {}
        for i, answer in answers.items():
            try:
                questions[i] = searches[i].send(answer)
            except StopIteration as end:
                found[i] = end.value
        answers = _answers(questions, judge)
    return found


def _answers(questions: dict[int, np.ndarray], judge: Judge) -> dict[int, list[Judgement] | None]:
    if not questions:
        return {}
    judged = iter(judge.judge(np.concatenate([*questions.values()])))
    return {i: [next(judged) for _ in images] for i, images in questions.items()}


def _best_paths(
    lattices: Sequence[list[Hypothesis]],
) -> Generator[np.ndarray, list[Judgement], list[list[Glyph]]]:
    """Return the best path through each lattice, all of them in one question."""
    hypotheses = [each for lattice in lattices for each in lattice]
    if not hypotheses:
        return []
    answers = iter((yield np.stack([normalize(each.region.strength) for each in hypotheses])))
    paths = []
    for lattice in lattices:
        judged = [next(answers) for _ in lattice]
        scores = [_path_score(one, each) for one, each in zip(judged, lattice, strict=True)]
        paths.append([Glyph.of(lattice[i].region, judged[i]) for i in best_path(lattice, scores)])
    return paths


def _path_score(judgement: Judgement, hypothesis: Hypothesis) -> float:
    """Return the log-likelihood of a hypothesis by what it shows and its shape.

    A stroke of its own, or what lies between two cuts next to each other, costs no more than any stranger;
    or a minus sign would be taken into a digit.
    """
    score = judgement.score + hypothesis.geometry
    return max(score, LEAST_SCORE) if hypothesis.stop == hypothesis.start + 1 else score
