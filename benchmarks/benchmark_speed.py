"""How much faster a reading and the feature-map pictures are than the plain way to make them.

    python -m benchmarks.benchmark_speed

The plain way: `model.predict` three times (class, probabilities, feature maps), and Matplotlib with
one axis for each filter. Both ways take turns, so that a busy machine slows both; the median counts.
"""

import io
import time

import matplotlib
import numpy as np
from PIL import Image

from mnist_core import load_recognizer
from mnist_core.charts.reading import feature_map_grid
from mnist_core.data.dataset import load_test_set
from mnist_core.recognizer import MODELS
from mnist_core.training.networks import CLASSIFIER_FILE, FEATURE_EXTRACTOR_FILE

ROUNDS = 15


def main():
    import keras

    matplotlib.use("Agg")
    recognizer = load_recognizer()
    classifier = keras.saving.load_model(MODELS / CLASSIFIER_FILE, compile=False)
    extractor = keras.saving.load_model(MODELS / FEATURE_EXTRACTOR_FILE, compile=False)
    digit = 255 - np.asarray(Image.fromarray(load_test_set()[0][0]).resize((280, 280)))
    pixels = recognizer.read(digit).digits[0].pixels

    def read_plainly():
        image = np.asarray(Image.fromarray(255 - digit).resize((28, 28)), np.float32)[None, ..., None] / 255
        classifier.predict(image, verbose=0).argmax()
        classifier.predict(image, verbose=0).max()
        extractor.predict(image, verbose=0)

    def draw():
        for maps in recognizer.feature_maps(pixels).values():
            feature_map_grid(maps)

    def draw_plainly():
        for maps in extractor.predict(pixels[None, ..., None], verbose=0):
            draw_with_matplotlib(maps[0])

    compare("A decoded digit to its Reading", lambda: recognizer.read(digit), read_plainly)
    compare("Both feature-map pictures, as PNG", draw, draw_plainly)


def draw_with_matplotlib(maps):
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(maps.shape[2] // 8, 8, figsize=(8, maps.shape[2] // 8))
    for axis, values in zip(axes.flat, np.moveaxis(maps, 2, 0), strict=True):
        axis.imshow(values, cmap="viridis")
        axis.axis("off")
    figure.savefig(io.BytesIO(), format="png")
    plt.close(figure)


def compare(name, ours, plain):
    ours()
    plain()
    times = np.array([(seconds(ours), seconds(plain)) for _ in range(ROUNDS)])
    fast, slow = np.median(times, axis=0) * 1000
    print(f"{name}: {fast:.1f} ms; the plain way {slow:.0f} ms; {slow / fast:.0f} times faster", flush=True)


def seconds(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
