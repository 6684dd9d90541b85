"""Taking one's answers back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from respondents.models import Disposition
from respondents.panel.withdrawing import withdraw_interview
from respondents.views.message import message_page
from respondents.views.visit import begun, private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether to take the answers back, then do it at once; also after the end, and once the wave is closed."""
    passage = begun(request, slug)
    if passage is None or not (passage.revision or passage.ended):
        return redirect("respondents:entrance", slug)
    if passage.disposition is Disposition.WITHDRAWN:
        return redirect("respondents:end", slug)
    if request.method != "POST":
        return message_page(passage, "withdraw", {"ended": passage.ended}, request=request)
    withdraw_interview(passage.entry.interview)
    return redirect("respondents:end", slug)
