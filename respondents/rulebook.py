"""The rules by which a wave's interviews are examined: the committee's, or the defaults."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F

from respondents.models import QualityRules, Wave
from respondents.quality import Rules, checked
from respondents.versions import compiled_version
from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.types import Battery


def rules_of(wave: int) -> tuple[Rules, int]:
    """The rules of a wave, with their revision: 0 while nobody has set any."""
    kept = QualityRules.objects.filter(pk=wave).values_list("rules", "revision").first()
    return (Rules.model_validate(kept[0]), kept[1]) if kept else (Rules(), 0)


@transaction.atomic
def change_rules(*, wave: Wave, rules: Rules) -> bool:
    """Set the rules of a wave: its interviews are examined again. False where they are those that it has.

    Raises RuleError for a rule that its questionnaire cannot apply.
    """
    definition = compiled_version(wave.version_id).definition
    items = {name for _, rows in batteries_of(definition) for name in rows}
    checked(rules, fields=fields_of(definition), items=items)
    Wave.objects.select_for_update(no_key=True).get(pk=wave.pk)
    known, revision = rules_of(wave.pk)
    if rules == known:
        return False
    if not revision:
        QualityRules.objects.create(wave=wave, rules=rules.model_dump(mode="json"))
    else:
        QualityRules.objects.filter(pk=wave.pk).update(rules=rules.model_dump(mode="json"), revision=F("revision") + 1)
    return True


def fields_of(definition: Definition) -> frozenset[str]:
    """What an expression about a whole interview may read: every answer that is given once, not in a loop."""
    loops = (page for item in definition.pages if isinstance(item, Loop) for page in item.pages)
    repeated = {question.name for page in loops for question in page.questions}
    fields = definition.question_of_field.items()
    return frozenset(field for field, question in fields if question.name not in repeated)


def batteries_of(definition: Definition) -> Iterator[tuple[Battery, tuple[str, ...]]]:
    """The batteries in which straight lines are sought, each with its items."""
    for question in definition.questions():
        if isinstance(question, Battery) and question.held == "code":
            yield question, question.keys()
