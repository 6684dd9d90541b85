"""Forms written as text, in Markdown and in CSV, with every sheet."""

import pytest

from surveys.formats.xlsform import read_xlsform

FORM = """
| survey |
| | type | name | label::English (en) |
| | select_one sexes | sex | Your sex |
| choices |
| | list_name | name | label::English (en) |
| | sexes | woman | Woman |
| | sexes | man | Man |
| populations |
| | name | side | label::English (en) | screen |
| | men | people | Men | ${sex} = 'man' |
| Quotas |
| | population | cell | when | target |
| | men | all | | 10 |
| targets |
| | population | variable | value | share |
| | men | sex | man | 1 |
| figures |
| | name | label::English (en) | question | net | format |
| | men | Men | sex | man | percent |
"""


def test_every_sheet_of_ours_is_read() -> None:
    read = read_xlsform(FORM.encode(), "form.md")
    definition = read.definition
    assert [population.name for population in definition.populations] == ["men"]
    assert [(cell.population, cell.target) for cell in definition.quotas] == [("men", 10)]
    assert [(target.variable, target.share) for target in definition.targets] == [("sex", 1)]
    assert [figure.name for figure in definition.figures] == ["men"]
    assert [line.code for line in read.report] == []


WRITTEN = """survey,,,,
,type,name,label,relevant
,select_one yn,a,"Really, or not?",
,text,b,Où ?,${a} = 'y'
choices,,,,
,list_name,name,label,
,yn,y,Oui,
"""
ALONE = "type,name,label,relevant\ntext,a,A,\ntext,b,Où ?,${a} = 'y'\n"
HEADED = """
# A form
Some words first.

## survey

| type | name | label | relevant |
|:-----|------|-------|----------|
| select_one yn | a | A \\| B | |
| text | b | Où ? | ${a} = 'y' |

## Choices
| list_name | name | label |
| --- | --- | --- |
| yn | y | Oui | # a remark
"""


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("written", [WRITTEN, ALONE])
def test_a_csv_is_read_as_programs_save_it(written: str, between: str, encoding: str) -> None:
    text = written.replace('"Really, or not?"', "Really?").replace(",", between).replace("\n", "\r\n")
    definition = read_xlsform(text.encode(encoding), "form.csv").definition
    assert list(definition.question_named) == ["a", "b"]
    b = definition.question_named["b"]
    assert (b.label.read("en"), b.relevant and b.relevant.text) == ("Où ?", "${a} = 'y'")


def test_a_comma_in_quotes_is_a_comma() -> None:
    definition = read_xlsform(WRITTEN.encode(), "form.csv").definition
    assert definition.question_named["a"].label.read("en") == "Really, or not?"


def test_tables_under_headings_are_sheets() -> None:
    definition = read_xlsform(HEADED.encode(), "form.md").definition
    assert definition.question_named["a"].label.read("en") == "A | B"
    assert [choice.code for choice in definition.lists[0].choices] == ["y"]
