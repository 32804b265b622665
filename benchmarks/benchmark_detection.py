"""What finding digits costs, from one kind of picture to another: python -m benchmarks.benchmark_detection

Prints how long each kind takes to be read, as ratios to a photo of one digit and to one call of the network
that names digits; and for pictures made to be hard, the time and the peak of memory beside those of a photo.
"""

import subprocess
import sys

import cv2
import numpy as np

from benchmarks.benchmark_reading import fastest, photograph
from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.scenes.digits import touching
from mnist_core.evaluation.scenes.numbers import page

PHOTO = "photo of one digit, 1.4 megapixels"
MOST_SECONDS, MOST_MEGABYTES = 30, 1200  # for any picture


def three_touching():
    """Return a page with three digits that touch."""
    return touching(load_test_set()[0][:3], None, (1, 1)).clip(0, 255).astype(np.uint8)


def page_of(rows, columns):
    """Return a page of so many rows of so many digits, brought to the size of the photo."""
    digits, random = load_test_set()[0][: rows * columns], np.random.default_rng(0)
    picture = page(digits, random, (columns,) * rows)
    scale = (1.4e6 / picture.size) ** 0.5
    return cv2.resize(picture, None, fx=scale, fy=scale).clip(0, 255).astype(np.uint8)


def noise(width, height):
    """Return white noise: (height, width) uint8."""
    return np.random.default_rng(0).integers(0, 256, (height, width), np.uint8)


def checkerboard(width, height, square):
    """Return squares of black and white: (height, width) uint8."""
    four = np.kron(np.array([[0, 255], [255, 0]], np.uint8), np.ones((square, square), np.uint8))
    return np.tile(four, (height // len(four) + 1, width // len(four) + 1))[:height, :width]


USUAL = {
    PHOTO: lambda: photograph(1366, 1025),
    "28×28 image": lambda: load_test_set()[0][0],
    "500×500 drawing": lambda: photograph(500, 500),
    "photo, 12 megapixels": lambda: photograph(4000, 3000),
    "three digits that touch": three_touching,
    "page of 200 digits, 1.4 megapixels": lambda: page_of(20, 10),
}
HARD = {
    "white noise, 1.4 megapixels": lambda: noise(1366, 1025),
    "checkerboard of 8 pixels, 1.4 megapixels": lambda: checkerboard(1366, 1025, 8),
    "white noise, 50 megapixels": lambda: noise(8160, 6120),
    "checkerboard of 40 pixels, 50 megapixels": lambda: checkerboard(8160, 6120, 40),
    "page of 500 digits, 1.4 megapixels": lambda: page_of(25, 20),
}
# Each in a process of its own: the peak of a process never falls.
ALONE = """
import sys, time, resource
from benchmarks.benchmark_detection import HARD, USUAL
from mnist_core import load_recognizer
picture = (USUAL | HARD)[sys.argv[1]]()
recognizer = load_recognizer()
start = time.perf_counter()
recognizer.read(picture)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def alone(name):
    """Return the seconds of one reading of a picture, and the peak of its process' memory in MB."""
    done = subprocess.run([sys.executable, "-c", ALONE, name], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def main():
    recognizer = load_recognizer()
    pixels = recognizer.read(load_test_set()[0][0]).digits[0].pixels[None]
    network = fastest(lambda: recognizer.network.classify(pixels))
    photo = None
    for name, make in USUAL.items():
        picture = make()
        seconds = fastest(lambda picture=picture: recognizer.read(picture))
        photo = photo or seconds
        print(f"{name}: {1e3 * seconds:.1f} ms, {seconds / photo:.2f} times the photo", end="")
        print(f", {seconds / network:.1f} calls of the network", flush=True)
    usual, memory = alone(PHOTO)
    print(f"{PHOTO}, in a process of its own: {usual:.2f} s, peak {memory:.0f} MB")
    for name in HARD:
        seconds, megabytes = alone(name)
        print(f"{name}: {seconds:.2f} s (at most {MOST_SECONDS}), peak {megabytes:.0f} MB", end="")
        print(f" (at most {MOST_MEGABYTES}), {megabytes / memory:.1f} times the photo's", flush=True)


if __name__ == "__main__":
    main()
