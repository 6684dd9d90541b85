"""The pictures that choices show."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from respondents.pictures import pictures_of
from surveys.api import VersionNotFound


@require_safe
def picture(_request: HttpRequest, version: int, digest: str) -> HttpResponse:
    """A picture of a version; what its address names never changes."""
    try:
        found = pictures_of(version).get(digest)
    except VersionNotFound as error:
        raise Http404 from error
    if found is None:
        raise Http404
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(found.data, content_type=found.media_type, headers=headers)
