"""SVG: read back, it is the image."""

from xml.etree import ElementTree

import numpy as np

from mnist_core.charts.svg import svg_of_pixels


def test_every_pixel_is_where_it_was():
    image = np.random.default_rng(0).integers(0, 3, (5, 7)).astype(np.uint8) * 100
    root = ElementTree.fromstring(svg_of_pixels(image))
    assert root.get("viewBox") == "0 0 7 5"
    found = np.zeros_like(image)
    for square in root[1:]:
        red = int(square.get("fill")[1:3], 16)
        found[int(square.get("y")), int(square.get("x"))] = red
    np.testing.assert_array_equal(found, image)
