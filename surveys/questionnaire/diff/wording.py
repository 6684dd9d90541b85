"""How far apart two wordings are: tidied, touched, or changed in meaning."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

Distance = Literal["tidied", "touched", "changed"]

#: How alike two texts must be, from 0 to 1, to be taken for the same question.
_ALIKE = 0.82
#: Texts of so many characters are compared by their letters, for typing errors; longer ones by their words.
_SHORT = 300
_MOST_WORDS = 300

_WORD = re.compile(r"\w+")
#: Words that turn a question round, or change how much and how often it speaks of.
_TURNING = frozenset(
    {"not", "no", "never", "without", "none", "nor", "only", "all", "any", "always", "every", "more", "less"}
    | {"pas", "ne", "n", "non", "jamais", "sans", "aucun", "aucune", "seulement", "tous", "toutes", "toujours"}
    | {"chaque", "plus", "moins"}
)


def distance(before: str, after: str) -> Distance:
    """tidied: the same words, but for capitals, accents and punctuation. touched: a small change.

    A number or a negation that comes or goes is never small.
    """
    first, second = _plain(before), _plain(after)
    if first == second:
        return "tidied"
    if _turns(first) != _turns(second):
        return "changed"
    one: Sequence[str] = first[:_MOST_WORDS]
    other: Sequence[str] = second[:_MOST_WORDS]
    if max(len(before), len(after)) <= _SHORT:
        one, other = " ".join(first), " ".join(second)
    return "touched" if SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE else "changed"


def _plain(text: str) -> list[str]:
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return _WORD.findall(bare.casefold())


def _turns(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if word in _TURNING or any(mark.isdigit() for mark in word))
