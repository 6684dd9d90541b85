"""Addresses of authoring."""

from django.urls import path
from django.views.generic import RedirectView

from surveys.views.studies import studies

app_name = "surveys"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="surveys:studies"), name="home"),
    path("studies/", studies, name="studies"),
]
