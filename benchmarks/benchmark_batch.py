"""Pictures a second of a batch, beside one Keras `predict` call a picture; and the memory of long batches.

python -m benchmarks.benchmark_batch [--pictures N]
"""

import argparse
import io
import resource
import time

import keras
import numpy as np
from PIL import Image

from mnist_core import load_recognizer
from mnist_core.batch import read_batch
from mnist_core.data.dataset import load_test_set
from mnist_core.recognizer import MODELS
from mnist_core.training.networks import CLASSIFIER_FILE

WARM_UP = 20


def encoded(pixels):
    """Return a test digit as a PNG file, dark ink on light paper."""
    data = io.BytesIO()
    Image.fromarray(255 - pixels).save(data, "png")
    return data.getvalue()


def predict_one_by_one(model, files):
    for data in files:
        pixels = 1 - np.asarray(Image.open(io.BytesIO(data)), np.float32) / 255
        model.predict(pixels[None, :, :, None], verbose=0)


def read_as_batch(recognizer, files):
    for _ in read_batch(recognizer, ((str(i), lambda data=data: data) for i, data in enumerate(files))):
        pass


def rate(run, subject, files):
    """Return the pictures a second at which `run` gets through `files`."""
    started = time.perf_counter()
    run(subject, files)
    return len(files) / (time.perf_counter() - started)


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=300)
    count = parser.parse_args().pictures
    recognizer = load_recognizer()
    files = [encoded(pixels) for pixels in load_test_set()[0][: 5 * count]]
    classifier = keras.saving.load_model(MODELS / CLASSIFIER_FILE, compile=False)
    for run, subject in (predict_one_by_one, classifier), (read_as_batch, recognizer):
        run(subject, files[:WARM_UP])
    naive = rate(predict_one_by_one, classifier, files[:count])
    batch = rate(read_as_batch, recognizer, files[:count])
    before = peak_megabytes()
    read_as_batch(recognizer, files)
    after = peak_megabytes()
    print(f"one predict call a picture {naive:8.1f} pictures a second")
    print(f"a batch                    {batch:8.1f} pictures a second, {batch / naive:.1f} times as many")
    print(f"peak memory after {count} pictures {before:.0f} MB, after {len(files)} more {after:.0f} MB")


if __name__ == "__main__":
    main()
