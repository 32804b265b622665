"""Twenty test digits that are hard to read, for people to try their luck against the network's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

QUESTIONS = 20
SEED = 26


@dataclass(frozen=True)
class Score:
    """How many were read rightly by each, and the places (counted from 0) that only one of them read."""

    people: int
    network: int
    only_people: tuple[int, ...]
    only_network: tuple[int, ...]


def hard_digits(labels: np.ndarray, predictions: np.ndarray, confidences: np.ndarray) -> list[int]:
    """Return the numbers of twenty test images, mixed, from what the network made of all (n,) of them.

    Half are its surest mistakes; the other half it reads rightly, but no others with less confidence.
    """
    is_right = labels == predictions
    surest_first = np.argsort(confidences, kind="stable")[::-1]
    mistakes = surest_first[~is_right[surest_first]][: QUESTIONS // 2]
    unsure = surest_first[is_right[surest_first]][-QUESTIONS // 2 :]
    chosen = np.concatenate([mistakes, unsure])
    return np.random.default_rng(SEED).permutation(chosen).tolist()


def score(labels: Sequence[int], people: Sequence[int], network: Sequence[int]) -> Score:
    """Return the score so far, from equally many true labels and answers."""
    by_people = [said == label for label, said in zip(labels, people, strict=True)]
    by_network = [said == label for label, said in zip(labels, network, strict=True)]
    both = list(zip(by_people, by_network, strict=True))
    return Score(
        sum(by_people),
        sum(by_network),
        tuple(place for place, (ours, its) in enumerate(both) if ours and not its),
        tuple(place for place, (ours, its) in enumerate(both) if its and not ours),
    )
