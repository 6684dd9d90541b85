"""From edits to changes: what each is in this questionnaire, and the series that it touches."""

from collections.abc import Iterator
from dataclasses import replace

from surveys.questionnaire.definition import Definition
from surveys.questionnaire.diff.change import Change
from surveys.questionnaire.diff.edits import HOLDERS, Edit
from surveys.questionnaire.diff.trends import Trends, change_of


class Changes:
    """Two definitions, and the series of each."""

    def __init__(self, before: Definition, after: Definition) -> None:
        self._before, self._after = before, after
        self._then, self._now = Trends(before), Trends(after)

    def of(self, edit: Edit) -> Iterator[Change]:
        """The changes that an edit makes: one, but for choices that are offered in two ways."""
        match edit.key[0]:
            case "question":
                yield from self._question(edit)
            case "list":
                yield from self._list(edit)
            case "page" | "loop":
                touched = self._now.of_page(*edit.key)
                yield change_of(edit, touched, self._now.figures_on(touched), ())
            case "population":
                yield self._population(edit)
            case "figure":
                yield change_of(edit, (), (edit.key[1],), ())
            case "target":
                population = edit.key[1].split("/")[0]
                yield change_of(edit, (), tuple(one.name for one in self._after.figures), (population,))
            case _:
                everywhere = edit.code == "populations_reordered"
                touched = self._now.everything if everywhere else ()
                yield change_of(edit, touched, self._now.figures_on(touched), ())

    def _question(self, edit: Edit) -> Iterator[Change]:
        name = edit.key[1]
        trends = self._then if edit.code in ("question_removed", "row_removed") else self._now
        one_row = edit.code not in ("row_added", "rows_reordered") and HOLDERS.get(edit.holder) == "row"
        touched = trends.of_question(name, edit.item if one_row else "")
        told = replace(edit, code=self._code(edit))
        yield change_of(told, touched, trends.figures_on(touched), self._now.populations_of(edit.audience))
        if edit.code == "row_removed":
            others = self._now.of_question(name)
            yield change_of(replace(edit, code="row_missed"), others, self._now.figures_on(others), ())
        if edit.code == "calculation_changed":
            for question, read in self._now.reading(name):
                asked = self._now.of_question(question)
                reader = Edit(("question", question), "depends_on_changed", {"item": read})
                yield change_of(reader, asked, self._now.figures_on(asked), ())

    def _code(self, edit: Edit) -> str:
        """What an edit is, where the classes of questions and the lists tell more than the attribute."""
        before, after = self._before.question_named.get(edit.key[1]), self._after.question_named.get(edit.key[1])
        if edit.code == "property_changed" and edit.params["property"] == "type" and before and after:
            return "type_varied" if type(before) is type(after) else "type_changed"
        if edit.code == "property_changed" and edit.params["property"] == "type":
            return "type_changed"
        if edit.code == "list_replaced":
            lists = (
                self._before.choice_lists.get(edit.params["before"]),
                self._after.choice_lists.get(edit.params["after"]),
            )
            same = lists[0] is not None and lists[1] is not None and lists[0].choices == lists[1].choices
            return "list_exchanged" if same else "list_replaced"
        if edit.code == "choice_added":
            return "opt_out_added"  # those that a type brings along hold no opinion
        return edit.code

    def _list(self, edit: Edit) -> Iterator[Change]:
        name, now = edit.key[1], self._now
        touched = now.of_list(name)
        if edit.code == "score_changed":
            yield change_of(edit, (), now.figures_on(touched, means=True), ())
        elif edit.code == "choice_added":
            yield from self._choice_added(edit)
        else:
            populations = now.populations_of(edit.audience)
            yield change_of(edit, touched, now.figures_on(touched), populations)

    def _choice_added(self, edit: Edit) -> Iterator[Change]:
        """Where one choice is taken, the others lose to it; where several are, hardly."""
        name, now = edit.key[1], self._now
        choices = self._after.choice_lists.get(name)
        choice = choices.by_code.get(edit.item) if choices else None
        if choice is not None and choice.missing:
            touched = now.of_list(name)
            yield change_of(replace(edit, code="opt_out_added"), touched, now.figures_on(touched), ())
            return
        ticked = now.of_list(name, several=True)
        if ticked:
            yield change_of(replace(edit, code="choice_offered_too"), ticked, now.figures_on(ticked), ())
        taken = now.of_list(name, several=False)
        if taken or not ticked:
            yield change_of(edit, taken, now.figures_on(taken), ())

    def _population(self, edit: Edit) -> Change:
        name = edit.key[1]
        whole = edit.code in ("screen_changed", "population_removed")
        touched = self._now.everything if whole else ()
        sides = edit.code in ("side_changed", "universe_changed")
        figures = tuple(one.name for one in self._after.figures) if whole or sides else ()
        return change_of(edit, touched, figures, (name,))
