"""Paper: the sheet in a picture that shows more than the sheet."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.io.reduction import along_widest, reduced

SMALLEST = 80  # pixels a side: smaller pictures are of a digit alone
SIDE = 250  # pixels: sheets are seen in a small picture
DARKER = 0.8  # times as bright as the sheet, in one colour at least: what lies beside it
BRIDGED = 0.1  # of the picture's side: strokes are narrower, and are no dent in the sheet
LEAST, LEAST_BESIDE = 0.1, 0.03  # of the picture: a sheet covers more, and leaves more beside it
SLENDER = 0.3  # as wide as long: no sheet
CORNERS = 6  # a sheet has four, and one more where the frame cuts one off
STRAIGHT = 0.04  # of a sheet: so little of it lies beside the polygon of its corners
RIM = 9  # pixels of the small picture: its soft edge and its shadow
CONTRAST, LEAST_CONTRAST = 0.3, 20.0  # of the brightness around it, and in grey levels: ink
LEAST_INK = 0.002  # of a sheet that is written on
LIGHT = 0.87  # of the inside of its edge: a light digit has dents
BLACK = 0.35  # times as bright as the paper: the lid of a scanner
LID, WIDEST_LID = 0.9, 0.15  # of a row that is all lid, and of the picture's side
CUT = 0.02  # of the inside of its edge: more ink there belongs to a stroke that goes on beside it


def paper_alone(picture: np.ndarray) -> np.ndarray:
    """Return `picture` (h, w, 3) uint8 with what lies beside a light sheet painted like the sheet.

    A sheet is a light area with straight edges on something darker, with ink on it and none beside it. A
    picture that shows none is returned as it is: a part of the page in a shadow has ink of its own. Black
    strips along the frame, as scanners leave them, are painted over as well.
    """
    if min(picture.shape[:2]) < SMALLEST:
        return picture
    colours = np.sort(picture[::8, ::8].reshape(-1, 3), axis=0, kind="stable")
    usual, lightest = colours[len(colours) // 2], colours[9 * len(colours) // 10]
    if not _is_dark_at_frame(picture, lightest):
        return picture
    picture = _without_black_strips(picture, usual)
    small = reduced(picture, SIDE)
    light = cv2.threshold(along_widest(small), 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    sheet = _sheet(light)
    if sheet is None or not _is_written_on(sheet, small):
        return picture
    on = cv2.resize(_eroded(sheet, RIM // 2), picture.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    colour = np.median(small[sheet > 0], axis=0).astype(np.uint8)
    return np.where(on[..., None] > 0, picture, colour)


def _is_dark_at_frame(picture: np.ndarray, lightest: np.ndarray) -> bool:
    """Whether much darker colours than `lightest` (3,) reach the frame of the picture, as beside a sheet."""
    frame = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    return bool((frame <= np.uint8(DARKER * lightest)).any(1).mean() > LEAST_BESIDE)


def _without_black_strips(picture: np.ndarray, paper: np.ndarray) -> np.ndarray:
    """Return the picture (h, w, 3) with the strips along its frame painted in the colour `paper` (3,)."""
    top, bottom, left, right = (
        _black_rows(each, BLACK * paper)
        for each in (picture, picture[::-1], picture.swapaxes(0, 1), picture[:, ::-1].swapaxes(0, 1))
    )
    if not (top or bottom or left or right):
        return picture
    height, width = picture.shape[:2]
    painted = np.empty_like(picture)
    painted[:] = paper.astype(np.uint8)
    sheet = np.s_[top : height - bottom, left : width - right]
    painted[sheet] = picture[sheet]
    return painted


def _black_rows(rows: np.ndarray, black: np.ndarray) -> int:
    """Return how many of the first rows (n, w, 3) are a strip, with its soft edge; 0 if they are more."""
    widest = round(WIDEST_LID * len(rows))
    for i, row in enumerate(rows[:widest]):
        if (row < black).all(1).mean() < LID:
            return i + 2 if i else 0
    return 0


def _sheet(light: np.ndarray) -> np.ndarray | None:
    """Return (h, w) uint8: the largest light area (h, w) with its ink; None if it has not a sheet's shape."""
    outlines, _ = cv2.findContours(_closed(light), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    largest = max(outlines, key=cv2.contourArea)
    area, hull = cv2.contourArea(largest), cv2.convexHull(largest)
    corners = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True)
    short, long = sorted(cv2.minAreaRect(hull)[1])
    has_shape = (
        area > LEAST * light.size
        and short > SLENDER * long
        and 4 <= len(corners) <= CORNERS
        and abs(cv2.contourArea(corners) - area) < STRAIGHT * area
    )
    if not has_shape:
        return None
    sheet = cv2.fillConvexPoly(np.zeros_like(light), hull, 1)
    rim = _rim(sheet)
    return sheet if rim.any() and light[rim].mean() > LIGHT else None


def _is_written_on(sheet: np.ndarray, small: np.ndarray) -> bool:
    """Whether the sheet (h, w) in the picture (h, w, 3) has ink, and beside it all is dark and has none."""
    on, beside = _eroded(sheet, RIM) > 0, _eroded(1 - sheet, RIM) > 0
    if not on.any() or beside.mean() < LEAST_BESIDE:
        return False
    is_dark = (np.median(small[beside], axis=0) <= DARKER * np.median(small[on], axis=0)).any()
    around = _closed(small)
    ink = (around - small > np.maximum(CONTRAST * around, LEAST_CONTRAST)).any(2)
    is_cut = ink[beside].mean() > LEAST_INK or ink[_rim(sheet)].mean() > CUT
    return bool(is_dark and ink[on].mean() > LEAST_INK and not is_cut)


def _closed(image: np.ndarray) -> np.ndarray:
    """Return `image` (h, w, ...) without its narrow dark parts; beyond the frame all is taken for dark."""
    side = round(BRIDGED * max(image.shape)) | 1
    framed = cv2.copyMakeBorder(image, side, side, side, side, cv2.BORDER_CONSTANT, value=0)
    return cv2.morphologyEx(framed, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))[side:-side, side:-side]


def _rim(sheet: np.ndarray) -> np.ndarray:
    return (sheet > 0) & (_eroded(sheet, RIM) == 0)


def _eroded(mask: np.ndarray, rim: int) -> np.ndarray:
    return cv2.erode(mask, np.ones((2 * rim + 1, 2 * rim + 1), np.uint8))
