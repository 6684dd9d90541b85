"""Qualtrics files. Pure."""
