"""Addresses of respondents: short, for they are printed on letters."""

from django.urls import path

from respondents.views.endings import end
from respondents.views.pages import entrance, page
from respondents.views.pictures import picture

app_name = "respondents"
urlpatterns = [
    path("s/<slug:slug>/", entrance, name="entrance"),
    path("s/<slug:slug>/p/<str:name>/", page, name="page"),
    path("s/picture/<int:version>/<str:digest>/", picture, name="picture"),
    path("s/<slug:slug>/end/", end, name="end"),
]
