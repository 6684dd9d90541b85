"""Where identities live: the PostgreSQL schema `identity`.

No foreign key enters or leaves it; studies and waves are plain numbers there. It can be read by a
role of its own, or be moved to another server.
"""


def in_identity(table: str) -> str:
    """The name of a table of the schema `identity`, as Django quotes it."""
    return f'"identity"."{table}"'
