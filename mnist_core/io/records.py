"""What is kept of a picture once it is read: small enough to keep hundreds, whole enough to show again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

import cv2
import numpy as np

from mnist_core.reading import Digit, Reading, row_texts

PICTURE_SIDE = 480  # pixels: large enough to be looked at beside its result
THUMBNAIL_SIDE = 64  # pixels: large enough to be told apart in a table
LOSSLESS_SIDE = 128  # pixels: up to here a PNG is small, and JPEG's blocks would show


class Status(StrEnum):
    """What came of a picture."""

    READ = "read"
    NOT_SURE = "not sure"
    NOT_A_DIGIT = "not a digit"
    NOTHING = "nothing found"
    FAILED = "could not be opened"


@dataclass(frozen=True, eq=False)
class Record:
    """One picture and what came of it.

    name: of the file, or of the way it came in.
    time: when it was read, in UTC.
    digits, summary, size: as in `Reading`.
    picture: JPEG or PNG, at most 480 pixels a side; b"" if it could not be opened.
    thumbnail: the same, at most 64 pixels a side.
    ink: PNG of the separated ink, on the grid of `picture`.
    error: why it could not be opened, as a sentence; "" if it could.
    label: what is truly written there, where that was known before; else "".
    corrections: place in `digits` to the digit that a person says it really is; "?" for none.
    """

    name: str
    time: datetime
    digits: tuple[Digit, ...] = ()
    summary: str = ""
    size: tuple[int, int] = (0, 0)
    picture: bytes = b""
    thumbnail: bytes = b""
    ink: bytes = b""
    error: str = ""
    label: str = ""
    corrections: Mapping[int, int | str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, name: str, reading: Reading, label: str = "") -> Record:
        """Return the record of `reading`, made now."""
        return replace(
            cls.without_pictures(name, reading),
            picture=_encoded(_shrunk(reading.picture, PICTURE_SIDE)),
            thumbnail=_encoded(_shrunk(reading.picture, THUMBNAIL_SIDE)),
            ink=cv2.imencode(".png", _shrunk(reading.ink, PICTURE_SIDE))[1].tobytes(),
            label=label,
        )

    @classmethod
    def without_pictures(cls, name: str, reading: Reading) -> Record:
        """Return the record of `reading`, made now, with b"" for its pictures: to tell, not to show."""
        return cls(name, datetime.now(UTC), reading.digits, reading.summary, reading.size)

    @classmethod
    def failed(cls, name: str, error: str) -> Record:
        """Return the record of a picture that could not be opened, for the reason `error`."""
        return cls(name, datetime.now(UTC), error=error)

    @property
    def text(self) -> str:
        """The digits as a string, as `Reading.text`."""
        return "".join(row_texts(self.digits))

    @property
    def confidence(self) -> float | None:
        """The confidence of the least sure digit, 0..1; None where nothing was found."""
        return min((digit.confidence for digit in self.digits), default=None)

    def status(self, threshold: float) -> Status:
        """Return what came of the picture, calling less confidence than `threshold` "not sure"."""
        if self.error:
            return Status.FAILED
        if not self.digits:
            return Status.NOTHING
        if not any(digit.accepted for digit in self.digits):
            return Status.NOT_A_DIGIT
        if any(not digit.accepted or digit.confidence < threshold for digit in self.digits):
            return Status.NOT_SURE
        return Status.READ

    def truths(self) -> list[int | str | None]:
        """Return for each digit what it really is, as a person said or the label tells; None if unknown."""
        known = self.label if len(self.label) == len(self.digits) else ""
        labels = [int(character) for character in known] or [None] * len(self.digits)
        return [self.corrections.get(place, label) for place, label in enumerate(labels)]

    def corrected(self, place: int, value: int | str | None) -> Record:
        """Return this record with the digit at `place` said to be `value`; None takes that back."""
        corrections = {**self.corrections, place: value}
        kept = {at: digit for at, digit in corrections.items() if digit is not None}
        return replace(self, corrections=MappingProxyType(kept))

    def reading(self) -> Reading:
        """Return the reading again, its picture and ink at the size that was kept; only if it was opened."""
        picture = cv2.imdecode(np.frombuffer(self.picture, np.uint8), cv2.IMREAD_COLOR_RGB)
        ink = cv2.imdecode(np.frombuffer(self.ink, np.uint8), cv2.IMREAD_GRAYSCALE)
        return Reading(self.digits, self.summary, self.size, picture, ink)


def _shrunk(image: np.ndarray, side: int) -> np.ndarray:
    scale = side / max(image.shape[:2])
    if scale >= 1:
        return image
    height, width = (max(1, round(length * scale)) for length in image.shape[:2])
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)


def _encoded(picture: np.ndarray) -> bytes:
    extension = ".png" if max(picture.shape) <= LOSSLESS_SIDE else ".jpg"
    return cv2.imencode(extension, cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes()
