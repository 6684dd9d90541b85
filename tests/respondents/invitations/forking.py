"""Workers to kill: a process that has loaded everything and forks one worker for each line it reads.

A line is `HOW MAILING`: `right`, or `careless`, which marks messages when all are sent.
"""

import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.db import transaction


def main() -> None:
    django.setup()
    outbox = import_module("respondents.invitations.outbox")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[1])
    for line in sys.stdin:
        how, mailing = line.split()
        child = os.fork()
        if child == 0:
            if how == "careless":
                with transaction.atomic():
                    outbox.send_mailing(int(mailing), seconds=30)
            else:
                outbox.send_mailing(int(mailing), seconds=30)
            os._exit(0)
        print(child, flush=True)  # noqa: T201
        os.waitpid(child, 0)
        print("ended", flush=True)  # noqa: T201


main()
