"""Answers that are used as what they are not: choices as numbers, dates as numbers, numbers as choices."""

from collections.abc import Callable, Iterator, Mapping

from surveys.checks.finding import Finding, warning
from surveys.checks.logic.comparisons import COMPARE, as_written, field_of
from surveys.checks.logic.parsed import Parsed, parsed_of
from surveys.checks.logic.samples import Field, codes_of, fields_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Call, Literal, Node, Operation, Unary, walk

#: Functions whose first argument, or second, is the answer of a closed question.
_OF_CHOICES = {"selected": 0, "count-selected": 0, "selected-at": 0, "jr:choice-name": 1}
_ARITHMETIC = frozenset({"-", "*", "div", "mod", "/", "%"})
_ADDITION = "+"  # the other dialects join texts with it
_ORDERS = frozenset({"<", "<=", ">", ">="})
_CLOCK = frozenset({"today", "now", "date", "date-time"})

#: A node, its expression, the fields, the definition -> the code of a finding and the field.
_Rule = Callable[[Node, Parsed, "_Known"], tuple[str, str] | None]


class _Known:
    """The fields of a definition, by what expressions call them."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.fields: Mapping[str, Field] = fields_of(definition)

    def at(self, node: Node, parsed: Parsed) -> Field | None:
        """The field whose answer a node gives."""
        return self.fields.get(field_of(node, parsed.site.owner))


def check_mismatches(definition: Definition) -> Iterator[Finding]:
    """What is certain whatever is answered; the dialects that turn texts into numbers are let do so."""
    known = _Known(definition)
    for parsed in parsed_of(definition):
        for node in walk(parsed.expression.tree):
            for rule in (_not_choices, _no_arithmetic, _date_with_number, _time_ordered, _equals_several):
                found = rule(node, parsed, known)
                if found:
                    code, name = found
                    part = as_written(parsed.expression, node)
                    yield warning(parsed.site.subject, code, column=parsed.site.attribute, name=name, part=part)


def _not_choices(node: Node, parsed: Parsed, known: _Known) -> tuple[str, str] | None:
    match node:
        case Call(name=name, arguments=arguments) if len(arguments) > _OF_CHOICES.get(name, len(arguments)):
            field = known.at(arguments[_OF_CHOICES[name]], parsed)
            if field and (field.held == "number" or field.moment):
                return "not_choices", field.name
    return None


def _no_arithmetic(node: Node, parsed: Parsed, known: _Known) -> tuple[str, str] | None:
    match node:
        case Operation(operator=operator, operands=operands):
            pass
        case Unary(operator="-" as operator, operand=operand):
            operands = (operand,)
        case _:
            return None
    if operator not in _ARITHMETIC and not (operator == _ADDITION and parsed.expression.dialect == "xlsform"):
        return None
    for operand in operands:
        field = known.at(operand, parsed)
        if field and _is_no_number(field, known.definition):
            return "no_arithmetic", field.name
    return None


def _is_no_number(field: Field, definition: Definition) -> bool:
    """Several codes, codes of which none is a number, or a time of day."""
    codes = codes_of(field, definition)
    return field.held in ("codes", "order") or field.moment == "time" or bool(codes and not any(map(_number, codes)))


def _number(code: str) -> bool:
    try:
        float(code)
    except ValueError:
        return False
    return True


def _date_with_number(node: Node, parsed: Parsed, known: _Known) -> tuple[str, str] | None:
    if not isinstance(node, Operation) or node.operator not in COMPARE:
        return None
    fields = [known.at(operand, parsed) for operand in node.operands]
    dates = [field.name for field in fields if field and field.moment in ("date", "datetime")]
    numbers = [field.name for field in fields if field and field.held == "number"]
    written = any(isinstance(one, Literal) and isinstance(one.value, float) for one in node.operands)
    clock = any(isinstance(one, Call) and one.name in _CLOCK for one in node.operands)
    if dates and (numbers or written):
        return "date_with_number", dates[0]
    return ("number_with_date", numbers[0]) if numbers and clock else None


def _time_ordered(node: Node, parsed: Parsed, known: _Known) -> tuple[str, str] | None:
    if parsed.expression.dialect != "xlsform" or not isinstance(node, Operation) or node.operator not in _ORDERS:
        return None
    fields = [known.at(operand, parsed) for operand in node.operands]
    times = [field.name for field in fields if field and field.moment == "time"]
    return ("time_ordered", times[0]) if times else None


def _equals_several(node: Node, parsed: Parsed, known: _Known) -> tuple[str, str] | None:
    """Equal to one code only when no other is ticked; what goes alone may be compared so."""
    if parsed.expression.dialect != "xlsform" or not isinstance(node, Operation) or node.operator not in ("=", "!="):
        return None
    field = next((one for operand in node.operands if (one := known.at(operand, parsed))), None)
    codes = {str(one.value) for one in node.operands if isinstance(one, Literal)}
    if field is None or field.held != "codes" or not codes:
        return None
    offered = field.question.offered_at(field.name, known.definition.choice_lists)
    several = offered and any(code in offered.by_code and not offered.by_code[code].alone for code in codes)
    return ("equals_on_multiple", field.name) if several else None
