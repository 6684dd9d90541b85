"""Regular expressions written for other engines."""

import pytest

from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.patterns import MAX_PATTERN, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("b", "abc", True),
        ("^b", "abc", False),
        ("^abc$", "abc\n", False),
        (r"^\d{3}\-\d{2}$", "123-45", True),
        (r"^[\w\.\-]+\@x\.org$", "a.b-c@x.org", True),
        (r"^\é$", "é", True),
        (r"^[\u00e0-\u00ff]+$", "éè", True),
        (r"^a\/b$", "a/b", True),
        ("^(?!.*test).+$", "a test", False),
        ("^(?!.*test).+$", "a text", True),
        (r"^(?=.*\d)(?=.*[a-z]).{4,}$", "abc1", True),
        (r"^(?=.*\d)(?=.*[a-z]).{4,}$", "abcd", False),
        ("^(?![)(]).$", "(", False),
        ("^(?!(a|b)$).$", "b", False),
        ("^(?!a)[b|c]$", "c", True),
        (r"^.$", "\ud800", True),
        ("^((?!abc).)*$", "xab", True),
        ("^(?:(?!abc|d).)+$", "xabcx", False),
        ("^.{0,2000}$", "a" * 2000, True),
        ("^.{0,2000}$", "a" * 2001, False),
        (r"^\d{1500}$", "1" * 1499, False),
        ("^[0-9]{1,2500}$", "", False),
        (r"^\\.{0,1001}$", "\\" + "a" * 1001, True),
    ],
)
def test_search(pattern: str, text: str, found: bool) -> None:
    assert compile_pattern(pattern)(text) is found


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "[a",
        r"(a)\1",
        "a{5001}",
        "(?:a{2000}){2}",
        "^((?!a)(?!b).)*$",
        "a(?=b)c",
        "^(?!a)b|c",
        "(?<=a)b",
        "a" * (MAX_PATTERN + 1),
        "\\",
        "(?=a",
        "^(?=a",
    ],
)
def test_what_cannot_be_used(pattern: str) -> None:
    with pytest.raises(RefusalError) as caught:
        compile_pattern(pattern)
    assert caught.value.code == ("long_pattern" if len(pattern) > MAX_PATTERN else "bad_pattern")
