"""Times reading beside what it cannot do without: python -m benchmarks.benchmark_reading

Prints two ratios: a 12-megapixel JPEG from bytes to `Reading` over Pillow's decoding of it, and a decoded
500×500 picture to `Reading` over one call of the network.
"""

import io
import time

import cv2
import numpy as np
from PIL import Image

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set

RUNS = 15


def fastest(call):
    """Return the seconds of the fastest of RUNS calls, after one that warms up."""
    call()
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def photograph(width, height):
    """Return a test digit in dark ink on lit, grained paper: (height, width, 3) uint8."""
    random = np.random.default_rng(0)
    digit = cv2.resize(load_test_set()[0][0], (height // 2, height // 2), interpolation=cv2.INTER_CUBIC)
    ink = np.zeros((height, width), np.float32)
    ink[height // 4 :, width // 4 :][: len(digit), : len(digit)] = digit / 255
    light = np.linspace(1, 0.6, width, dtype=np.float32)
    grey = (220 - 170 * ink) * light + random.normal(0, 3, ink.shape)
    return grey.clip(0, 255).astype(np.uint8)[..., None].repeat(3, 2)


def main():
    recognizer = load_recognizer()
    buffer = io.BytesIO()
    Image.fromarray(photograph(4000, 3000)).save(buffer, "JPEG", quality=90)
    content = buffer.getvalue()
    decode = fastest(lambda: Image.open(io.BytesIO(content)).convert("RGB"))
    read = fastest(lambda: recognizer.read(content))
    print(f"12-megapixel JPEG: decoded in {1e3 * decode:.1f} ms, read in {1e3 * read:.1f} ms", end="")
    print(f": {read / decode:.2f} times (at most 3)")

    picture = photograph(500, 500)
    pixels = recognizer.read(picture).digits[0].pixels[None]
    network = fastest(lambda: recognizer.network.classify(pixels))
    read = fastest(lambda: recognizer.read(picture))
    print(f"500×500 picture: network {1e3 * network:.2f} ms, read in {1e3 * read:.2f} ms", end="")
    print(f": {read / network:.1f} times (at most 15)")


if __name__ == "__main__":
    main()
