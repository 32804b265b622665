"""The lesson: one module for each step, and the frame around them."""
