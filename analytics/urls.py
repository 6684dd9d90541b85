"""Addresses of the committee's pages."""

from django.urls import path

from analytics.views.explorer import explorer_file, explorer_page
from analytics.views.results import answers, cancel_results, compute_results, figure_page, progress, results_page
from analytics.views.studies import study_page
from analytics.views.waves import pause, quotas, wave_page

app_name = "analytics"
urlpatterns = [
    path("studies/<slug:slug>/", study_page, name="study"),
    path("waves/<slug:slug>/", wave_page, name="wave"),
    path("waves/<slug:slug>/pause/", pause, name="pause"),
    path("waves/<slug:slug>/quotas/", quotas, name="quotas"),
    path("waves/<slug:slug>/explore/", explorer_page, name="explore"),
    path("waves/<slug:slug>/explore/table.csv", explorer_file, name="explore_file"),
    path("waves/<slug:slug>/results/", results_page, name="results"),
    path("waves/<slug:slug>/results/compute/", compute_results, name="compute"),
    path("waves/<slug:slug>/results/cancel/", cancel_results, name="cancel"),
    path("waves/<slug:slug>/results/progress/", progress, name="progress"),
    path("waves/<slug:slug>/figures/<str:name>/", figure_page, name="figure"),
    path("waves/<slug:slug>/figures/<str:name>/answers/", answers, name="answers"),
]
