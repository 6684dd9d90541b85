"""Two questions in one: whoever agrees with one half and not with the other cannot answer."""

import re
from collections.abc import Iterator, Mapping

from surveys.checks.finding import Finding, warning
from surveys.checks.wording.sentences import LONGEST, sentences_of, words
from surveys.questionnaire.definition import Definition

#: "and/or" asks two things whatever stands around it.
_EITHER = {"fr": words(r"et\s*/\s*ou"), "en": words(r"and\s*/\s*or")}

#: What asks for one judgement.
_JUDGES: Mapping[str, re.Pattern[str]] = {
    "fr": words(
        r"satisfait\w*|satisfaction|d'accord|favorables?|évalu\w+|not(?:ez|eriez|er)|jug(?:ez|eriez|er)|qualit\w+|"
        r"facile\w*|difficile\w*|utile\w*|clair\w*|confiance|estim(?:ez|er)|aim(?:ez|eriez)|"
        r"appréci(?:ez|eriez)|souhait(?:ez|eriez)|recommand\w+|trouv(?:ez|é)|content\w*|importan\w+|"
        r"opinion|pens(?:ez|é)"
    ),
    "en": words(
        r"satisf\w+|agree\w*|rate|rating|evaluate|judge|eas(?:y|ily)|difficult\w*|useful\w*|clear\w*|trust\w*|"
        r"confiden\w+|like|likely|enjoy\w*|appreciate|support|favou?r\w*|recommend\w*|happy|importan\w+|quality|"
        r"opinion|think|feel|find"
    ),
}

_FR_THE = (
    r"(?:l'|le |la |les |un |une |des |du |de la |de l'|votre |vos |son |sa |ses |ce |cette |ces |leurs? |à la |aux? )"
)
_EN_THE = r"(?:the|a|an|your|his|her|its|their|our|this|these)"
_FR_NOUN, _EN_NOUN = r"[^\s,;'?]+(?: [^\s,;'?]+){0,4}?", r"[^\s,;?]+(?: [^\s,;?]+){0,3}?"

_FR_QUALITY = (
    r"(?:\w+(?:ble|ile|ide|que|air|ant|eux|euse|if|ive|imple|icace)"
    r"|sûr|just|précis|humain|complet|complèt|bon|bonn)e?s?"
)
_EN_QUALITY = r"(?:ful|ble|ive|ous|ant|ent|al|ear|ort|asy|ast|afe|ate|ly|ite)"
_EN_OF = r"(?:of|provided|offered|in|at|from|you)\b"

#: Two things judged at once: two with their articles, two qualities, two verbs.
_JOINED: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "fr": (
        re.compile(
            rf"(?<!\w)(?:de |d'|par |avec |à )?{_FR_THE}(?:{_FR_NOUN}) et (?:de |d'|par |avec |à )?{_FR_THE}\w+"
        ),
        words(rf"{_FR_QUALITY} et {_FR_QUALITY}"),
        words(r"\w{2,}(?:er|ir|oir|re) et (?:de |à )?\w{2,}(?:er|ir|oir|re)"),
    ),
    "en": (
        words(rf"{_EN_THE} {_EN_NOUN} and {_EN_THE} \w+"),
        words(rf"(?:with|of|about|in|rate) (?:the|your|our|their) [a-z-]+ and [a-z-]+(?= {_EN_OF}|\?|$)"),
        words(rf"\w+{_EN_QUALITY} and \w+{_EN_QUALITY}"),
        words(
            r"(?:to|can|could|should|would|must|you) [a-z]+ and (?:to )?[a-z]+ (?:the|your|this|that|these|"
            r"it|them|a|an)"
        ),
    ),
}

#: Pairs that are one thing.
_ONE_THING: Mapping[str, re.Pattern[str]] = {
    "fr": words(
        r"entre [^;?]*? et|à la fois [^;?]*? et|père et (?:de )?(?:la |votre )?mère|"
        r"(?:les |des |aux )?hommes et (?:les |des |aux )?femmes|"
        r"(?:le |la |du )?nom et (?:le |du )?prénom|(?:les |des )?avantages et (?:les |des )?inconvénients|"
        r"(?:le |du )?pour et (?:le |du )?contre|jour et (?:de )?nuit|(?:la |de la )?date et (?:l'|de l')heure|"
        r"(?:le |du )?jour et (?:le |du )?mois|(?:les |des )?us et coutumes|"
        r"(?:la |de la )?recherche et (?:le |du |au )?développement|"
        r"(?:l'|d')art et (?:la |de )?culture|aller et (?:de )?venir|bel et bien|tout et n'importe quoi|"
        r"(?:la |de la )?santé et (?:la |de la )?sécurité|(?:les |des )?conditions et|de temps et"
    ),
    "en": words(
        r"between [^;?]*? and|both [^;?]*? and|men and (?:the )?women|mother and (?:the |your )?father|"
        r"pros and (?:the )?cons|"
        r"(?:the |your )?name and (?:the |your )?(?:address|surname)|advantages and (?:the )?disadvantages|"
        r"(?:the )?terms and (?:the )?conditions|research and development|"
        r"(?:the )?date and (?:the )?time|day and night|"
        r"health and (?:the )?safety|arts and (?:the )?culture|more and more|again and again|up and down|"
        r"(?:the )?strengths and (?:the )?weaknesses|come and go|wait and see|try and"
    ),
}


def check_double_questions(definition: Definition) -> Iterator[Finding]:
    """Warnings, for closed questions: an open answer can speak of both halves."""
    closed = {
        name
        for question in definition.questions()
        if question.offered(definition.choice_lists) is not None
        for name in (question.name, *question.keys())
    }
    for sentence in sentences_of(definition):
        found = two_in_one(sentence.text, sentence.language) if sentence.subject.name in closed else ""
        if found:
            yield warning(sentence.subject, "double_question", part=found, language=sentence.language)


def two_in_one(sentence: str, language: str) -> str:
    """The words that ask two things in a sentence given in lower case, "" when it asks one."""
    if language not in _EITHER:
        return ""
    either = _EITHER[language].search(sentence)
    if either:
        return either[0]
    tidy = _ONE_THING[language].sub(" ", sentence[:LONGEST].replace("-vous", " vous"))
    judged = _JUDGES[language].search(tidy)
    for pattern in _JOINED[language] if judged else ():
        match = pattern.search(tidy)
        if match:
            return match[0].strip()
    return ""
