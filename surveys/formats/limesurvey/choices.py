"""Choice lists of questions: those written in the file, and those that LimeSurvey's types bring with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from surveys.formats.limesurvey.naming import OTHER, Named, code_of
from surveys.formats.limesurvey.own_words import OWN, SOMETHING_ELSE
from surveys.formats.limesurvey.source import LsQuestion
from surveys.formats.limesurvey.texts import Surroundings, Texts
from surveys.formats.limesurvey.validation import plain_number
from surveys.formats.report import Notes, Place
from surveys.formats.xlsform.names import free_name
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.text import Text, Wording

#: Closed answers are kept on one byte.
MOST_CHOICES = 254


@dataclass
class Lists:
    """The lists of a questionnaire; two questions with the same choices share one."""

    notes: Notes
    tags: Sequence[str]
    lists: dict[str, ChoiceList] = field(default_factory=dict)
    _shared: dict[str, str] = field(default_factory=dict)

    def name(self, wanted: str, choices: Sequence[Choice]) -> str:
        """The name of the list with these choices: the wanted one when it is new."""
        key = "\n".join(choice.model_dump_json() for choice in choices)
        if key not in self._shared:
            name = free_name(wanted, self.lists)
            self.lists[name] = ChoiceList(name=name, choices=tuple(choices))
            self._shared[key] = name
        return self._shared[key]

    def own(self, kind: str) -> str:
        """The list that a type brings with it."""
        choices = tuple(
            Choice(code=code, label=in_words(words, code, self.tags), score=float(code) if code.isdigit() else None)
            for code, words in OWN[kind]
        )
        return self.name(f"list_{kind}", choices)

    def other(self, question: LsQuestion, texts: Texts, place: Place, within: Surroundings) -> Choice:
        """ "Other, specify", in the words of the question or in common ones."""
        label = texts.spoken(question.attributes.get("other_replace_text", {}), place, within)
        return Choice(code=OTHER, label=label or in_words(SOMETHING_ELSE, "Other", self.tags), other=True)

    def answers(self, question: LsQuestion, scale: int, texts: Texts, within: Surroundings) -> list[Choice]:
        """The answer options of a scale, in the order of the file."""
        place = Place("question", 0, question.code)
        found: dict[str, Choice] = {}
        for number, answer in enumerate(question.offered(scale), start=1):
            code = code_of(answer.code) or str(number)
            if code in found or (code == OTHER and question.other):
                self.notes.warning(place, "duplicate_code", code=code)
                continue
            if code != answer.code:
                self.notes.warning(place, "code_changed", old=answer.code, new=code)
            score = plain_number(answer.value)
            label = texts.wording(answer.texts, place, within)
            found[code] = Choice(code=code, label=label, score=score or None)
        return self.ordered(question, list(found.values()))

    def boxes(self, named: Named, texts: Texts, within: Surroundings) -> list[Choice]:
        """The sub-questions of a multiple choice, some of which go with no other."""
        question = named.question
        place = Place("question", 0, question.code)
        alone = {code.strip() for code in question.attribute("exclude_all_others").split(";")}
        return self.ordered(
            question,
            [
                Choice(
                    code=named.codes[part.id],
                    label=texts.wording(part.texts, place, within),
                    exclusive=part.code in alone,
                )
                for part in question.on(0)
            ],
        )

    def ordered(self, question: LsQuestion, choices: list[Choice]) -> list[Choice]:
        """In alphabetical order where the question asks for it."""
        order = question.attribute("answer_order") or question.attribute("subquestion_order")
        if not (question.flag("alphasort") or order == "alphabetical"):
            return choices
        language = self.tags[0]
        return sorted(choices, key=lambda choice: choice.label.text.get(language, "").casefold())


def rotates(question: LsQuestion) -> bool:
    """Whether the choices or rows of a question stand in a random order."""
    orders = (question.attribute("answer_order"), question.attribute("subquestion_order"))
    return question.flag("random_order") or any(order.startswith("random") for order in orders)


def in_words(words: Text, code: str, tags: Sequence[str]) -> Wording:
    """Words that the product has, in each language; in English where it has none."""
    return Wording(text={tag: words.get(tag.partition("-")[0]) or words.get("en") or code for tag in tags})
