"""Qualtrics survey files (.qsf): blocks, flow and questions to a definition. Pure."""

from surveys.formats.qualtrics.reader import read_qualtrics

__all__ = ["read_qualtrics"]
