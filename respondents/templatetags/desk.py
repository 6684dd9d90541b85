"""What the committee's templates ask of fieldwork."""

from typing import Any

from django import template

from surveys.api import Study, may

register = template.Library()


@register.simple_tag(takes_context=True)
def may_do(context: dict[str, Any], act: str, study: Study) -> bool:
    """`{% may_do "run_fieldwork" study as runs %}`: whether who reads the page may."""
    return "user" in context and may(context["user"], study, act)
