"""Expressions: what they name, when it is known, and what they can give."""
