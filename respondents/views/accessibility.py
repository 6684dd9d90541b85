"""What was done so that everyone can answer, and whom to tell of what stands in the way."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from respondents.pages.pieces import Marks
from respondents.pages.questions import Presenter
from respondents.versions import compiled_version
from respondents.views.message import message_page
from respondents.views.visit import begun, newcomer, private, switched


@private
@require_safe
def accessibility(request: HttpRequest, slug: str) -> HttpResponse:
    """The statement of a wave's pages, for whoever asks: nothing is begun by reading it."""
    passage = begun(request, slug) or newcomer(request, slug)
    other_language = switched(request, passage)
    if other_language:
        return other_language
    definition = compiled_version(passage.version_id).definition
    presenter = Presenter(definition, passage.population, passage.entry.language, Marks())
    return message_page(passage, "accessibility", {"contact": presenter.titled(definition.contact)})
