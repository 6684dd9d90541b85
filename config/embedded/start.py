"""Starting the embedded services."""

from config.embedded.errors import ServiceError
from config.embedded.lease import hold
from config.embedded.places import OUT_OF_THE_WAY, Places, account_for, make_passable, make_private
from config.embedded.postgresql import Cluster
from config.embedded.valkey import Valkey


def start_services(*, places: Places, postgresql: bool, valkey: bool) -> None:
    """Start the wanted services or join the running ones, until this process exits."""
    if not (postgresql or valkey):
        return
    try:
        make_passable(places.home)
        if OUT_OF_THE_WAY in places.base.parents:
            make_passable(OUT_OF_THE_WAY)
            make_passable(places.base)
        account = account_for(places)
        make_private(places.logs, None)
        make_private(places.sockets, account)
        if valkey:
            server = Valkey(socket=places.sockets / "valkey.sock", logs=places.logs)
            hold(places.locks / "valkey.users", start=server.start, stop=server.stop)
        if postgresql:
            cluster = Cluster(places.cluster, sockets=places.sockets, account=account)
            hold(places.locks / "postgresql.users", start=cluster.start, stop=cluster.stop)
    except OSError as error:
        raise ServiceError(f"the embedded services cannot start: {error}") from error
