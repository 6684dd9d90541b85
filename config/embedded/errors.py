"""What can go wrong, in one line."""


class ServiceError(Exception):
    """An embedded service cannot run; the message is one line and says what to do."""
