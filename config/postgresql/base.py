"""The database engine of the settings: Django loads `DatabaseWrapper` from here."""

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A pooled connection that its server has left is thrown away, without a query to find out.

    Nothing is to be read from an idle connection: when there is, the server has said that it ends
    or has gone. Looking costs a system call; Django's CONN_HEALTH_CHECKS a query for every request.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that nobody hung up. Raises OperationalError when the pool gives none in time."""
        connection = super().get_new_connection(conn_params)
        while self.pool is not None and _is_left(connection):
            connection.close()
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection


def _is_left(connection: Any) -> bool:
    watched = select.poll()
    watched.register(connection.fileno(), select.POLLIN)
    return bool(watched.poll(0))
