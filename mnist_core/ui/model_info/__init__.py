"""The sections of the Model info page, one module each; every figure comes from the files in `models/`."""
