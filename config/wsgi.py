"""What gunicorn loads: the application, with its services running."""

import os

from django.core.wsgi import get_wsgi_application

from config.services import start_embedded_services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

start_embedded_services()
application = get_wsgi_application()
