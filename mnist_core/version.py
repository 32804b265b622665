"""The program's version, which every export names."""

__version__ = "1.0.0"
