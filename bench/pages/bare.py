"""The yardstick: a Django view that reads one row and writes one, with nothing around it.

The web server serves it with the settings of the installation, less every middleware.
"""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def view(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, slug, title FROM respondents_wave LIMIT 1")
        found = cursor.fetchone()
        cursor.execute(
            "INSERT INTO bare (row, said) VALUES (%s, %s) RETURNING id", [request.GET["row"], '{"said": ["1", "2"]}']
        )
        written = cursor.fetchone()
    said = f"{found} {written}".encode()
    return HttpResponse(said, headers={"Content-Length": str(len(said))})


urlpatterns = [path("bare/", view)]


django.setup(set_prefix=False)
settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
application = WSGIHandler()
