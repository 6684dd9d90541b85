"""The answers that texts repeat."""

import re

from surveys.questionnaire.text import Wording

_PIPED = re.compile(r"\$\{\s*([^{}]{1,200}?)\s*\}")


def piped_names(wording: Wording) -> set[str]:
    """The names between `${` and `}`, in any language and for anyone."""
    texts = (wording.text, *wording.variants.values())
    return {name for text in texts for written in text.values() for name in _PIPED.findall(written)}
