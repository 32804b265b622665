"""The runtime opens what was exported and nothing else, and runs it for anyone at once."""

import json
import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import CARD_FILE
from mnist_core.recognizer import MODELS
from mnist_core.runtime import BATCH, Model, ModelFileError
from mnist_core.ui.lesson.steps import STEPS

ROOT = Path(__file__).parents[1]
FILE = "mnist_model_final.onnx"


@pytest.fixture(scope="module")
def model():
    return Model.open(MODELS / FILE)


@pytest.fixture
def file(tmp_path):
    """A model file of its own, with the card."""
    shutil.copy(MODELS / CARD_FILE, tmp_path)
    return Path(shutil.copy(MODELS / FILE, tmp_path))


def digits(count):
    return load_test_set()[0][:count, ..., None] / np.float32(255)


def test_the_outputs_are_those_asked_for_in_their_order(model):
    probabilities, conv1 = model.run(digits(2), "output", "conv1")
    assert (probabilities.shape, conv1.shape) == ((2, 10), (2, 26, 26, 32))
    assert probabilities.dtype == np.float32


def test_many_inputs_get_what_each_gets_alone(model):
    images = digits(2 * BATCH + 1)
    [together] = model.run(images, "output")
    alone = np.concatenate([model.run(image[None], "output")[0] for image in images])
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_no_input_gives_no_output(model):
    [probabilities] = model.run(digits(0), "output")
    assert probabilities.shape == (0, 10)


def test_many_threads_get_the_same_answers(model):
    images = digits(8)
    alone = [model.run(image[None], "output")[0] for image in images]
    with ThreadPoolExecutor(8) as pool:
        together = [*pool.map(lambda image: model.run(image[None], "output")[0], [*images] * 50)]
    np.testing.assert_array_equal(together, alone * 50)


@pytest.mark.parametrize("shape", [(2, 28, 28), (28, 28, 1), (2, 28, 27, 1), (2, 28, 28, 3)])
def test_inputs_of_another_shape_are_refused(model, shape):
    with pytest.raises(ValueError, match="28, 28, 1"):
        model.run(np.zeros(shape, np.float32), "output")


def test_a_missing_file_is_named(file):
    file.unlink()
    with pytest.raises(ModelFileError, match=f"{FILE} is missing") as caught:
        Model.open(file)
    assert caught.value.path == file


@pytest.mark.parametrize("with_card", [True, False])
@pytest.mark.parametrize("content", [b"", b"not a model", b"PK\x05\x06" + bytes(18)])
def test_a_file_of_other_content_is_named(file, content, with_card):
    file.write_bytes(content)
    if not with_card:
        file.with_name(CARD_FILE).unlink()
    with pytest.raises(ModelFileError, match=f"{FILE} cannot be loaded"):
        Model.open(file)


def test_damage_anywhere_is_noticed(file):
    whole = file.read_bytes()
    draw = random.Random(0)
    for _ in range(20):
        damaged = bytearray(whole)
        damaged[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
        for content in (damaged, whole[: draw.randrange(len(whole))]):
            file.write_bytes(content)
            with pytest.raises(ModelFileError, match=f"{FILE} cannot be loaded"):
                Model.open(file)


def test_another_network_is_noticed(file):
    shutil.copy(MODELS / "digit_verifier.onnx", file)
    with pytest.raises(ModelFileError, match=f"{FILE} cannot be loaded"):
        Model.open(file)


def test_without_a_card_a_whole_file_is_opened(file, model):
    file.with_name(CARD_FILE).unlink()
    np.testing.assert_array_equal(Model.open(file).run(digits(1), "output"), model.run(digits(1), "output"))


KEEP = """
from pathlib import Path
import numpy as np
from mnist_core.data.dataset import load_test_set
from mnist_core.detection.detector import Detector
from mnist_core.paths import MODELS

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

def page(*digits):
    paper = np.ones((96, 160), np.float32)
    for place, digit in enumerate(digits):
        paper[30:58, 8 + 36 * place : 36 + 36 * place] -= digit / np.float32(255)
    return paper

detector, images, kept = Detector.load(MODELS), load_test_set()[0], []
detector.find(page(images[0]))
before = held()
detector.find(np.ones((1500, 2000), np.float32))
after_a_large_one = held() - before
for number in range(75):
    kept.append(detector.find(page(*images[number : number + 1 + number % 4])))
print(after_a_large_one, held() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Memory is read from /proc.")
def test_the_memory_that_runs_take_goes_back():
    told = subprocess.run(
        [sys.executable, "-c", KEEP], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    ).stdout
    after_a_large_one, after_many = map(float, told.split())
    assert after_a_large_one < 60
    assert after_many < 60


SERVE = """
import json, pathlib, sys
from streamlit.testing.v1 import AppTest
home = AppTest.from_file("streamlit_app.py", default_timeout=120).run()
assert home.metric[0].value == "7", home.main
for page in pathlib.Path("pages").glob("*.py"):
    assert not home.switch_page(str(page)).run().exception
import mnist_core.batch, mnist_core.evaluation.run, mnist_core.evaluation.robustness
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_the_runtime_tells_nobody_what_is_run(tmp_path):
    # It would keep an identifier of the machine, and what it is about to send, in the home folder.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    program = "import mnist_core; print(mnist_core.load_recognizer().read('docs/home.png').size)"
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment | {"HOME": str(tmp_path)},
        check=True,
        timeout=120,
    )
    assert [*tmp_path.rglob("*")] == []


def test_what_serves_imports_nothing_that_trains():
    served = subprocess.run(
        [sys.executable, "-c", SERVE], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    imported = json.loads(served.stdout.splitlines()[-1])
    assert "onnxruntime" in imported
    assert not {"tensorflow", "keras", "h5py", "onnx", "tf2onnx"} & {*imported}


LIGHT = """
import sys
from streamlit.testing.v1 import AppTest
home = AppTest.from_file("streamlit_app.py", default_timeout=120).run()
assert home.metric[0].value == "7", home.main
assert not home.switch_page("pages/about.py").run().exception
for step in sys.argv[1:]:
    home.query_params["step"] = step
    assert not home.switch_page("pages/lesson.py").run().exception
print("pandas" in sys.modules)
assert not home.switch_page("pages/model_info.py").run().exception
print("pandas" in sys.modules)
"""


def test_pages_without_a_table_do_not_load_pandas():
    # It takes a third of a second and 65 MB of a server that has just woken up.
    steps = [step.key for step in STEPS]
    shown = subprocess.run(
        [sys.executable, "-c", LIGHT, *steps],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert shown.stdout.split()[-2:] == ["False", "True"]
