"""Addresses of respondents, short, for they are printed on letters; and of those who run the fieldwork."""

from django.urls import include, path

from respondents.views.accessibility import accessibility
from respondents.views.board import quota_cell, quota_pause
from respondents.views.endings import end
from respondents.views.forecast import quota_forecast
from respondents.views.interview import interview
from respondents.views.invitation import invited, invited_stop
from respondents.views.ledger import ledger
from respondents.views.letters import codes, letters_again, letters_file, letters_sample
from respondents.views.mail_events import mail_events
from respondents.views.mailing_texts import mailing_choices, mailing_edit, mailing_new
from respondents.views.mailings import (
    mailing_page,
    mailing_progress,
    mailing_start,
    mailing_turn,
    mailings,
)
from respondents.views.outcomes import outcomes
from respondents.views.pages import entrance, page
from respondents.views.panel import panel_page, refuse_address
from respondents.views.panel_imports import import_cancel, import_file, import_page, import_progress, import_refused
from respondents.views.panel_people import panelist_edit, panelist_erase, panelist_leave, panelist_new, panelist_page
from respondents.views.panel_routing import panel_routing
from respondents.views.pictures import picture
from respondents.views.quality import quality, verdict
from respondents.views.quality_rules import quality_progress, quality_rules
from respondents.views.resumption import resume
from respondents.views.standing import panel_entrance
from respondents.views.supplier import sent
from respondents.views.suppliers import (
    supplier_edit,
    supplier_new,
    supplier_outcomes,
    supplier_page,
    supplier_secret,
    supplier_turn,
    suppliers,
)
from respondents.views.withdrawal import withdraw

app_name = "respondents"
panel = [
    path("", panel_page, name="panel"),
    path("refuse/", refuse_address, name="refuse_address"),
    path("entrance/", panel_routing, name="panel_routing"),
    path("import/", import_file, name="panel_file"),
    path("imports/<uuid:key>/", import_page, name="panel_import"),
    path("imports/<uuid:key>/progress/", import_progress, name="panel_progress"),
    path("imports/<uuid:key>/cancel/", import_cancel, name="panel_cancel"),
    path("imports/<uuid:key>/refused.csv", import_refused, name="panel_refused"),
    path("people/new/", panelist_new, name="panelist_new"),
    path("people/<uuid:key>/edit/", panelist_edit, name="panelist_edit"),
    path("people/<uuid:key>/", panelist_page, name="panelist"),
    path("people/<uuid:key>/leave/", panelist_leave, name="panelist_leave"),
    path("people/<uuid:key>/erase/", panelist_erase, name="panelist_erase"),
]
mailing = [
    path("", mailings, name="mailings"),
    path("new/<slug:kind>/", mailing_new, name="mailing_new"),
    path("new/<slug:kind>/choices/", mailing_choices, name="mailing_choices"),
    path("<int:key>/", mailing_page, name="mailing"),
    path("<int:key>/edit/", mailing_edit, name="mailing_edit"),
    path("<int:key>/progress/", mailing_progress, name="mailing_progress"),
    path("<int:key>/start/", mailing_start, name="mailing_start"),
    path("<int:key>/sample.pdf", letters_sample, name="letters_sample"),
    path("<int:key>/letters.pdf", letters_file, name="letters_file"),
    path("<int:key>/again/", letters_again, name="letters_again"),
    path("<int:key>/<slug:act>/", mailing_turn, name="mailing_turn"),
]
supplier = [
    path("", suppliers, name="suppliers"),
    path("new/", supplier_new, name="supplier_new"),
    path("of/<slug:name>/", supplier_page, name="supplier"),
    path("of/<slug:name>/change/", supplier_edit, name="supplier_edit"),
    path("of/<slug:name>/secret/", supplier_secret, name="supplier_secret"),
    path("of/<slug:name>/outcomes.csv", supplier_outcomes, name="supplier_outcomes"),
    path("of/<slug:name>/<slug:act>/", supplier_turn, name="supplier_turn"),
]
urlpatterns = [
    path("waves/<slug:slug>/suppliers/", include(supplier)),
    path("waves/<slug:slug>/mailings/", include(mailing)),
    path("waves/<slug:slug>/quotas/<int:key>/", quota_cell, name="quota_cell"),
    path("waves/<slug:slug>/quotas/<int:key>/pause/", quota_pause, name="quota_pause"),
    path("waves/<slug:slug>/quotas/forecast/", quota_forecast, name="quota_forecast"),
    path("waves/<slug:slug>/ledger/", ledger, name="ledger"),
    path("waves/<slug:slug>/outcomes/", outcomes, name="outcomes"),
    path("waves/<slug:slug>/quality/", quality, name="quality"),
    path("waves/<slug:slug>/quality/rules/", quality_rules, name="quality_rules"),
    path("waves/<slug:slug>/quality/progress/", quality_progress, name="quality_progress"),
    path("waves/<slug:slug>/interviews/<int:number>/", interview, name="interview"),
    path("waves/<slug:slug>/interviews/<int:number>/verdict/", verdict, name="verdict"),
    path("studies/<slug:slug>/panel/", include(panel)),
    path("mail/events/<slug:service>/", mail_events, name="mail_events"),
    path("s/<slug:slug>/", entrance, name="entrance"),
    path("c/<int:key>/", codes, name="codes"),
    path("s/<slug:slug>/p/<str:name>/", page, name="page"),
    path("s/<slug:slug>/resume/", resume, name="resume"),
    path("s/<slug:slug>/withdraw/", withdraw, name="withdraw"),
    path("s/<slug:slug>/accessibility/", accessibility, name="accessibility"),
    path("f/<slug:slug>/<slug:supplier>/", sent, name="sent"),
    path("i/panel/<str:token>/", panel_entrance, name="panel_entrance"),
    path("i/<str:token>/", invited, name="invited"),
    path("i/<str:token>/stop/", invited_stop, name="invited_stop"),
    path("s/picture/<int:version>/<str:digest>/", picture, name="picture"),
    path("s/<slug:slug>/end/", end, name="end"),
]
