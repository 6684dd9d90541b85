"""Scales that lean: more steps one way than the other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from surveys.checks.finding import Finding, Subject, warning
from surveys.checks.wording.sentences import split, words
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.definition import Definition

Pole = Literal["positive", "negative", "middle", "aside", ""]

#: What stands aside of a scale; looked for first.
_ASIDE = words(
    r"(?:je )?ne (?:sais|sait) pas|nsp|sans opinion|sans avis|non concernée?|ne se prononce pas|"
    r"(?:préfère|souhaite) ne pas.*|refus\w*|autres?|ne souhaite pas.*|pas concernée?|sans objet|"
    r"do(?:n't| not) know|no opinion|not applicable|n/a|na|prefer not.*|rather not.*|refused|others?|"
    r"cannot say|unsure|not sure"
)
_MIDDLE = words(
    r"ni .* ni .*|neither .* nor .*|neutral\w*|neutre|moyen\w*|average|fair|passable\w*|indifférente?|indifferent|"
    r"partagée?|mitigée?|mixed|about the same|the same|pareil\w*|identique|stable|comme avant|inchangée?|no change|"
    r"assez (?:bon|bien)\w*|no difference|ça dépend|it depends|undecided|indécise?|acceptable"
)

#: What turns a good word into its opposite.
_REVERSED = words(
    r"pas|peu|guère|aucun\w*|"
    r"not(?: at all| very| really| so)?|hardly|n't|less|moins|jamais"
)
_GOOD = words(
    r"d'accord|agree|satisfaite?s?|satisfaisante?s?|satisfied|favorables?|favou?rable|bon(?:ne)?s?|"
    r"bien|good|well|excellente?s?|excellent|"
    r"confiance|confident|contente?s?|happy|approve|approuve|support|soutiens?|mieux|better|amélior\w+|improv\w+|"
    r"probable\w*|likely|positi\w+|great|facile\w*|easy|pleasant|agréable\w*|superb\w*|outstanding|parfaite?"
)
_BAD = words(
    r"désaccord|disagree|in?satisfaite|insatisfaite?s?|insatisfaisante?s?|dissatisfied|unsatisfied|"
    r"défavorables?|unfavou?rable|"
    r"opposée?s?|oppose|against|contre|mauvaise?s?|mal|bad|badly|poor|poorly|terrible|awful|horrible|"
    r"méfiance|distrust|mécontente?s?|"
    r"unhappy|disapprove|désapprouve|pire|worse|dégrad\w+|aggrav\w+|deteriorat\w+|improbable\w*|unlikely|négati\w+|"
    r"negative|difficile\w*|difficult|hard|unpleasant|désagréable\w*|médiocre\w*|nul(?:le)?s?"
)
#: Where a label begins so, the rest only says how much.
_ANSWER = words("oui|yes|non|no")
_LEAST_STEPS = 3


def check_scales(definition: Definition) -> Iterator[Finding]:
    """Warnings, for the lists that closed questions with one answer offer."""
    lists = definition.choice_lists
    asked = {
        choices.name
        for question in definition.questions()
        for field in question.fields(lists)
        if question.holds(field) == "code" and (choices := question.offered_at(field, lists))
    }
    for choices in definition.lists:
        if choices.name in asked:
            counts = steps_of(choices.choices, definition.default_language)
            positive, negative = counts["positive"], counts["negative"]
            subject = Subject("list", choices.name)
            if positive != negative and positive + negative >= _LEAST_STEPS:
                yield warning(subject, "scale_leans", positive=positive, negative=negative)


def steps_of(choices: Sequence[Choice], language: str) -> Counter[str]:
    """How many steps a scale has on each side; none when it is no scale between two opposites.

    By scores where some are below zero; else by its labels, when all but one are understood.
    """
    scored = [choice.score for choice in choices if choice.score is not None and not choice.missing]
    if scored and min(scored) < 0 and len(scored) >= _LEAST_STEPS:
        signs = [(score > 0) - (score < 0) for score in scored]
        middle = signs.count(0) + len(choices) - len(scored)
        return Counter(positive=signs.count(1), negative=signs.count(-1), middle=middle)
    poles = [pole_of(choice, language) for choice in choices]
    steps = [pole for pole in poles if pole != "aside"]
    scale = steps.count("") == 0 and len({*steps} & {"positive", "negative"}) >= 1
    return Counter(poles) if scale and len(steps) >= _LEAST_STEPS else Counter()


def pole_of(choice: Choice, language: str) -> Pole:
    """On which side of a scale a label stands; "" when it says nothing of the kind."""
    label = " ".join(split(choice.label.read(language)))
    if choice.missing or choice.other or _ASIDE.fullmatch(label):
        return "aside"
    if _MIDDLE.search(label):
        return "middle"
    answer = _ANSWER.match(label)
    if answer:
        return "positive" if answer[0] in ("oui", "yes") else "negative"
    good, bad = _GOOD.search(label), _BAD.search(label)
    if bool(good) == bool(bad):
        return ""
    turned = _REVERSED.search(label)
    return "negative" if bool(bad) != bool(turned) else "positive"
