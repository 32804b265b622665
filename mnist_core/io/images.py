"""Untrusted bytes to an upright picture, or a clear error."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from mnist_core.io.reduction import fit, longer_side, reduced

ZIP = b"PK\x03\x04"
MAX_BYTES = 16 * 2**20
MAX_PIXELS = 50_000_000
MAX_PIXELS_SCANNED = 10_000_000_000

# What cameras, scanners, browsers and paint programs write. Pillow's other plugins are left out:
# some start programs of their own (EPS), and nobody photographs a digit in the rest.
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "HEIF", "PPM")
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

# What Pillow raises on a damaged file, beside OSError: its plugins parse with struct, indices and
# dictionaries, and its warnings are errors for whoever runs Python so.
DECODING_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    MemoryError,
    EOFError,
    Warning,
    struct.error,
    zlib.error,
)


class InvalidImageError(ValueError):
    """The picture cannot be read; the message is a sentence a person can act on."""


Source = bytes | str | os.PathLike | Image.Image | np.ndarray


def load_reduced(source: Source, side: int) -> tuple[np.ndarray, tuple[int, int]]:
    """Return the picture as (h, w, 3) uint8, at most `side` pixels a side, and its full (width, height).

    It is upright and without transparency. An array is (h, w), (h, w, 1), (h, w, 3) RGB or (h, w, 4) RGBA:
    booleans, integers, or floats of any range. Raises InvalidImageError for more than 16 MB or 50 megapixels,
    and if there is no picture.

    What is more than twice as long as broad keeps more of its length, up to four times as much, or there
    would be little left of its breadth.

    A large JPEG is decoded straight to a half, a quarter or an eighth of its size (libjpeg's scaled
    inverse transform), in a part of the time and memory; the rest is averaged over areas.
    """
    if isinstance(source, np.ndarray):
        picture = _from_array(source)
        size = picture.shape[1::-1]
        return reduced(picture, longer_side(size, side)), size
    image = _open(source)
    size = image.size
    side = longer_side(size, side)
    image.draft(None, fit(size, side))
    stored = image.size
    picture = _decode(image)
    height, width = picture.shape[:2]
    if (width, height) != stored:
        size = size[::-1]
    return reduced(picture, side), size


def _open(source: Source) -> Image.Image:
    if isinstance(source, Image.Image):
        return _copy(source)
    if isinstance(source, bytes | bytearray | memoryview):
        return _from_file(bytes(source))
    if isinstance(source, str | os.PathLike):
        return _from_file(_read_file(source))
    raise InvalidImageError(
        f"A picture is given as bytes, a path, a PIL image or a NumPy array, not as {type(source).__name__}."
    )


def _decode(image: Image.Image) -> np.ndarray:
    try:
        image.load()
    except DECODING_ERRORS as error:
        raise _damaged() from error
    return _to_rgb(_turn_upright(image))


def _copy(image: Image.Image) -> Image.Image:
    _check_size(image.size)
    try:
        return image.copy()
    except DECODING_ERRORS as error:
        raise _damaged() from error


def _damaged() -> InvalidImageError:
    return InvalidImageError(
        "This picture is cut off or damaged. Save or download it again, or take a new one."
    )


def _read_file(path: str | os.PathLike) -> bytes:
    try:
        if Path(path).is_dir():
            raise InvalidImageError(f"{os.fspath(path)!r} is a folder, not a file. Name the pictures in it.")
        if not Path(path).is_file():
            raise InvalidImageError(f"There is no file at {os.fspath(path)!r}. Check the path.")
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidImageError(
            f"The file {os.fspath(path)!r} cannot be opened: {error.strerror}."
        ) from error


def _from_file(data: bytes) -> Image.Image:
    """Return the picture in `data`, its header read and its pixels not yet decoded."""
    if not data:
        raise InvalidImageError("This file is empty. Choose the picture again, or save it anew.")
    if len(data) > MAX_BYTES:
        raise InvalidImageError("This file is larger than 16 MB. Save the picture smaller, or crop it.")
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except DECODING_ERRORS as error:
        raise InvalidImageError(
            "This file is a ZIP archive, and no picture. Unpack it, and choose the pictures in it."
            if data.startswith(ZIP)
            else "This file is no picture, or a damaged one. Save or take it again, as PNG or JPEG."
        ) from error
    _check_size(image.size)
    # A progressive JPEG of a few bytes can order thousands of passes over the whole picture
    # (libjpeg-turbo's report LJT-01-003), hours of work; what cameras and encoders write has about ten.
    scans = data.count(b"\xff\xda") if image.format in ("JPEG", "MPO") else 1
    if scans * image.width * image.height > MAX_PIXELS_SCANNED:
        raise InvalidImageError("This JPEG takes too long to decode. Save it anew, as PNG or JPEG.")
    return image


def _check_size(size: tuple[int, int]) -> None:
    if min(size) < 1:
        raise InvalidImageError("This picture has no pixels. Choose another one.")
    if size[0] * size[1] > MAX_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> InvalidImageError:
    return InvalidImageError("This picture has more than 50 megapixels. Make it smaller, or crop it.")


def _from_array(array: np.ndarray) -> np.ndarray:
    """Return (h, w, 3) uint8 that shares no memory with `array`."""
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in (1, 3, 4)):
        raise InvalidImageError(
            f"A picture's array has the shape (h, w), (h, w, 1), (h, w, 3) or (h, w, 4), not {array.shape}."
        )
    if array.dtype.kind not in "buif":
        raise InvalidImageError(f"A picture's array holds numbers, not {array.dtype}.")
    _check_size(array.shape[1::-1])
    values = _scale_to_bytes(array)
    if array.ndim == 2:
        values = values[..., None]
    if values.shape[2] == 4:
        return _to_rgb(Image.fromarray(values))
    return values.repeat(3, 2) if values.shape[2] == 1 else values


def _scale_to_bytes(values: np.ndarray) -> np.ndarray:
    """Return uint8: full scale is 1, 16 (as in scikit-learn's digits) or 255 for values up to it, and the
    largest value beyond.

    Negative values, as of standardized pictures, stretch the whole range to 0..255.
    """
    if values.dtype == np.uint8 and values.max() > 1:
        return values.copy()
    with np.errstate(over="ignore"):
        values = values.astype(np.float32)
        if not np.isfinite(values).all():
            raise InvalidImageError("This picture has values that are no numbers (NaN or infinite).")
        low, high = float(values.min()), float(values.max())
        if low >= 0:
            # Resampling overshoots: a picture of 0..1 may reach 1.1.
            low, high = 0, max(high, 1 if high <= 2 else 16 if high <= 16 else 255)
        values -= low
        values *= 255 / max(high - low, 1e-30)
    return np.rint(np.clip(values, 0, 255, out=values)).astype(np.uint8)


def _turn_upright(image: Image.Image) -> Image.Image:
    """Return `image` turned as its EXIF orientation says; damaged EXIF data is no reason to refuse it."""
    with contextlib.suppress(*DECODING_ERRORS):
        ImageOps.exif_transpose(image, in_place=True)
    return image


def _to_rgb(image: Image.Image) -> np.ndarray:
    """Return (h, w, 3) uint8 for a loaded image of any mode."""
    try:
        if image.mode == "F" or image.mode.startswith("I"):
            image = Image.fromarray(_scale_to_bytes(np.asarray(image)))
        elif image.has_transparency_data:
            image = _fill_transparency(image.convert("RGBA"))
        return np.asarray(image if image.mode == "RGB" else image.convert("RGB"))
    except InvalidImageError:
        raise
    except DECODING_ERRORS as error:
        raise InvalidImageError(
            "This picture's colours cannot be read. Save it as an ordinary PNG or JPEG."
        ) from error


def _fill_transparency(image: Image.Image) -> Image.Image:
    """Return RGB with the background drawn in that makes the ink visible.

    Strokes on nothing get white or black, whichever is further from their own brightness. A page that
    is itself opaque and merely has see-through parts, such as round corners, is continued.
    """
    small = np.asarray(image.reduce(max(1, max(image.size) // 500)), np.float32).reshape(-1, 4)
    alpha = small[:, 3] / 255
    brightness = small[:, :3] @ np.float32([0.299, 0.587, 0.114])
    opaque = alpha > 0.9
    if alpha.mean() > 0.5 and opaque.any() and np.ptp(brightness[opaque]) > 64:
        background = tuple(np.median(small[opaque, :3], axis=0).astype(int).tolist())
    elif alpha.any() and np.average(brightness, weights=alpha) > 127:
        background = (0, 0, 0)
    else:
        background = (255, 255, 255)
    filled = Image.new("RGB", image.size, background)
    filled.paste(image, mask=image)
    return filled
