"""Charts on a page, while another page loads what tables need."""

import subprocess
import sys
from pathlib import Path

LOADED_MEANWHILE = """
import sys, threading
import numpy as np
from mnist_core.charts.reading import probability_bars
from mnist_core.ui.plots import load_pandas, show_chart
bars = probability_bars(np.full(10, 0.1))
show_chart(bars, "ten bars")
assert "pandas" not in sys.modules
loading = threading.Thread(target=load_pandas)
loading.start()
while loading.is_alive():
    show_chart(bars, "ten bars")
assert "pandas" in sys.modules
"""


def test_charts_can_be_drawn_while_pandas_is_loaded():
    command = [sys.executable, "-c", LOADED_MEANWHILE]
    subprocess.run(command, cwd=Path(__file__).parents[2], check=True, timeout=120)
