"""Questions with two negations: whoever answers "no" may mean either."""

import re
from collections.abc import Iterator, Mapping

from surveys.checks.finding import Finding, warning
from surveys.checks.wording.sentences import LONGEST, sentences_of, words
from surveys.questionnaire.definition import Definition

#: Words that deny by themselves, once a negation stands before them.
_FRENCH_DENIALS = (
    r"oppos(?:e|es|ez|ent|é|ée|és|ées|er|ition)|contre|hostiles?|défavorables?|(?:en )?désaccord|désapprouv\w+|"
    r"refus\w*|rejet\w+|interdi\w+|empêch\w+|évit\w+|manqu\w+|dout\w+|ignor\w+|ni\w{0,3}er|"
    r"in(?:suffisant|satisfait|utile|efficace|acceptable|juste|certain|confortable|complet|capable|habituel|"
    r"compréhensible|tolérable|adapté|approprié|égal|existant|connu|stable)\w*|im(?:possible|probable|prudent|"
    r"précis|poli|mature|moral|productif)\w*|ir(?:réaliste|responsable|régulier|récupérable)\w*|il(?:légal|lisible|"
    r"légitime|logique)\w*|mécontente?s?|déplai\w+|malhonnêtes?|sans"
)
_ENGLISH_DENIALS = (
    r"oppos(?:e|ed|es|ing|ition)|against|disagree\w*|disapprov\w+|dislik\w+|refus\w+|reject\w*|forbid\w*|forbad\w*|"
    r"prohibit\w*|ban|banned|banning|prevent\w*|avoid\w*|den(?:y|ies|ied|ying)|doubt\w*|lack\w*|fail(?:s|ed|ing)?|"
    r"un(?:able|acceptable|aware|certain|clear|comfortable|common|easy|fair|familiar|happy|helpful|important|"
    r"likely|necessary|pleasant|reasonable|related|safe|satisfied|sure|true|usual|willing)|"
    r"dis(?:satisfied|trust\w*|courage\w*|honest|advantage\w*)|in(?:accurate|adequate|appropriate|capable|"
    r"complete|convenient|correct|effective|efficient|secure|significant|sufficient)|im(?:possible|probable|"
    r"practical|proper)|ir(?:regular|relevant|responsible)|il(?:legal|legible|logical)|without|no|nothing|nobody|never"
)
_FRENCH_NOT = r"pas|plus|jamais|aucune?|rien|personne|guère|nullement|ni"
_ENGLISH_NOT = r"not|never|cannot|\w+n't|neither|nor"

#: Between the negation and what it denies: a few words of one clause.
_NEAR = r"(?:\s+[^\s,;]+){0,4}?\s+"

_PATTERNS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "fr": (
        words(
            rf"(?:ne |n'|(?<=\w-))(?:[^\s,;]+\s+){{0,3}}?(?:[^\s,;]+-)?(?:{_FRENCH_NOT}){_NEAR}(?:{_FRENCH_DENIALS})"
        ),
        words(
            rf"(?:ne |n')[^,;]*?\s(?:{_FRENCH_NOT})\s[^;]*?(?<!\w)(?:ne |n')(?:[^\s,;]+\s+){{0,3}}?(?:{_FRENCH_NOT})"
        ),
        words(r"(?:ne |n')[^;?]*?\spas\b.*,?\s(?:ou|et|si) non"),
        words(rf"(?:{_FRENCH_DENIALS})(?:\s+[^\s,;]+){{0,5}}?\s+(?:ne |n')(?:[^\s,;]+\s+){{0,3}}?(?:pas|plus|jamais)"),
        words(rf"(?:ne |n')(?:{_FRENCH_DENIALS})(?:-[a-z]+)*\s+(?:pas|jamais)"),
        words(r"ne pas(?:\s+[^\s,;]+){0,3}?\s+ne pas"),
    ),
    "en": (
        words(rf"(?:{_ENGLISH_NOT}){_NEAR}(?:{_ENGLISH_DENIALS})"),
        words(rf"(?:{_ENGLISH_NOT})\s+(?:{_ENGLISH_DENIALS})"),
        words(rf"(?:{_ENGLISH_NOT}){_NEAR}(?:not|\w+n't|never)"),
        words(
            r"(?:oppos\w+|disagree\w*|against|doubt\w*|den\w+|disapprov\w+)(?:\s+[^\s,;]+){0,5}?\s+(?:not|\w+n't|never)"
        ),
    ),
}

#: Two negations that no one stumbles on.
_HARMLESS: Mapping[str, re.Pattern[str]] = {
    "fr": words(
        r"ne [^,;]*? pas [^,;]*? sans opinion|non seulement|n'importe|pas de refus|sans doute|plus ou moins|"
        r"(?:ne|n') ?\w+ plus [^,;]*? que|ni [^,;]+ ni [^,;]+|contre (?:la|le|les|l'|une?)|par contre|sans que"
    ),
    "en": words(
        r"neither [^,;?]+? n?or|whether or not|or not|not only|no longer|no more than|not to mention|"
        r"yes or no|nor|why not"
    ),
}


def check_negations(definition: Definition) -> Iterator[Finding]:
    """Warnings, in the languages whose rules are here: French and English."""
    for sentence in sentences_of(definition):
        found = double_negation(sentence.text, sentence.language)
        if found:
            yield warning(sentence.subject, "double_negative", part=found, language=sentence.language)


def double_negation(sentence: str, language: str) -> str:
    """The words that deny twice in a sentence given in lower case, "" when there are none."""
    harmless = _HARMLESS.get(language)
    begun = sentence[:LONGEST]
    tidy = harmless.sub(" ", begun) if harmless else begun
    for pattern in _PATTERNS.get(language, ()):
        match = pattern.search(tidy)
        if match:
            return match[0].strip()
    return ""
