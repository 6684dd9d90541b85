"""A questionnaire in Markdown has our sheets too."""

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
