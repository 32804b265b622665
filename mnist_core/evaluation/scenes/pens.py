"""What digits are written with."""

from __future__ import annotations

import cv2
import numpy as np


def in_crayon(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with grains of paper showing through its ink, a third to a half of it."""
    grain = cv2.GaussianBlur(random.random(picture.shape), (0, 0), random.uniform(0.8, 1.6))
    return np.where(grain > np.quantile(grain, random.uniform(0.3, 0.5)), picture, picture.max())


def in_two_tracks(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture written with a ballpoint that lays its ink at both edges of the stroke."""
    ink = (picture < (int(picture.min()) + int(picture.max())) / 2).astype(np.uint8)
    depth = cv2.distanceTransform(ink, cv2.DIST_L2, 5)
    around = 2 * int(depth.max()) + 1
    deepest = cv2.dilate(depth, np.ones((around, around), np.uint8))
    middle = cv2.GaussianBlur((depth > random.uniform(0.4, 0.6) * deepest).astype(float), (0, 0), 1)
    middle[ink == 0] = 0
    return picture + random.uniform(0.5, 0.95) * middle * (picture.max() - picture)


def in_dry_marker(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture written with a marker that runs dry: streaks are missing, up to half of its ink."""
    length = int(random.integers(12, 30))
    streak = cv2.line(np.zeros((length, length)), (0, length // 2), (length, length // 2), 1.0 / length)
    turn = cv2.getRotationMatrix2D(((length - 1) / 2, (length - 1) / 2), random.uniform(0, 180), 1)
    grain = cv2.filter2D(random.random(picture.shape), -1, cv2.warpAffine(streak, turn, streak.shape))
    bare = grain < np.quantile(grain, random.uniform(0.25, 0.5))
    return np.where(bare, picture + random.uniform(0.7, 1) * (picture.max() - picture), picture)
