"""The network alone beside other ways to run it: `model.predict`, a traced function of TensorFlow, LiteRT.

    python -m benchmarks.benchmark_classify

All take turns, in another order each round: a busy machine slows all, and so does what ran just before. The
median of the rounds counts. One thread each.
"""

import time

import keras
import numpy as np
import tensorflow as tf

from mnist_core.data.dataset import load_test_set
from mnist_core.export.variants import FOLDER, run_litert
from mnist_core.recognition.network import Network
from mnist_core.recognizer import MODELS
from mnist_core.training.networks import CLASSIFIER_FILE

IN_A_ROW = 10  # images at least: one call for one of them is too short to be timed alone
ROUNDS = {1: 100, 100: 30, 1000: 7}  # by the number of images in one call


def main():
    tf.config.threading.set_intra_op_parallelism_threads(1)
    network = Network.load(MODELS)
    model = keras.saving.load_model(MODELS / CLASSIFIER_FILE, compile=False)
    traced = tf.function(model, input_signature=[tf.TensorSpec((None, 28, 28, 1))])
    litert = run_litert(MODELS / FOLDER / "classifier_float32.tflite")
    ways = {
        "classify": lambda pixels: network.classify(pixels[..., 0]),
        "LiteRT": litert,
        "a traced function": lambda pixels: traced(tf.constant(pixels)).numpy(),
        "model.predict": lambda pixels: model.predict(pixels, verbose=0),
    }
    rng = np.random.default_rng(0)
    for count, rounds in ROUNDS.items():
        pixels = load_test_set()[0][:count, ..., None] / np.float32(255)
        runs = list(ways.values())
        for run in runs:
            run(pixels)
        times = np.empty((rounds, len(runs)))
        for turn in times:
            for place in rng.permutation(len(runs)):
                turn[place] = seconds(runs[place], pixels)
        ours, *_ = medians = 1000 * np.median(times, axis=0)
        for name, each in zip(ways, medians, strict=True):
            print(f"{count:5} images: {name:18} {each:9.3f} ms, classify takes {ours / each:5.2f} times that")


def seconds(run, pixels):
    run(pixels)  # or it would pay for the cache that the way before it filled
    calls = max(1, IN_A_ROW // len(pixels))
    start = time.perf_counter()
    for _ in range(calls):
        run(pixels)
    return (time.perf_counter() - start) / calls


if __name__ == "__main__":
    main()
