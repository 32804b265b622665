"""A picture to the ink of its digits."""
