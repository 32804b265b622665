"""How many pictures a second the API reads: python -m benchmarks.benchmark_api

Beside it, `read` called in a loop, and the plain way: a Flask route that shrinks the picture and calls
`model.predict`. Each server has a process of its own; as many clients as there are cores ask at once.
"""

import io
import logging
import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np
import requests
from PIL import Image

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.paths import MODELS

SECONDS = 10
CLIENTS = os.cpu_count()


def main():
    image = Image.fromarray(255 - load_test_set()[0][0])
    compare("MNIST's own 28×28 pixels, which is what the plain way reads", image)
    compare("the same drawn large, 280×280 pixels", image.resize((280, 280)))


def compare(what, image):
    data = io.BytesIO()
    image.save(data, "PNG")
    picture = data.getvalue()
    read = load_recognizer().read
    loop = a_second(lambda: read(picture), clients=1)
    api = served(serve_api, picture)
    plain = served(serve_plainly, picture)
    print(f"{what}:")
    print(f"  read in a loop: {loop:.0f} pictures a second; POST /predict: {api:.0f}", end="")
    print(f": {api / loop:.2f} times (at least 0.6)")
    print(f"  Flask and model.predict: {plain:.0f} a second; POST /predict: {api / plain:.1f} times", end="")
    print(" (at least 10)", flush=True)


def a_second(call, clients):
    """Return how many calls a second `clients` get answered together, after one that warms up."""
    call()
    end = time.perf_counter() + SECONDS

    def ask(_):
        count = 0
        while time.perf_counter() < end:
            call()
            count += 1
        return count

    with ThreadPoolExecutor(clients) as threads:
        return sum(threads.map(ask, range(clients))) / SECONDS


def served(serve, picture):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = get_context("spawn").Process(target=serve, args=(port,))
    server.start()
    try:
        with requests.Session() as session:
            while not answers(session, port):
                time.sleep(0.2)
            return a_second(lambda: post(session, port, picture), CLIENTS)
    finally:
        server.terminate()
        server.join()


def answers(session, port):
    try:
        return session.get(f"http://127.0.0.1:{port}/health", timeout=60).ok
    except requests.ConnectionError:
        return False


def post(session, port, picture):
    answer = session.post(f"http://127.0.0.1:{port}/predict", files={"image": picture}, timeout=60)
    assert answer.json()["predicted_digit"] == 7


def serve_api(port):
    import uvicorn

    from mnist_core.api import app

    uvicorn.run(app, port=port, log_level="error")


def serve_plainly(port):
    import keras
    from flask import Flask, request

    logging.getLogger("werkzeug").setLevel("ERROR")
    app = Flask("plain")
    model = keras.saving.load_model(MODELS / "mnist_model_final.keras", compile=False)

    @app.get("/health")
    def health():
        return {}

    @app.post("/predict")
    def predict():
        image = Image.open(request.files["image"].stream).convert("L").resize((28, 28))
        pixels = 1 - np.asarray(image, np.float32)[None, ..., None] / 255
        probabilities = model.predict(pixels, verbose=0)[0]
        return {
            "predicted_digit": int(probabilities.argmax()),
            "confidence": float(100 * probabilities.max()),
        }

    app.run(port=port)


if __name__ == "__main__":
    main()
