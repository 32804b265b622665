"""From what the detector says of each pixel to the digits.

Every pixel of ink goes to the centre it points to, as in Panoptic-DeepLab (Cheng et al. 2020).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mnist_core.detection.looking import Look

CENTRE = 0.25  # the least heat of a centre
APART = 5  # pixels between centres, at least
OWN = 0.3  # the least chance of ink that is given to a digit
SOLID = 0.5  # the chance of ink that counts for the box
DISTINCT = 4.0  # pixels between the points at which the ink of two digits aims, at least
ASTRAY = 7.0  # pixels by which ink may miss its centre; what points elsewhere belongs to something else
AS_SURE = 0.7  # times as sure as the largest piece of a digit's ink its other pieces are, at least
LEAST = 8  # pixels of ink that a digit has


@dataclass(frozen=True, eq=False)
class Instance:
    """A digit, or a character that stands as one does, as one look found it.

    mask: (h, w) float32 in 0..1, the chance that a pixel is its ink, in pixels of the look.
    left, top: where in the picture the mask begins, in pixels of the picture; scale: as of the look.
    votes: (11,) float32, the chance of each class, the mean over its ink.
    heat: 0..1, how sure its centre is.
    """

    mask: np.ndarray
    left: float
    top: float
    scale: float
    votes: np.ndarray
    heat: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in pixels of the picture."""
        height, width = self.mask.shape
        return self.left, self.top, self.left + width / self.scale, self.top + height / self.scale

    @property
    def size(self) -> int:
        """The longer side in pixels of the look."""
        return max(self.mask.shape)


def find_instances(look: Look) -> list[Instance]:
    """Return the digits and characters of a look, in no order."""
    centres = _centres(look.heat)
    if not len(centres) or not (look.ink > OWN).any():
        return []
    rows, columns = np.nonzero(look.ink > OWN)
    aims = np.stack([rows, columns], 1) + look.offset[rows, columns][:, ::-1]
    centres = _distinct(centres, look.heat, aims)
    owner = _nearest(centres, look.ink.shape, aims)
    instances = []
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(centres) + 1))
    for number, centre in enumerate(centres):
        own = order[ends[number] : ends[number + 1]]
        instance = _instance(look, rows[own], columns[own], float(look.heat[tuple(centre)]))
        if instance:
            instances.append(instance)
    return instances


def _centres(heat: np.ndarray) -> np.ndarray:
    """Return (n, 2) rows and columns of the peaks of heat."""
    highest = cv2.dilate(heat, np.ones((APART, APART), np.uint8))
    return np.argwhere((heat == highest) & (heat > CENTRE))


def _distinct(centres: np.ndarray, heat: np.ndarray, aims: np.ndarray) -> np.ndarray:
    """Return the centres without those at which the ink aims as it does at a hotter one.

    A broad digit may have two peaks of heat, but its ink aims between them.
    """
    owner = _nearest(centres, heat.shape, aims)
    own = owner >= 0
    count = np.bincount(owner[own], minlength=len(centres))
    means = (
        np.stack([np.bincount(owner[own], aims[own, axis], minlength=len(centres)) for axis in range(2)], 1)
        / np.maximum(count, 1)[:, None]
    )
    kept: list[int] = []
    for i in np.argsort(-heat[tuple(centres.T)]):
        if count[i] and not (np.hypot(*(means[i] - means[kept]).T) <= DISTINCT).any():
            kept.append(int(i))
    return centres[kept]


def _nearest(centres: np.ndarray, shape: tuple[int, int], aims: np.ndarray) -> np.ndarray:
    """Return for each pixel of ink the number of the centre it aims at, or -1 where it aims astray."""
    away = np.ones(shape, np.uint8)
    away[tuple(centres.T)] = 0
    far, zones = cv2.distanceTransformWithLabels(away, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    numbers = np.zeros(zones.max() + 1, int)
    numbers[zones[tuple(centres.T)]] = np.arange(len(centres))
    y, x = np.clip(np.round(aims), 0, np.subtract(shape, 1)).astype(int).T
    return np.where(far[y, x] <= ASTRAY, numbers[zones[y, x]], -1)


def _instance(look: Look, rows: np.ndarray, columns: np.ndarray, heat: float) -> Instance | None:
    chance = look.ink[rows, columns]
    if (chance > SOLID).sum() < LEAST:
        return None
    own = _own(rows, columns, chance)
    rows, columns, chance = rows[own], columns[own], chance[own]
    solid = chance > SOLID
    if solid.sum() < LEAST:
        return None
    top, left = rows[solid].min(), columns[solid].min()
    height, width = rows[solid].max() + 1 - top, columns[solid].max() + 1 - left
    inside = (rows >= top) & (rows < top + height) & (columns >= left) & (columns < left + width)
    mask = np.zeros((height, width), np.float32)
    mask[rows[inside] - top, columns[inside] - left] = chance[inside]
    votes = np.average(_softmax(look.classes[rows, columns]), axis=0, weights=chance)
    return Instance(
        mask,
        look.left + left / look.scale,
        look.top + top / look.scale,
        look.scale,
        votes.astype(np.float32),
        heat,
    )


def _own(rows: np.ndarray, columns: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """Return which of the pixels of ink lie in a piece of it that is about as sure as the largest.

    The side of a box aims at the digit in it, too, but is less sure to be ink of a digit.
    """
    top, left = rows.min(), columns.min()
    mask = np.zeros((np.ptp(rows) + 1, np.ptp(columns) + 1), np.uint8)
    mask[rows - top, columns - left] = 1
    pieces = cv2.connectedComponents(mask)[1][rows - top, columns - left]
    surest = np.zeros(pieces.max() + 1)
    np.maximum.at(surest, pieces, chance)
    largest = np.bincount(pieces, chance).argmax()
    return surest[pieces] >= AS_SURE * surest[largest]


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
