"""Texts in several languages, and wordings that differ by population."""

from collections.abc import Iterable, Mapping

from surveys.questionnaire.frozen import Frozen, Language

#: One text in each language that it was written in.
Text = Mapping[Language, str]

NO_TEXT: Text = {}
NO_VARIANTS: Mapping[str, Text] = {}


def in_language(text: Text, language: str, fallback: str = "") -> str:
    """The text in `language`, else in `fallback`, else in whatever language there is, else ''."""
    return text.get(language_of(text, language, fallback), "")


def language_of(text: Text, language: str, fallback: str = "") -> str:
    """The language of the text that `in_language` finds; '' where there is none."""
    return next((tag for tag in (language, fallback, *text) if text.get(tag)), "")


class Wording(Frozen):
    """A text, and its variants for those who are asked the same thing in other words.

    The keys of `variants` are names of populations or of sides; a population's own variant
    wins over its side's, and both over `text`.
    """

    text: Text = NO_TEXT
    variants: Mapping[str, Text] = NO_VARIANTS

    def __bool__(self) -> bool:
        return any(self.text.values()) or bool(self.variants)

    def then(self, other: "Wording") -> "Wording":
        """This wording and another after a dash, in each language and for each audience of either."""
        languages = {**self.text, **other.text}
        audiences = {**self.variants, **other.variants}
        return Wording(
            text=_joined(self.text, other.text, languages),
            variants={
                name: _joined(self.variants.get(name, self.text), other.variants.get(name, other.text), languages)
                for name in audiences
            },
        )

    def read(self, language: str, *, audience: tuple[str, ...] = (), fallback: str = "") -> str:
        """The wording for an audience: `(population, side)`, the most precise first."""
        return in_language(self.heard_by(audience), language, fallback)

    def heard_by(self, audience: tuple[str, ...]) -> Text:
        """The text for an audience, in every language."""
        variants = (self.variants.get(name, NO_TEXT) for name in audience)
        return next((variant for variant in variants if any(variant.values())), self.text)


def _joined(first: Text, second: Text, languages: Iterable[Language]) -> Text:
    fallback = next(iter(languages), "")
    parts = {tag: (in_language(first, tag, fallback), in_language(second, tag, fallback)) for tag in languages}
    return {tag: " – ".join(filter(None, pair)) for tag, pair in parts.items()}
