"""Every function of the dialect `limesurvey`: the rows are what PHP 8.2 gives."""

from datetime import datetime

import pytest

from surveys.questionnaire.expressions import DIALECTS, ExpressionError, MappingScope, evaluate, parse, walk
from surveys.questionnaire.expressions.cases import Case, judge
from surveys.questionnaire.expressions.tree import Call

NOW = datetime.fromisoformat("2026-03-02T10:30:15.250")

LOGIC = [
    ('if(1, "a", "b")', "a"),
    ('if("0", "a", "b")', "b"),
    ('if(0, "a")', ""),
    ('is_empty("")', "true"),
    ('is_empty("0")', "false"),
    ("is_empty(0 == 1)", "true"),
    ("is_float(7 / 2)", "true"),
    ("is_float(2.5)", "false"),
    ('is_int("12")', "1"),
    ('is_int("12.000")', "1"),
    ('is_int("12.5")', "0"),
    ('is_int("")', "0"),
    ('is_int("-007")', "1"),
    ('is_nan("a")', "NAN"),
    ("is_nan(1)", "false"),
    ('is_null(convert_value("a",1,"1","2"))', "true"),
    ('is_null("")', "false"),
    ('is_numeric("1e3")', "true"),
    ('is_numeric("0x1A")', "false"),
    ('is_numeric(" 1 ")', "true"),
    ("is_string(5)", "true"),
    ("is_string(5 + 1)", "false"),
    ('unique("a", "b", "a")', "false"),
    ('unique("", "1", " ", "")', "true"),
    ('unique("1", "1.0")', "true"),
    ("unique(1, 0 + 1)", "false"),
    ("unique()", "true"),
    ('convert_value(4, 0, "0,5,10", "1,2,3")', "2"),
    ('convert_value(5, 1, "0,5,10", "1,2,3")', "2"),
    ('convert_value(4, 1, "0,5,10", "1,2,3")', ""),
    ('convert_value(4, 0, "0,a", "1,2")', ""),
]

NUMBERS = [
    ('abs("-2.50")', "2.5"),
    ('abs("a")', "false"),
    ("acos(1)", "0"),
    ("asin(1)", "1.5707963267948966"),
    ("atan(1)", "0.7853981633974483"),
    ("atan2(1, 2)", "0.4636476090008061"),
    ('atan2("a", 2)', "false"),
    ("ceil(1.2)", "2"),
    ('ceil("a")', "NAN"),
    ("cos(0)", "1"),
    ("exp(1)", "2.718281828459045"),
    ("floor(-1.2)", "-2"),
    ('floor("")', "NAN"),
    ('floatval("2.5abc")', "2.5"),
    ('floatval("abc")', "0"),
    ('intval("-5.7")', "-5"),
    ('intval("1e3")', "1000"),
    ('intval("0x1A", 16)', "26"),
    ('intval("012", 0)', "10"),
    ('intval("z", 36)', "35"),
    ('intval("12", 99)', "0"),
    ("log(8, 2)", "3"),
    ("log(100, 10)", "2"),
    ("log(0)", "-INF"),
    ("log(-1)", "NAN"),
    ("log(5, 1)", "NAN"),
    ('log("a")', "NAN"),
    ("number_format(1234567.891)", "1,234,568"),
    ("number_format(-0.4)", "0"),
    ("pi()", "3.141592653589793"),
    ("pow(2, 10)", "1024"),
    ("pow(2, 0.5)", "1.4142135623730951"),
    ('pow("a", 2)', "false"),
    ("pow(0, -1)", "INF"),
    ("pow(-8, 1 / 3)", "NAN"),
    ("round(2.5)", "3"),
    ("round(-0.5)", "-1"),
    ("round(-0.4)", "-0"),
    ("round(1.955, 2)", "1.96"),
    ("round(5.055, 2)", "5.06"),
    ("round(1234567.891, -3)", "1235000"),
    ('round("a")', "NAN"),
    ('round("")', "NAN"),
    ("sin(0)", "0"),
    ("sqrt(16)", "4"),
    ("sqrt(-1)", "NAN"),
    ("tan(0)", "0"),
    ("fixnum(2.50)", "2.50"),
]

