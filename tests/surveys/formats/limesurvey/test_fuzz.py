"""Whatever is done to a file: it is refused in one line, or becomes a definition that runs."""

from random import Random
from xml.etree.ElementTree import Element, fromstring, tostring

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.formats.limesurvey import read_limesurvey
from surveys.formats.unreadable import UnreadableFile
from surveys.runtime import compile_definition
from tests.surveys.formats.limesurvey.files import lss, question
from tests.surveys.formats.limesurvey.test_samples import QUESTION, SAMPLES, TABLE

#: A small survey in which everything refers to something.
SURVEY = lss(
    [
        question("a", "L", qid="1", answers={"1": "One", "2": "Two"}, other="Y"),
        question("b", "M", qid="2", parts={"x": "X", "y": {"text": "Y", "relevance": "a.NAOK == 1"}}, other="Y"),
        question("c", "F", parts={"x": "X {a.shown}"}, answers={"1": "1"}, attributes={"array_filter": "b"}),
    ],
    [
        question("d", "N", relevance="12345X6X1.NAOK == 1", attributes={"max_num_value_n": "{sum(that.b)}"}),
        question("e", "*", attributes={"equation": "{if(d > 3, 'x', b_x)}"}),
        question("f", ":", parts={"r": "R", "1#k": "K"}, attributes={"em_validation_q": "sum(self) > this"}),
        question("g", "P", parts={"x": "X"}, conditions=[{"cqid": "1", "cfieldname": "12345X6X1", "value": "2"}]),
        question("h", "1", parts={"x": "X"}, answers={"0#1": "One", "1#1": "Une"}),
        question("i", "R", answers={"1": "One", "2": "Two"}, text="{count(b_x, b_y)} {e} {{x}} {a"),
        question("j", "O", answers={"1": "One"}, relevance="LANG == 'fr' && g_xcomment.shown != a.question"),
    ],
    languages=("en", "fr"),
    quota=[{"id": "1", "name": "women", "qlimit": "10", "action": "1", "active": "1"}],
    quota_members=[{"quota_id": "1", "qid": "1", "code": "1"}, {"quota_id": "1", "qid": "2", "code": "x"}],
    defaultvalues=[{"qid": "1", "language": "en", "defaultvalue": "{b_x}"}],
)
STRANGE = (
    "", " ", "0", "1", "-1", "9" * 400, "1e999", "nan", "é" * 70, "${a}", "{a}", "{", "a b", "self", "-oth-", "\u2028",
    "{sum(that.b.NAOK)}", "a == ", "((((", "'", '"', "<script>{a}</script>", "<b>x", "Y", "M", "L", ":", "*", "zz-!",
    "12345X6X1", "O", "P", "LANG", "{a.qid} {LANG} {j_comment}", "a.shown == a.gid", "j_comment.NAOK == SID",
    "{TOKEN:ATTRIBUTE_1}", "d > 1 and e > 2", "{text1}", "b_x", "population", "&lt;", "x" * 9000,
)  # fmt: skip


def runs(content: bytes) -> None:
    try:
        definition = read_limesurvey(content, "survey.lss").definition
    except UnreadableFile:
        return
    compile_definition(definition)


def mangled(root: Element, chance: Random, times: int) -> bytes:
    """A document with elements dropped, doubled, moved, or given other texts."""
    for _ in range(times):
        elements = list(root.iter())
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(5):
            case 0:
                one.text = chance.choice(STRANGE)
            case 1:
                one.text, other.text = other.text, one.text
            case 2 if len(one):
                one.remove(chance.choice(list(one)))
            case 3 if len(one):
                one.append(fromstring(tostring(chance.choice(list(one)))))
            case _:
                one.tag = other.tag
    return tostring(root)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9), times=st.integers(1, 40))
def test_mangled_xml(seed: int, times: int) -> None:
    chance = Random(seed)
    runs(mangled(fromstring(SURVEY), chance, times))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9), times=st.integers(1, 30))
def test_mangled_bytes(seed: int, times: int) -> None:
    chance = Random(seed)
    content = bytearray(
        chance.choice((SURVEY, (SAMPLES / QUESTION).read_bytes(), (SAMPLES / TABLE).read_bytes()[:30_000]))
    )
    for _ in range(times):
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(40)] = chance.randbytes(chance.randrange(6))
    runs(bytes(content))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_mangled_tables(seed: int) -> None:
    chance = Random(seed)
    lines = (SAMPLES / TABLE).read_bytes().decode().splitlines()
    header, rows = lines[0], chance.sample(lines[1:], 150)
    for at in range(0, len(rows), 3):
        cells = rows[at].split("\t")
        cells[chance.randrange(len(cells))] = chance.choice(STRANGE)
        rows[at] = "\t".join(cells)
    runs("\n".join([header, *rows]).encode())
