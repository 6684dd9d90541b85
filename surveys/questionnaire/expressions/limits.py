"""Bounds that hold for every dialect: expressions come from people whom nobody vouches for.

The languages have no loop and no recursion, so an expression is evaluated in at most one visit
per node of its tree, plus one per answer that it reads from a repeat.
"""

MAX_TEXT = 8192
"""Characters of an expression; it bounds the number of nodes."""

MAX_DEPTH = 64
"""Levels of nesting, brackets included."""

MAX_RESULT = 65_536
"""Characters of any text that is computed."""

MAX_VALUES = 10_000
"""Answers that one reference to a repeat may bring."""