TEXTS = [
    ('addslashes("it\'s")', "it\\'s"),
    ('stripslashes("a\\\\\\\\b")', "a\\b"),
    ('ltrim("  x ")', "x "),
    ('rtrim("1.500", "0")', "1.5"),
    ('trim("abcxa", "a..c")', "x"),
    ('trim(" x ")', "x"),
    ('nl2br("a")', "a"),
    ('quotemeta("1+1=2?")', "1\\+1=2\\?"),
    ('str_pad("5", 3, "0")', "500"),
    ('str_pad("5", 3)', "5  "),
    ('str_repeat("ab", 3)', "ababab"),
    ('str_replace("a", "o", "banana")', "bonono"),
    ('str_replace("", "o", "banana")', "banana"),
    ('strcasecmp("HELLO", "hello")', "0"),
    ('strcasecmp("a", "c")', "-2"),
    ('strcmp("b", "a")', "1"),
    ('strcmp("10", "9")', "-1"),
    ('stripos("ABCDEF", "cd")', "2"),
    ('stripos("", "")', "false"),
    ('stripos("", "a", "b")', "false"),
    ('stristr("HAYSTACK", "st")', "STACK"),
    ('strlen("héllo")', "5"),
    ("strlen(2.50)", "4"),
    ('strpos("ABC", "z")', "false"),
    ('strpos("abcabc", "a", 1)', "3"),
    ('strpos("abc", "a", 9)', "false"),
    ('strpos("abcabc", "c", -2)', "5"),
    ('strstr("a@b.c", "@")', "@b.c"),
    ('strstr("a@b.c", "@", 1)', "a"),
    ('strrev("héllo")', "olléh"),
    ('strtolower("ÀB")', "àb"),
    ('strtoupper("éa")', "ÉA"),
    ('substr("héllo", 1, 3)', "éll"),
    ('substr("abc", -2)', "bc"),
    ('substr("abc", 1, -1)', "b"),
    ('substr("abc", 5)', ""),
    ('ucwords("hello o\'neil-x")', "Hello O'neil-x"),
    ('regexMatch("/a/i", "BANANA")', "1"),
    ('regexMatch("/^\\d{3}$/", "12")', "0"),
    ('regexMatch("#^é.$#", "éà")', "1"),
    ('sprintf("%05.2f|%5d|%-5s|%\'*6s", 3.14159, "42", "ab", "x")', "03.14|   42|ab   |*****x"),
    ('sprintf("%2$s %1$s %%", "a", "b")', "b a %"),
    ('sprintf("%x %X %o %b %c %u %e", 255, 255, 8, 5, 65, 3, 12345.678)', "ff FF 10 101 A 3 1.234568e+4"),
    ('sprintf("%+d %+d", 3, -3)', "+3 -3"),
    ('sprintf("%.2f %.2f %.0f %.0f %f", 1.005, 2.675, 0.5, 2.5, -0.0)', "1.00 2.67 0 2 0.000000"),
    ('sprintf("%g %.3g %h %G", 1000000, 1234567, 2.5, 1000)', "1.0e+6 1.23e+6 2.5 1000"),
]

HTML = [
    ("htmlspecialchars(\"<a href='x'>&\")", "&lt;a href=&#039;x&#039;&gt;&amp;"),
    ('htmlspecialchars_decode("&lt;b&gt; &amp; &quot;&#039;")', "<b> & \"'"),
    ('htmlentities("é < ©")', "&eacute; &lt; &copy;"),
    ('html_entity_decode("&eacute;&#39;&apos;&nbsp;")', "é'&apos;\xa0"),
    ('strip_tags("a<br/>b<b>c</b> < d")', "abc < d"),
    ('strip_tags("<p><b>x</b></p>", "<b>")', "<b>x</b>"),
    ('quoted_printable_encode("é=a")', "=C3=A9=3Da"),
    ('quoted_printable_decode("=C3=A9")', "é"),
]

