"""A worker to kill: it makes the calls that are due. `python -m … HOW PORT CERTIFICATE`.

`right` is killed by the server that it calls; `after` kills itself once it was answered; `careless`
marks the call before making it, and is killed by the server.
"""

import os
import signal
import ssl
import sys
from collections.abc import Mapping
from importlib import import_module

import django
from django.db import connection


def main() -> None:
    how, certificate = sys.argv[1], sys.argv[2]
    django.setup()
    outbox, posting = import_module("respondents.suppliers.outbox"), import_module("respondents.suppliers.posting")
    context = ssl.create_default_context(cafile=certificate)

    def send(address: str, body: bytes, headers: Mapping[str, str]) -> int:
        if how == "careless":
            with connection.cursor() as cursor:
                cursor.execute("UPDATE respondents_callback SET state = 'sent'")
                cursor.execute("COMMIT")
        headers = {**headers, "Worker": str(os.getpid())}
        status: int = posting.post(address, body, headers, resolve=lambda host, port: ["127.0.0.1"], context=context)
        if how == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return status

    outbox.call_suppliers(send=send)


main()
