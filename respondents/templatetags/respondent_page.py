"""Marks in the templates of respondents' pages, for what each request fills in."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from respondents.pages.pieces import Marks

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: dict[str, Any], kind: str, key: str = "", *detail: object) -> SafeString:
    """`{% slot "value" field %}`: a place for a value."""
    return _marks(context).slot(kind, key, " ".join(map(str, detail)))


@register.simple_block_tag(takes_context=True)
def part(context: dict[str, Any], content: str, kind: str, key: str = "", owner: str = "") -> SafeString:
    """`{% part "option" code question %}...{% endpart %}`: content that is shown or not, in any order."""
    return _marks(context).part(content, kind, key, owner)


def _marks(context: dict[str, Any]) -> Marks:
    marks: Marks = context["marks"]
    return marks