LISTS = [
    ('count("a", "", 0, "0")', "3"),
    ("count()", "0"),
    ('countif("1", 1, "1.0", "a")', "2"),
    ('countifop(">=", 2, 1, 2, "3")', "2"),
    ('countifop("RX", "/^a/", "abc", "b", "aa")', "2"),
    ('countifop("RX", "/[/", "a")', "0"),
    ('countifop("??", 1, 1)', "0"),
    ('sum(1, "2.5", "3 apples", "", "a")', "6.5"),
    ('sumifop(">", 1, 1, 2, "3.5")', "5.5"),
    ('max("a", "b")', "b"),
    ('max("10", "9")', "10"),
    ('max("10", "9a")', "9a"),
    ('min("", 1)', ""),
    ("min(3)", "3"),
    ("stddev(1, 2, 3, 4)", "1.2909944487358056"),
    ('stddev("a", 2)', "0"),
    ('list("a", "", "b")', "a, b"),
    ('join("a", "b", 1)', "ab1"),
    ("join()", ""),
    ('implode(", ", "a", "", "b")', "a, , b"),
    ('implode(", ")', ""),
]

DATES = [
    ("checkdate(2, 29, 2024)", "true"),
    ("checkdate(2, 29, 2023)", "false"),
    ('checkdate("a", 1, 2024)', "false"),
    ("checkdate(1.5, 1, 2024)", "false"),
    ('date("Y-m-d H:i:s", 86400)', "1970-01-02 00:00:00"),
    ('date("D jS F y, g:i A", 1704445200)', "Fri 5th January 24, 9:00 AM"),
    ('date("z t L W N w o B", 1704445200)', "4 31 1 01 5 5 2024 416"),
    ('date("\\\\Y", 0)', "Y"),
    ('date("Y", "a")', "false"),
    ('date("c|r|U|e|P", 0)', "1970-01-01T00:00:00+00:00|Thu, 01 Jan 1970 00:00:00 +0000|0|UTC|+00:00"),
    ('gmdate("Y-m-d", "1704445200")', "2024-01-05"),
    ('idate("y", 1704445200)', "24"),
    ('idate("??", 0)', "false"),
    ("mktime(12, 0, 0, 1, 5, 2024)", "1704456000"),
    ("mktime(0, 0, 0, 14, 0, 2023)", "1706659200"),
    ("mktime(0, 0, 0, 1, 1, 69)", "3124224000"),
    ('mktime("a")', "false"),
    ('strtotime("2024-01-05")', "1704412800"),
    ('strtotime("2024-01-05 10:30")', "1704450600"),
    ('strtotime("5 January 2024")', "1704412800"),
    ('strtotime("01/05/2024")', "1704412800"),
    ('strtotime("2024-01-05 +1 month")', "1707091200"),
    ('strtotime("2024-01-05 10:30pm -2 days")', "1704321000"),
    ('strtotime("nonsense")', "false"),
    ('strtotime("2024-2-9 1:2:3")', "1707440523"),
    ('strtotime("2024-02")', "1706745600"),
    ('strtotime("Feb 2024")', "1706745600"),
    ('strtotime("last day of february 2024")', "1709164800"),
    ('strtotime("+3 weekdays")', "false"),  # PHP knows them
    ('idate("j", 1704445200) + idate("n", 1704445200)', "6"),
    ('idate("G", 1704445200) - idate("g", 1704445200)', "0"),
]

