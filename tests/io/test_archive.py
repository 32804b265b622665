"""ZIP files: what is in them comes out, whatever attacks are in them do not."""

import contextlib
import io
import struct
import zipfile

import numpy as np
import pytest

from mnist_core.io.archive import InvalidArchiveError, open_archive
from mnist_core.io.images import InvalidImageError


def make_zip(files, compression=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def unpack(data):
    return [(name, load()) for name, load in open_archive(data)]


def test_files_come_out_as_they_went_in():
    files = [("a.png", b"first"), ("class/b.png", b""), ("ü.jpg", bytes(range(256)) * 1000)]
    assert unpack(make_zip(files)) == files


def test_folders_and_junk_are_left_out():
    junk = [("class/", b""), ("__MACOSX/._a.png", b"x"), (".DS_Store", b"x"), ("class/Thumbs.db", b"x")]
    assert unpack(make_zip([*junk, ("class/a.png", b"a")])) == [("class/a.png", b"a")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\a.png", "Windows/a.png"),
        ("..\\..\\a.png", "a.png"),
        ("a\x1b[31m\n.png", "a[31m.png"),
    ],
)
def test_no_name_leads_out_of_the_folder(name, shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert unpack(make_zip([(name, b"x")])) == [(shown, b"x")]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        b"PK\x03\x04" + bytes(100),
        make_zip([("a.png", b"x" * 1000)])[:-30],
        make_zip([]),
        make_zip([("__MACOSX/a", b"x")]),
    ],
    ids=["empty", "text", "header only", "cut off", "no files", "only junk"],
)
def test_what_is_no_zip_of_files_is_refused(data):
    with pytest.raises(InvalidArchiveError):
        open_archive(data)


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(InvalidArchiveError, match="far more than pictures"):
        open_archive(make_zip([("a.bmp", bytes(10 * 2**20))]))


def test_too_much_in_all_is_refused():
    data = make_zip([("a.bmp", b"x" * 100)] + [(f"{i}.bmp", b"x") for i in range(60)], zipfile.ZIP_STORED)
    declared = struct.pack("<II", 9 * 2**20, 9 * 2**20)
    lying = data.replace(struct.pack("<II", 1, 1), declared)
    with pytest.raises(InvalidArchiveError, match="512 MB"):
        open_archive(lying)


@pytest.mark.parametrize(("count", "taken"), [(1000, True), (1001, False), (5000, False)])
def test_a_thousand_pictures_are_the_most(count, taken):
    data = make_zip([(f"{i}.png", b"x") for i in range(count)], zipfile.ZIP_STORED)
    if taken:
        assert len(open_archive(data)) == count
    else:
        with pytest.raises(InvalidArchiveError, match="Split it up"):
            open_archive(data)


def test_a_file_over_the_limit_is_refused_and_the_others_are_not():
    noise = np.random.default_rng(0).bytes(2**20)
    sources = dict(open_archive(make_zip([("big.png", noise * 17), ("a.png", b"a")], zipfile.ZIP_STORED)))
    with pytest.raises(InvalidImageError, match="16 MB"):
        sources["big.png"]()
    assert sources["a.png"]() == b"a"


def test_a_size_that_lies_does_not_unpack_more():
    data = make_zip([("a.bmp", bytes(10 * 2**20))])
    lying = data.replace(struct.pack("<I", 10 * 2**20), struct.pack("<I", 100))
    [(_, load)] = open_archive(lying)
    with pytest.raises(InvalidImageError, match="damaged"):
        load()


def test_an_archive_inside_is_not_opened():
    inner = make_zip([("a.png", b"x")])
    [(name, load)] = open_archive(make_zip([("inner.ZIP", inner)]))
    with pytest.raises(InvalidImageError, match="inside"):
        load()
    assert name == "inner.ZIP"


def test_a_locked_file_is_refused():
    data = bytearray(make_zip([("a.png", b"secret")]))
    for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + flags] |= 1
    [(_, load)] = open_archive(bytes(data))
    with pytest.raises(InvalidImageError, match="password"):
        load()


def test_a_rare_compression_is_refused():
    [(_, load)] = open_archive(make_zip([("a.png", b"x" * 1000)], zipfile.ZIP_LZMA))
    with pytest.raises(InvalidImageError, match="rare"):
        load()


def test_no_damage_escapes_as_another_error():
    rng = np.random.default_rng(0)
    whole = make_zip([("a.png", rng.bytes(300)), ("class/b.png", b"x" * 3000), ("c.png", b"")])
    for _ in range(2000):
        damaged = bytearray(whole)
        for place in rng.integers(0, len(whole), 4):
            damaged[place] = rng.integers(256)
        with contextlib.suppress(InvalidArchiveError):
            for _, load in open_archive(bytes(damaged)):
                with contextlib.suppress(InvalidImageError):
                    load()
