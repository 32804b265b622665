"""Work on all cores: in order, and in processes that start quickly."""

import subprocess
import sys
from pathlib import Path

from mnist_core.training.parallel import on_all_cores

ROOT = Path(__file__).parents[2]


def test_results_come_in_the_order_of_the_calls():
    assert on_all_cores(pow, [(2, 3), (3, 2), (5, 1)]) == [8, 9, 5]


def test_processes_that_make_pictures_load_no_tensorflow():
    # Each of them imports the module that its work is in; TensorFlow would take it longer than the work.
    script = (
        "import sys, mnist_core.training.pictures, mnist_core.training.verifier_pictures\n"
        "print([name for name in ('keras', 'tensorflow') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
