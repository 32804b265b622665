"""Untrusted sources: whatever is given, the right upright picture or a sentence about what is wrong."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from mnist_core.io.images import InvalidImageError, load_reduced

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "HEIF", "PPM")


def gray_page(width=60, height=40):
    """Return white paper with a black bar in its upper left quarter: which way is up shows."""
    page = np.full((height, width), 255, np.uint8)
    page[4:16, 10:14] = 0
    return page


def load_picture(source):
    """Return the picture at its full size."""
    picture, size = load_reduced(source, 100_000)
    assert picture.shape == (*size[::-1], 3)
    return picture


def encode(image, fmt="PNG", **options):
    buffer = io.BytesIO()
    image.save(buffer, fmt, **options)
    return buffer.getvalue()


def assert_is_the_page(picture):
    expected = np.repeat(gray_page()[..., None], 3, axis=2)
    assert picture.shape == expected.shape
    assert picture.dtype == np.uint8
    assert np.abs(picture.astype(int) - expected).mean() < 4


@pytest.mark.parametrize("fmt", FORMATS)
def test_each_format_is_read(fmt):
    assert_is_the_page(load_picture(encode(Image.fromarray(gray_page()).convert("RGB"), fmt)))


@pytest.mark.parametrize(
    ("mode", "fmt"),
    [
        ("1", "PNG"),
        ("1", "TIFF"),
        ("L", "JPEG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("RGBA", "PNG"),
        ("RGBA", "WEBP"),
        ("CMYK", "JPEG"),
        ("CMYK", "TIFF"),
        ("YCbCr", "JPEG"),
        ("LAB", "TIFF"),
        ("F", "TIFF"),
        ("I", "TIFF"),
    ],
)
def test_each_colour_mode_is_read(mode, fmt):
    image = Image.fromarray(gray_page()).convert("RGB" if mode == "LAB" else "L")
    if mode == "LAB":
        profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(image, *profiles, outputMode="LAB")
    assert_is_the_page(load_picture(encode(image.convert(mode), fmt)))


@pytest.mark.parametrize("peak", [255, 4095, 65535])
@pytest.mark.parametrize("fmt", ["PNG", "TIFF"])
def test_16_bit_grey_keeps_its_shades_whatever_part_of_the_range_it_uses(peak, fmt):
    ramp = np.linspace(0, peak, 256).astype(np.uint16).reshape(16, 16)
    picture = load_picture(encode(Image.fromarray(ramp), fmt))
    np.testing.assert_allclose(picture[..., 0], np.arange(256).reshape(16, 16), atol=1)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "TIFF", "WEBP", "HEIF"])
def test_exif_orientation_is_applied(orientation, fmt):
    # How the sensor sees an upright page, for each orientation in the EXIF 2.3 standard's table.
    stored = {
        1: lambda page: page,
        2: np.fliplr,
        3: lambda page: np.rot90(page, 2),
        4: np.flipud,
        5: np.transpose,
        6: np.rot90,
        7: lambda page: np.rot90(page, 2).T,
        8: lambda page: np.rot90(page, -1),
    }[orientation](gray_page())
    exif = Image.Exif()
    exif[0x0112] = orientation
    if fmt == "HEIF":
        exif = exif.tobytes()  # or pillow-heif stores no turn
    data = encode(Image.fromarray(np.ascontiguousarray(stored)).convert("RGB"), fmt, exif=exif)
    assert_is_the_page(load_picture(data))
    assert_is_the_page(load_picture(Image.open(io.BytesIO(data))))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_damaged_exif_is_no_reason_to_refuse():
    data = encode(Image.fromarray(gray_page()), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + bytes(20))
    assert_is_the_page(load_picture(data))


def test_first_picture_of_several_is_read():
    page, other = Image.fromarray(gray_page()), Image.new("L", (60, 40))
    for fmt in ("GIF", "WEBP", "TIFF", "PNG", "MPO"):
        assert_is_the_page(load_picture(encode(page, fmt, save_all=True, append_images=[other])))


def test_path_is_read_whatever_its_extension(tmp_path):
    path = tmp_path / "page.png"
    path.write_bytes(encode(Image.fromarray(gray_page()), "GIF"))
    assert_is_the_page(load_picture(path))
    assert_is_the_page(load_picture(str(path)))


def test_source_is_left_as_it_was():
    image = Image.open(io.BytesIO(encode(Image.fromarray(gray_page()).convert("RGB"))))
    array = np.repeat(gray_page()[..., None], 3, axis=2)
    load_picture(image)
    picture = load_picture(array)
    assert (image.mode, image.size) == ("RGB", (60, 40))
    assert not np.shares_memory(picture, array)


@pytest.mark.parametrize("fmt", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_large_picture_is_reduced_upright_and_its_full_size_told(fmt, orientation):
    rng = np.random.default_rng(0)
    smooth = Image.fromarray(rng.integers(0, 256, (15, 20, 3), np.uint8)).resize((2001, 1499))
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encode(smooth, fmt, exif=exif)
    picture, size = load_reduced(data, 400)
    upright = smooth if orientation == 1 else smooth.transpose(Image.Transpose.ROTATE_270)
    assert size == upright.size
    expected = upright.resize((picture.shape[1], picture.shape[0]), Image.Resampling.BOX)
    assert max(picture.shape) == 400
    assert np.abs(picture - np.asarray(expected, int)).mean() < 2


@pytest.mark.parametrize("fmt", ["JPEG", "PNG"])
def test_small_and_very_narrow_pictures_are_reduced_no_further_than_they_can_be(fmt):
    data = encode(Image.fromarray(gray_page()), fmt)
    picture, size = load_reduced(data, 400)
    assert size == (60, 40)
    assert_is_the_page(picture)
    picture, size = load_reduced(encode(Image.new("L", (1, 5000)), fmt), 400)
    assert (picture.shape, size) == ((1600, 1, 3), (1, 5000))


@pytest.mark.parametrize(("ink", "paper"), [(0, 255), (255, 0), (40, 255), (210, 0)])
@pytest.mark.parametrize("fmt", ["PNG", "WEBP", "TIFF", "array"])
def test_strokes_on_nothing_get_a_background_they_show_on(ink, paper, fmt):
    strokes = np.zeros((40, 60, 4), np.uint8)
    strokes[4:16, 10:14] = ink, ink, ink, 255
    picture = load_picture(
        strokes if fmt == "array" else encode(Image.fromarray(strokes), fmt, **{"lossless": True})
    )
    assert (picture[30, 30] == paper).all()
    assert (picture[8, 12] == ink).all()


@pytest.mark.parametrize("ink", [0, 255])
def test_bold_stroke_that_fills_its_frame_still_shows(ink):
    stroke = np.zeros((40, 20, 4), np.uint8)
    stroke[1:39, 2:18] = ink, ink, ink, 255
    picture = load_picture(stroke)
    assert abs(int(picture[0, 0, 0]) - ink) == 255


def test_page_with_transparent_corners_is_continued():
    page = np.dstack([gray_page()] * 3 + [np.full((40, 60), 255, np.uint8)])
    page[:5, :5] = page[-5:, -5:] = 0
    assert_is_the_page(load_picture(page))


def test_palette_transparency_is_honoured():
    image = Image.fromarray((gray_page() == 0).astype(np.uint8), "P")
    image.putpalette([255, 255, 255, 250, 250, 250])
    picture = load_picture(encode(image, "PNG", transparency=0))
    assert (picture[8, 12] == 250).all()
    assert (picture[30, 30] == 0).all()


def test_wholly_transparent_picture_is_blank():
    assert np.ptp(load_picture(np.zeros((9, 9, 4), np.uint8))) == 0


@pytest.mark.parametrize(
    "array",
    [
        gray_page(),
        gray_page()[..., None],
        np.dstack([gray_page()] * 3),
        np.dstack([gray_page()] * 4),
        gray_page() > 0,
        gray_page() // 255,
        gray_page().astype(np.int64) // 255,
        gray_page().astype(np.int32),
        gray_page().astype(np.float16),
        gray_page().astype(np.float64),
        gray_page() / 255,
        gray_page() / 127.5 - 1,
        (gray_page() - 33.3) / 78.6,
        gray_page().astype(np.uint16) * 257,
        gray_page().astype(">u2") * 257,
        gray_page().astype(np.uint64) << 50,
        gray_page()[::-1][::-1],
    ],
    ids=lambda array: f"{array.dtype}-{array.ndim}-{array.max():g}",
)
def test_arrays_of_any_type_and_range_are_read(array):
    if array.ndim == 3 and array.shape[2] == 4:
        array = array.copy()
        array[..., 3] = 255
    assert_is_the_page(load_picture(array))


def test_the_digits_of_scikit_learn_run_from_0_to_16():
    picture = load_picture(np.array([[0.0, 8.0, 16.0]]))
    np.testing.assert_allclose(picture[0, :, 0], [0, 127.5, 255], atol=1)


def test_float_picture_that_overshoots_is_still_read_as_0_to_1():
    picture = load_picture(np.array([[0.0, 0.5, 1.04]]))
    np.testing.assert_allclose(picture[0, :, 0], [0, 123, 255], atol=1)


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((0, 5)),
        np.zeros(5),
        np.zeros(()),
        np.zeros((5, 5, 2)),
        np.zeros((1, 5, 5, 3)),
        np.full((5, 5), np.nan),
        np.full((5, 5), np.inf),
        np.full((5, 5), 1e300),
        np.zeros((5, 5), complex),
        np.full((5, 5), "7"),
        np.full((5, 5), None),
    ],
    ids=lambda array: f"{array.dtype}-{array.shape}",
)
def test_arrays_that_are_no_picture_are_refused(array):
    with pytest.raises(InvalidImageError):
        load_picture(array)


@pytest.mark.parametrize("color", [(0, 0, 0), (255, 255, 255), (10, 20, 30)])
def test_one_pixel_is_a_picture(color):
    assert load_picture(encode(Image.new("RGB", (1, 1), color))).tolist() == [[list(color)]]


def png_header(width, height):
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (header, b"IDAT")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def gif_with_frame(width, height):
    """Return a GIF of 10x10 whose first frame says that it is larger."""
    return (
        b"GIF89a" + struct.pack("<HHBBB", 10, 10, 0x80, 0, 0) + bytes(6)
        + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\0;"
    )  # fmt: skip


def webp_header(width, height):
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize("side", [7072, 12_000, 60_000])
@pytest.mark.parametrize("header", [png_header, gif_with_frame])
def test_too_many_pixels_are_refused_by_the_header(header, side):
    # There are no pixels in these files: had they been decoded, the complaint would be another.
    with pytest.raises(InvalidImageError, match="50 megapixels"):
        load_picture(header(side, side))


@pytest.mark.parametrize("source", [np.broadcast_to(np.uint8(0), (7072, 7072)), Image.new("1", (7072, 7072))])
def test_too_many_pixels_are_refused_in_any_source(source):
    with pytest.raises(InvalidImageError, match="50 megapixels"):
        load_picture(source)


def test_more_than_16_megabytes_are_refused(tmp_path):
    data = encode(Image.fromarray(gray_page()))
    assert_is_the_page(load_picture(data + bytes(2**24 - len(data))))
    path = tmp_path / "large.png"
    path.write_bytes(data + bytes(2**24 + 1 - len(data)))
    for source in (path, path.read_bytes()):
        with pytest.raises(InvalidImageError, match="16 MB"):
            load_picture(source)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"seven", "PNG or JPEG"),
        (b"PK\x03\x04\x14", "ZIP archive"),
        (b"%PDF-1.7\n", "PNG or JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "PNG or JPEG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "PNG or JPEG"),
        (bytes(1000), "PNG or JPEG"),
        (png_header(28, 28), "damaged"),
        (webp_header(28, 28), "PNG or JPEG"),
        (encode(Image.fromarray(gray_page()), "JPEG")[:-50], "damaged"),
        (encode(Image.fromarray(gray_page()), "JPEG")[:100], "damaged"),
        (encode(Image.fromarray(gray_page()), "PNG")[:-50], "damaged"),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_what_is_no_picture_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(InvalidImageError, match=sentence) as caught:
        load_picture(data)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("source", [None, 7, 3.5, [[0, 1]], io.BytesIO(b"")])
def test_other_types_are_refused(source):
    with pytest.raises(InvalidImageError, match=type(source).__name__):
        load_picture(source)


def test_paths_that_lead_nowhere_are_refused(tmp_path):
    for path in (tmp_path / "missing.png", str(tmp_path), "", "nul\0byte", "x" * 5000):
        with pytest.raises(InvalidImageError, match="file"):
            load_picture(path)


def test_closed_image_is_refused():
    image = Image.open(io.BytesIO(encode(Image.fromarray(gray_page()))))
    image.close()
    with pytest.raises(InvalidImageError):
        load_picture(image)


def test_jpeg_of_thousands_of_scans_is_refused():
    data = encode(Image.new("L", (2000, 2000), 128), "JPEG", progressive=True)
    last_scan = data[data.rindex(b"\xff\xda") : -2]
    assert load_picture(data[:-2] + last_scan * 10 + data[-2:]).shape == (2000, 2000, 3)
    with pytest.raises(InvalidImageError, match="too long to decode"):
        load_picture(data[:-2] + last_scan * 3000 + data[-2:])


def mutate(data, rng):
    """Return `data` with bytes changed, cut out, or doubled, as broken disks and attackers do."""
    data = bytearray(data)
    for _ in range(rng.integers(1, 12)):
        at = int(rng.integers(len(data)) * rng.random() ** 2)
        match rng.integers(4):
            case 0:
                data[at] = rng.integers(256)
            case 1:
                data[at : at + 4] = rng.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff"])
            case 2:
                del data[at : at + int(rng.integers(1, 40))]
            case 3:
                data[at:at] = data[at : at + int(rng.integers(1, 40))]
        if not data:
            return b""
    return bytes(data)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "CMYK", "I;16"])
def test_no_bytes_whatever_raise_anything_else(fmt, mode):
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.fromarray(gray_page())
    image = Image.fromarray(gray_page().astype(np.uint16) * 257) if mode == "I;16" else image.convert(mode)
    try:
        original = encode(image, fmt, exif=exif)
    except (OSError, ValueError):
        pytest.skip(f"{fmt} has no {mode}")
    rng = np.random.default_rng(zlib.crc32(f"{fmt} {mode}".encode()))
    refused = 0
    for _ in range(60):
        try:
            picture, _ = load_reduced(mutate(original, rng), 50)
        except InvalidImageError:
            refused += 1
        else:
            assert picture.ndim == 3
            assert picture.shape[2] == 3
            assert picture.dtype == np.uint8
    assert refused > 0
