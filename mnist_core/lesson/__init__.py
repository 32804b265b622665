"""What the lesson calculates: the CNN step by step, in NumPy, from the weights that are served."""
