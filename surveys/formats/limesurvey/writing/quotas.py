"""Quota cells to quotas, where they count one answer or another of some questions."""

from collections.abc import Mapping

from surveys.formats.limesurvey.writing.questions import QuestionWriter
from surveys.formats.report import Place
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import ExpressionError, Literal, Node, Operation, Reference, parse
from surveys.questionnaire.formula import Formula

#: By name of a question, the codes that count.
Members = Mapping[str, tuple[str, ...]]


def write_quotas(writer: QuestionWriter) -> None:
    """A quota for each cell; a cell that counts otherwise is left out, with a line."""
    definition, document = writer.definition, writer.document
    numbers, codes, texts = writer.numbers, writer.codes, writer.texts
    for cell in definition.quotas:
        members = _members(cell.when, definition) if cell.when else None
        if members is None or not set(members) <= numbers.keys():
            writer.notes.warning(Place("quota", 0, cell.name), "part_not_written", part=cell.name)
            continue
        number = document.number()
        action, load = 1, int(cell.full == "redirect")
        document.add("quota", id=number, name=cell.name, qlimit=cell.limit, action=action, active=1, autoload_url=load)
        for name, answers in members.items():
            for answer in answers:
                short = codes.offered.get(name, {}).get(answer, answer)
                document.add("quota_members", id=document.number(), qid=numbers[name][0], quota_id=number, code=short)
        message = texts.html(definition.endings.quota_full)
        for language in definition.languages:
            document.add(
                "quota_languagesettings",
                quotals_quota_id=number,
                quotals_language=language,
                quotals_message=message.get(language, ""),
            )


def _members(when: Formula, definition: Definition) -> Members | None:
    """The answers that a condition of the form "(a or b) and c" is about; None for another condition."""
    try:
        tree = parse(when.text, when.dialect).tree
    except ExpressionError:
        return None
    found: dict[str, tuple[str, ...]] = {}
    for part in _of("and", tree):
        answers = [_answer(one, definition) for one in _of("or", part)]
        names = {answer[0] for answer in answers if answer}
        if None in answers or len(names) != 1 or names & found.keys():
            return None
        found[names.pop()] = tuple(answer[1] for answer in answers if answer)
    return found


def _of(operator: str, node: Node) -> tuple[Node, ...]:
    return node.operands if isinstance(node, Operation) and node.operator == operator else (node,)


def _answer(node: Node, definition: Definition) -> tuple[str, str] | None:
    """The question and the code of an equality; of a ticked box, its question and the code of the box."""
    match node:
        case Operation(operator="==" | "=", operands=(Reference(name=name), Literal(value=str() as code))):
            if name in definition.question_named:
                return name, code
            part = definition.part_named.get(name)
            return (part[0].name, name.removeprefix(f"{part[0].name}_")) if part and code == "Y" else None
        case _:
            return None
