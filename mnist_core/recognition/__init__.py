"""Ink to 28×28 images, and these to digits, how sure they are, and what is refused."""
