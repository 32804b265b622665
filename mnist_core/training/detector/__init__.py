"""How the detector is trained: a network that finds digits, on scenes that are made while it learns."""
