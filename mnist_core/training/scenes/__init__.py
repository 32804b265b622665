"""The world that detection learns from: digits with all that people write on, with, in and beside.

A scene is composed at random from small functions, each of which adds one thing to a `Canvas`: `writing` puts
digits and letters on it, `pens` say how their ink looks, `paper` what they stand on, `marks` what stands
beside them, `light` what a camera or a scanner makes of it. To teach detection another kind of picture, add a
function to the module it belongs to and its weight to that module's table, then look at it:
`python -m mnist_core.training.scenes`.
"""

from mnist_core.training.scenes.canvas import Canvas
from mnist_core.training.scenes.compose import make_scene
from mnist_core.training.scenes.glyphs import Glyphs

__all__ = ["Canvas", "Glyphs", "make_scene"]
