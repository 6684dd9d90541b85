"""What is in another language than the page that it stands on says so: WCAG 2.2, 3.1.2."""

from django.conf import settings
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info


def spoken(language: str) -> str:
    """The language of the product's own words on a page: English where it does not speak that of the page."""
    main = language.split("-", maxsplit=1)[0]
    return main if main in {code for code, _ in settings.LANGUAGES} else "en"


def named(language: str) -> str:
    """A language by its own name."""
    return str(_info(language).get("name_local", language)).capitalize()


def right_to_left(language: str) -> bool:
    return bool(_info(language).get("bidi", False))


def tongue(language: str, page: str) -> SafeString:
    """The attributes of an element in `language`; nothing where it is that of the page."""
    if language.split("-", maxsplit=1)[0] == page.split("-", maxsplit=1)[0]:
        return SafeString()
    if right_to_left(language) == right_to_left(page):
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, "rtl" if right_to_left(language) else "ltr")


def marked(html: SafeString, language: str, page: str, *, element: str = "span") -> SafeString:
    """Text inside an element that says its language where it has words in another one than the page."""
    attributes = tongue(language, page) if language and any(map(str.isalpha, strip_tags(html))) else ""
    return format_html("<{0}{1}>{2}</{0}>", element, attributes, html) if attributes else html


def _info(language: str) -> dict[str, object]:
    try:
        return dict(get_language_info(language))
    except KeyError:
        return {}
