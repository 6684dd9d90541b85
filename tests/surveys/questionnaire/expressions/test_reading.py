"""Text to typed tree: what is read, what is refused, and where."""

import copy
import pickle

import pytest

from surveys.questionnaire.expressions import (
    Call,
    Column,
    Expression,
    ExpressionError,
    Literal,
    Node,
    Operation,
    Parent,
    Reference,
    Self,
    Unary,
    parse,
    references,
    uses_self,
    walk,
)

A, B, C = Reference("a"), Reference("b"), Reference("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("${a}", A),
        ("/data/group/a", A),
        ("../a", A),
        ("../../group/a", A),
        ("${group}/a", A),
        ("current()/../a", A),
        ("current()/.", Self()),
        ("a", Column("a")),
        (".", Self()),
        ("'x'", Literal("x")),
        ("-2.5", Literal(-2.5)),
        ("-${a}", Unary("-", A)),
        ("${a} or ${b} or ${c}", Operation("or", (A, B, C))),
        ("${a} - ${b} + ${c}", Operation("+", (Operation("-", (A, B)), C))),
        ("${a} = ${b} = ${c}", Operation("=", (Operation("=", (A, B)), C))),
        ("${a} and (${b} or ${c})", Operation("and", (A, Operation("or", (B, C))))),
        ("((${a}))", A),
        ("position(..)", Call("position", (Parent(),))),
        ("selected(${a}, 'x')", Call("selected", (A, Literal("x")))),
        ("jr:choice-name(${a}, '${b}')", Call("jr:choice-name", (A, B))),
        ("jr:choice-name(${a}, '/data/b')", Call("jr:choice-name", (A, B))),
        ("or = and", Operation("=", (Column("or"), Column("and")))),
    ],
)
def test_trees(text: str, tree: Node) -> None:
    assert parse(text).tree == tree


def test_every_node_knows_its_place() -> None:
    text = "selected(${a}, 'x')\n  and not(. > 18)"
    written = {text[node.place.offset : node.place.end] for node in walk(parse(text).tree)}
    assert written == {text, "selected(${a}, 'x')", "${a}", "'x'", "not(. > 18)", ". > 18", ".", "18"}
    number = next(node for node in walk(parse(text).tree) if node == Literal(18.0))
    assert (number.place.line, number.place.column) == (2, 15)


def test_the_place_of_a_folded_run_covers_it() -> None:
    text = "1 - 2 - 3 + 4"
    outer = parse(text).tree
    assert isinstance(outer, Operation)
    inner = outer.operands[0].place
    assert text[inner.offset : inner.end] == "1 - 2 - 3"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("${a} = 1 and selected(../b, 'x') or /data/c", {"a", "b", "c"}),
        (". > 1", set()),
        ("state = ${a}", {"a"}),
        ("jr:choice-name(., '${a}')", {"a"}),
        ("'${a}'", set()),
    ],
)
def test_references(text: str, names: set[str]) -> None:
    assert references(parse(text)) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (". > 1", True),
        ("${a} > 1", False),
        ("string-length() > 1", True),
        ("string-length(${a}) > 1", False),
        ("once(random())", True),
        ("current()/. = 1", True),
    ],
)
def test_uses_self(text: str, expected: bool) -> None:
    assert uses_self(parse(text)) is expected


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "empty", 1, 1),
        (" \n ", "empty", 1, 1),
        ("1 +", "unexpected_end", 1, 4),
        ("(1\n+ 2", "unexpected_end", 2, 4),
        ("1 2", "syntax", 1, 3),
        ("${a} == 1", "syntax", 1, 7),
        ("${a} && ${b}", "syntax", 1, 6),
        ("${a", "syntax", 1, 1),
        ("selected(${a} 'x')", "syntax", 1, 15),
        ("selected(${a}, )", "syntax", 1, 16),
        ("'abc", "open_text", 1, 1),
        ("1 = \n 'abc", "open_text", 2, 2),
        ("1 + selcted(${a}, 'x')", "misspelt_function", 1, 5),
        ("IF(1, 2, 3)", "unknown_function", 1, 1),
        ("pulldata('x', 'y', 'z', ${a})", "unsupported_function", 1, 1),
        ("1 + if(1, 2)", "wrong_arguments", 1, 5),
        ("true(1)", "wrong_arguments", 1, 1),
        ("weighted-checklist(1, 2, 3)", "wrong_arguments", 1, 1),
        ("min()", "wrong_arguments", 1, 1),
        ("sum(1 + 2)", "nodes_required", 1, 5),
        ("position(1)", "nodes_required", 1, 10),
        ("jr:choice-name(${a}, 'b')", "field_required", 1, 22),
        ("indexed-repeat(1, ${r}, 1)", "field_required", 1, 16),
        ("indexed-repeat(${a}, ${r}, 1, ${s}, 2)", "unsupported_nested_repeat", 1, 31),
        ("..", "unsupported_path", 1, 1),
        ("concat('a', ..)", "unsupported_path", 1, 13),
        ("/data/@id", "unsupported_path", 1, 1),
        ("/data/..", "unsupported_path", 1, 1),
        ("true()/a", "unsupported_path", 1, 1),
        ("1 + /data/r[1]/a", "unsupported_predicate", 1, 12),
        ("instance('x')/root/item[name = ${a}]/label", "unsupported_instance", 1, 1),
        ("1 = ${last-saved#a}", "unsupported_last_saved", 1, 5),
        ("regex(., '(')", "bad_pattern", 1, 10),
    ],
)
def test_refusals(text: str, code: str, line: int, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    error = caught.value
    assert (error.code, error.place.line, error.place.column) == (code, line, column)
    assert "{" not in error.message.replace("${", "")
    assert error.remedy


def test_a_misspelt_function_is_named() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("count-select(${a}) > 1")
    assert caught.value.remedy == "Check the spelling: is it count-selected()?"


def test_expressions_are_cached_and_travel_as_text() -> None:
    expression = parse("${a} = 1")
    assert parse("${a} = 1") is expression
    assert pickle.loads(pickle.dumps(expression)) is expression
    assert copy.deepcopy(expression) is expression
    assert expression == Expression("${a} = 1", "xlsform", A, run=bool, run_boolean=bool)
    assert "run" not in repr(expression)
