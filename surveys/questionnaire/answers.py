"""What an answer is: plain JSON values, keyed by field."""

from collections.abc import Mapping, Sequence

#: A stored answer. None: the question was shown and left blank. A list: the codes of a multiple
#: choice in list order, or of a ranking in the order given. Dates and times are ISO texts.
Value = str | int | float | list[str] | None

#: The answers of an interview. A field inside a loop is written `name#2` for the second passage.
Answers = Mapping[str, Value]

#: What a browser posted: every value of every control.
Raw = Mapping[str, Sequence[str]]

#: What a page posts besides the answers: the questions that it displayed, those left blank that
#: were asked for once (`required: soft`), and its revision. No question can have such a name.
DISPLAYED, PROMPTED, REVISION = ":q", ":soft", ":revision"

#: No text that a respondent types is longer.
LONGEST_TEXT = 5000