CLOCK = [
    ('date("Y-m-d H:i:s")', "2026-03-02 10:30:15"),
    ("time()", "1772447415"),
    ("mktime()", "1772447415"),
    ("mktime(12)", "1772454615"),
    ('gmdate("Y")', "2026"),
    ('idate("m")', "3"),
    ('strtotime("tomorrow")', "1772496000"),
    ('strtotime("yesterday 10:00")', "1772359200"),
    ('strtotime("+1 week")', "1773052215"),
    ('strtotime("now")', "1772447415"),
    ('strtotime("@86400")', "86400"),
    ('strtotime("noon")', "1772452800"),
    ('strtotime("24:00")', "1772496000"),
    ('strtotime("yesterday noon")', "1772366400"),
    ('strtotime("friday")', "1772755200"),
    ('strtotime("next monday")', "1773014400"),
    ('strtotime("last friday")', "1772150400"),
    ('strtotime("this wednesday")', "1772582400"),
    ('strtotime("Thu, 5 March 2026")', "1772668800"),
    ('strtotime("29 Feb")', "1772323200"),
    ('strtotime("first day of next month")', "1775039415"),
    ('strtotime("last day of this month")', "1774953015"),
]

ROWS = [*LOGIC, *NUMBERS, *TEXTS, *HTML, *LISTS, *DATES, *CLOCK]


def case(expression: str, result: str) -> Case:
    return Case(0, expression, {}, self_value="", condition=False, fails=False, result=result, truthy=None)


@pytest.mark.parametrize(("expression", "result"), ROWS)
def test_a_function(expression: str, result: str) -> None:
    assert judge(case(expression, result), dialect="limesurvey", now=NOW) is None


def test_no_function_is_without_a_row() -> None:
    called = {node.name for text, _ in ROWS for node in walk(parse(text, "limesurvey").tree) if isinstance(node, Call)}
    assert set(DIALECTS["limesurvey"].functions) - called == {"listifop", "rand"}


def test_chance_belongs_to_the_interview() -> None:
    first, second = (evaluate(parse("rand(1, 6)", "limesurvey"), MappingScope({}, seed=seed)) for seed in (1, 1))
    assert first == second
    assert {evaluate(parse("rand(6, 5)", "limesurvey"), MappingScope({}, seed=seed)) for seed in range(9)} == {5, 6}
    assert evaluate(parse("rand()", "limesurvey"), MappingScope({})) != evaluate(
        parse("rand()", "limesurvey"), MappingScope({}, seed=1)
    )


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("sum()", "wrong_arguments"),
        ("abs()", "wrong_arguments"),
        ("abs(1, 2)", "wrong_arguments"),
        ("rand(1)", "wrong_arguments"),
        ("mktime(1, 2, 3, 4, 5, 6, 7)", "wrong_arguments"),
        ("nosuch(1)", "unknown_function"),
        ("Sum(1)", "misspelt_function"),
        ('regexMatch("/[/", "a")', "bad_pattern"),
        ('regexMatch("a", "a")', "bare_pattern"),
        ('regexMatch("/a/k", "a")', "unknown_flags"),
        ('round("a", 1)', "not_a_number"),
        ('number_format("x")', "not_a_number"),
        ('sumifop("!=", 1, "a")', "not_a_number"),
        ('str_repeat("a", -1)', "bad_argument"),
        ('str_repeat("a", 99999)', "too_much_text"),
        ('str_pad("a", 5, "")', "bad_argument"),
        ('strpos("abc", "a", -9)', "bad_argument"),
        ('sprintf("%d %d", 1)', "bad_argument"),
        ('sprintf("%y", 1)', "bad_argument"),
        ('sprintf("%99999d", 1)', "too_much_text"),
        ("mktime(0, 0, 0, 1, 1, 999999)", "bad_argument"),
        ('date("Y", 99999999999999)', "bad_argument"),
    ],
)
def test_a_call_that_is_refused(expression: str, code: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse(expression, "limesurvey"), MappingScope({}))
    assert caught.value.code == code
    assert caught.value.place.column == 1
