"""The whole files that damage is done to: pictures in every format, and ZIPs and forms of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import numpy as np
from PIL import Image

from mnist_core.data.dataset import load_test_set
from mnist_core.io.images import FORMATS

MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "F")
SECOND = {"save_all": True, "append_images": [Image.new("L", (112, 112))]}
# What a format's files come in beside the usual: format, mode, and how Pillow is told.
KINDS = [
    ("JPEG", "RGB", {"progressive": True}),
    ("JPEG", "RGB", {"quality": 5, "subsampling": 2}),
    ("PNG", "L", SECOND),
    ("GIF", "P", {"interlace": 1, **SECOND}),
    ("WEBP", "RGBA", {"lossless": True}),
    ("WEBP", "RGB", SECOND),
    ("TIFF", "RGB", {"compression": "tiff_lzw"}),
    ("TIFF", "RGBA", {"compression": "tiff_adobe_deflate"}),
    ("TIFF", "L", {"compression": "packbits"}),
    ("TIFF", "RGB", {"compression": "jpeg"}),
    ("TIFF", "1", {"compression": "group4"}),
]
EDGE = b"edge"
FORM = "multipart/form-data; boundary=edge"


@cache
def pictures() -> dict[str, bytes]:
    """Return the files of a test digit by their names, in each format, mode and kind."""
    digit = 255 - load_test_set()[0][0].repeat(4, 0).repeat(4, 1)
    digit = np.ascontiguousarray(digit[::-1, ::-1])
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    files = {}
    usual = [(name, mode, {}) for name in FORMATS for mode in MODES]
    for place, (name, mode, options) in enumerate(usual + KINDS):
        image = Image.fromarray(digit)
        image = Image.fromarray(digit.astype(np.uint16) * 257) if mode == "I;16" else image.convert(mode)
        buffer = io.BytesIO()
        with suppress(OSError, ValueError, KeyError):  # the format has no such mode
            image.save(buffer, name, exif=exif.tobytes(), **options)
            files[f"{place}-{mode}.{name.lower()}"] = buffer.getvalue()
    return files


def archives() -> Iterator[bytes]:
    """Yield ZIPs: packed in two ways, with a folder, an archive inside, and what systems leave behind."""
    files = some_pictures()
    for packing in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", packing) as archive:
            archive.mkdir("class")
            for name, data in files.items():
                archive.writestr(f"class/{name}", data)
            archive.writestr("__MACOSX/._a.png", b"")
            archive.writestr("inside.zip", b"PK\x05\x06" + bytes(18))
        yield buffer.getvalue()


def forms() -> Iterator[bytes]:
    """Yield bodies of forms with one picture, and with several fields."""
    files = some_pictures()
    for names in (list(files)[:1], files):
        parts = [
            b'--%b\r\nContent-Disposition: form-data; name="image"; filename="%b"\r\n'
            b"Content-Type: image/png\r\n\r\n%b\r\n" % (EDGE, name.encode(), files[name])
            for name in names
        ]
        yield b"".join(parts) + b"--%b--\r\n" % EDGE


def some_pictures() -> dict[str, bytes]:
    """Return three of the pictures: enough for what holds pictures."""
    return dict(list(pictures().items())[1::10][:3])
