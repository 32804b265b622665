"""The charts of a page, read back."""

import base64
import json

import numpy as np


def charts(app):
    """Return the figures on the page as Plotly gets them, each a dict."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def numbers(values):
    """Return an array of what Plotly sends: a list, or an array's bytes."""
    if not isinstance(values, dict):
        return np.array(values, float)
    flat = np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"])
    return flat.reshape([int(side) for side in values["shape"].split(",")]) if "shape" in values else flat
