"""Damaged files through everything that takes files."""
