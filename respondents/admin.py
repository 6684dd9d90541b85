"""Fieldwork seen from the office: to read, never to change."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from respondents.models import Interview, LedgerEntry, QuotaCell, Wave


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Rows that only the product's own verbs write."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Wave)
class WaveAdmin(ReadOnlyAdmin):
    list_display = ("slug", "study", "version", "opens_at", "closes_at", "paused", "simulated")
    list_select_related = ("study", "version__study")
    search_fields = ("slug",)


@admin.register(QuotaCell)
class QuotaCellAdmin(ReadOnlyAdmin):
    list_display = ("wave", "population", "name", "target", "limit", "full", "complete", "refused")
    list_select_related = ("wave",)
    list_filter = ("wave",)


@admin.register(Interview)
class InterviewAdmin(ReadOnlyAdmin):
    """Dispositions and dates; the answers are not shown here."""

    list_display = ("id", "wave", "disposition", "population", "quota", "number", "language", "simulated")
    list_select_related = ("wave",)
    list_filter = ("wave", "disposition", "simulated")


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "wave", "event", "population", "cell", "interview_id", "counts")
    list_select_related = ("wave",)
    list_filter = ("wave", "event")
