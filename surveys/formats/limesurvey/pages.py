"""Groups to pages."""

from collections.abc import Mapping, Sequence

from surveys.formats.limesurvey.expressions import Expressions, condition_text
from surveys.formats.limesurvey.facts import LANGUAGE
from surveys.formats.limesurvey.naming import Names, legal
from surveys.formats.limesurvey.questions import QuestionReader
from surveys.formats.limesurvey.source import LsGroup, LsQuestion
from surveys.formats.limesurvey.texts import Surroundings, Texts
from surveys.formats.report import Notes, Place
from surveys.questionnaire.definition import Page
from surveys.questionnaire.types import AnyQuestion, Hidden


class PageReader:
    """Builds pages; `places` says where each name was written, `sources` which question it came from."""

    def __init__(self, questions: QuestionReader, texts: Texts, expressions: Expressions, notes: Notes) -> None:
        self._questions = questions
        self._texts = texts
        self._expressions = expressions
        self._notes = notes
        self._names = Names()
        self.places: dict[str, Place] = {}
        #: The page of each group, by its titles.
        self.called: dict[str, str] = {}

    def read(self, groups: Sequence[LsGroup]) -> list[Page]:
        """A page for each group that has a question."""
        pages = []
        for number, group in enumerate(groups, start=1):
            title = next(filter(None, group.texts.values()), "") or str(number)
            place = Place("group", 0, title[:60])
            if group.questions:
                pages.append(self._page(group, number, place))
            else:
                self._notes.info(place, "page_empty", page=title)
        return pages

    def _page(self, group: LsGroup, number: int, place: Place) -> Page:
        relevance = condition_text(group.relevance)
        around = Surroundings()
        text = self._texts.wording(group.descriptions, place, around)
        title = self._texts.wording(group.texts, place, around)
        questions: list[AnyQuestion] = []
        rotating = self._rotation(group, place)
        for question in group.questions:
            within = Surroundings(named=self._expressions.symbols.questions[question.id])
            built = self._questions.read(self._expressions.symbols.questions[question.id], within)
            for one in built:
                self.places[one.name] = Place("question", 0, question.code)
            questions += [*within.calculated.values(), *_rotated(built, question, rotating)]
        name = self._names.free(legal(f"group_{number}", "group"))
        self.places[name] = place
        for called in (name, *group.texts.values()):
            self.called[called] = name
            self._questions.remember(called, "relevant", self._expressions.meant(relevance))
        return Page(
            name=name,
            title=title,
            text=text,
            relevant=self._expressions.formula(relevance, place) if relevance else None,
            questions=(*around.calculated.values(), *questions),
            rotate=bool(rotating),
            shuffle=group.shuffle.strip()[:64],
        )

    def _rotation(self, group: LsGroup, place: Place) -> str:
        """The set of questions that change places on this page: the largest one."""
        sets = [question.attribute("random_group") for question in group.questions]
        names = [name for name in dict.fromkeys(sets) if name and sets.count(name) > 1]
        if len(names) > 1:
            self._notes.warning(place, "one_rotation", group=max(names, key=sets.count))
        return max(names, key=sets.count, default="")


def _rotated(built: list[AnyQuestion], question: LsQuestion, rotating: str) -> list[AnyQuestion]:
    """What is not in the set that changes places keeps its own."""
    if not rotating or question.attribute("random_group") == rotating:
        return built
    return [one.model_copy(update={"anchored": True}) for one in built]


def with_hidden(pages: list[Page], hidden: Mapping[str, str], language: str, notes: Notes) -> list[Page]:
    """The pages, with a hidden value on the first for each attribute of participants that expressions read.

    So is the language, which is the first one (`language`) unless the link gives another.
    """
    if not hidden or not pages:
        return pages
    if attributes := [written for written in hidden if written != LANGUAGE]:
        notes.warning(Place("questionnaire"), "attributes_hidden", names=", ".join(attributes))
    if LANGUAGE in hidden:
        notes.warning(Place("questionnaire"), "language_hidden", language=language)
    values = [
        Hidden(
            name=name,
            parameter=written.removeprefix("TOKEN:").lower()[:64],
            default=language if written == LANGUAGE else "",
        )
        for written, name in hidden.items()
    ]
    return [pages[0].model_copy(update={"questions": (*values, *pages[0].questions)}), *pages[1:]]
