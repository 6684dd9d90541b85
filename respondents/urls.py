"""Addresses of respondents: short, for they are printed on letters."""

from django.urls import path

from respondents.views.endings import end
from respondents.views.pages import entrance, page

app_name = "respondents"
urlpatterns = [
    path("s/<slug:slug>/", entrance, name="entrance"),
    path("s/<slug:slug>/p/<str:name>/", page, name="page"),
    path("s/<slug:slug>/end/", end, name="end"),
]
