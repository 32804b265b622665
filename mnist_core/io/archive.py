"""A ZIP of pictures, opened without trusting anything in it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath

from mnist_core.io.images import InvalidImageError

MOST_PICTURES = 1000
MOST_BYTES_A_PICTURE = 16 * 2**20
MOST_BYTES = 512 * 2**20
MOST_RATIO = 200  # unpacked to packed; a scan of an empty page as BMP is about 100
ENTRY_SIGNATURE = b"PK\x01\x02"
MOST_ENTRIES = 4 * MOST_PICTURES
JUNK_FILES = {"thumbs.db", "desktop.ini"}
ARCHIVES = {".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"}
ENCRYPTED = 0x1


class InvalidArchiveError(ValueError):
    """The ZIP as a whole cannot be read; the message is a sentence a person can act on."""


Source = tuple[str, Callable[[], bytes | Path]]
"""A picture yet to be opened: its name, and what gives its bytes or its file or raises InvalidImageError."""


def open_archive(data: bytes) -> list[Source]:
    """Return the files in the ZIP `data`; each is unpacked, into memory, only when it is called for.

    Folders and what operating systems leave behind (`__MACOSX`, `.DS_Store`, `Thumbs.db`) are left out.
    Raise InvalidArchiveError if `data` is no ZIP, holds more than 1,000 pictures, or would unpack to more
    than 512 MB or 200 times its size. A file that is encrypted, damaged, over 16 MB or itself an archive
    raises InvalidImageError when it is called for. Nothing is ever written to disk.
    """
    if data.count(ENTRY_SIGNATURE) > MOST_ENTRIES:
        raise InvalidArchiveError(f"This ZIP holds more than {MOST_PICTURES:,} pictures. Split it up.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, OSError, NotImplementedError) as error:
        raise InvalidArchiveError("This ZIP is damaged or not a ZIP. Make it again.") from error
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_junk(entry.filename)]
    _refuse_bombs(entries, len(data))
    return [(_safe_name(entry.filename), partial(_unpack, archive, entry)) for entry in entries]


def _refuse_bombs(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if not entries:
        raise InvalidArchiveError("This ZIP holds no files.")
    if len(entries) > MOST_PICTURES:
        raise InvalidArchiveError(
            f"This ZIP holds {len(entries):,} files; {MOST_PICTURES:,} are the most. Split it up."
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_BYTES:
        raise InvalidArchiveError(
            f"This ZIP would unpack to over {MOST_BYTES // 2**20} MB. Split it up or shrink its pictures."
        )
    if unpacked > MOST_RATIO * packed:
        raise InvalidArchiveError("This ZIP would unpack to far more than pictures do. It is not opened.")


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if PurePosixPath(entry.filename).suffix.lower() in ARCHIVES:
        raise InvalidImageError(
            "An archive inside a ZIP is not opened. Put its pictures into the ZIP itself."
        )
    if entry.flag_bits & ENCRYPTED:
        raise InvalidImageError("This file is locked with a password. Make the ZIP without one.")
    if entry.file_size > MOST_BYTES_A_PICTURE:
        raise InvalidImageError(f"This file is over {MOST_BYTES_A_PICTURE // 2**20} MB. Make it smaller.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InvalidImageError("This file is packed in a rare way. Make the ZIP with plain compression.")
    try:
        with archive.open(entry) as file:
            # A size asked for bounds the memory even where the ZIP's own directory lies about it.
            return file.read(entry.file_size + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        OverflowError,
        RuntimeError,
        OSError,
    ) as error:
        raise InvalidImageError("This file is damaged in the ZIP. Make the ZIP again.") from error


def _is_junk(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not parts or "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1].lower() in JUNK_FILES


def _safe_name(name: str) -> str:
    """Return `name` to show: printable, and with nothing in it that leads out of the folder."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    kept = [part for part in parts if part not in ("/", "//", "..", ".") and not part.endswith(":")]
    return "".join(character for character in "/".join(kept) if character.isprintable())
