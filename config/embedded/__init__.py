"""PostgreSQL and Valkey from Python wheels, for machines that have none.

Every process that needs a server calls `start_services`. The first one in starts it, the others
join it, and the last one out stops it (decision 0001).
"""

from config.embedded.errors import ServiceError
from config.embedded.places import Places, places_for
from config.embedded.postgresql import NAME
from config.embedded.secrets import stored_secret
from config.embedded.start import start_services

__all__ = ["NAME", "Places", "ServiceError", "places_for", "start_services", "stored_secret"]
