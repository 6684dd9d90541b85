"""LimeSurvey's expressions: names spelled out as LimeSurvey does, then as they are called here."""

import re
from collections.abc import Iterable

from surveys.formats.limesurvey.facts import LANGUAGE, Facts
from surveys.formats.limesurvey.naming import Named, Symbols, Variable
from surveys.formats.reasons import because
from surveys.formats.report import Notes, Place
from surveys.formats.texts import straight_quotes
from surveys.questionnaire.expressions import ExpressionError, parse
from surveys.questionnaire.expressions.limits import MAX_TEXT
from surveys.questionnaire.formula import Formula

_TOKEN = re.compile(
    r"""(?P<text>(?<!\\)"[^\n]*?(?<!\\)"|(?<!\\)'[^\n]*?(?<!\\)')"""
    r"|(?P<number>[0-9]+(?:\.[0-9]*)?(?![0-9.]*X))"
    r"|(?P<name>(?:INSERTANS:)?[0-9]+X[0-9]+X[0-9]+[A-Za-z0-9_]*(?:\#[01])?|(?:TOKEN:)?[A-Za-z][A-Za-z0-9_]*)"
    r"(?P<rest>(?:\.[A-Za-z0-9_]*)*)(?P<call>\s*\()?"
)
_SGQA = re.compile(r"(?:INSERTANS:)?([0-9]+X[0-9]+X[0-9]+.*)")
_OPERATORS = frozenset({"and", "or", "eq", "ne", "lt", "le", "gt", "ge"})
_ALWAYS = frozenset({"", "1", "true"})
#: Characters that an expression may grow to; one that grows further is too long to be read.
_MOST_EXPANDED = 4 * MAX_TEXT
#: What LimeSurvey reads in conditions as the character, in this order.
_ENTITIES = (("&quot;", '"'), ("&#039;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_SELECTORS = ("sq_", "nosq_", "comments", "nocomments")


class Expressions:
    """Reads the expressions of one questionnaire; what cannot be kept is dropped with a line."""

    def __init__(self, symbols: Symbols, facts: Facts, notes: Notes) -> None:
        self.symbols = symbols
        self._facts = facts
        self._notes = notes

    def spelled(self, text: str, named: Named | None = None, this: str = "") -> str:
        """With SGQA codes as names, and `self`, `that` and `this` as the variables that they stand for."""

        room = _MOST_EXPANDED if len(text) <= MAX_TEXT else 0

        def spell(token: re.Match[str]) -> str:
            nonlocal room
            name, rest = token["name"], token["rest"] or ""
            if name is None or token["call"] or room <= 0:
                return token[0]
            spelled = known_as(name, rest, token[0])
            room -= len(spelled)
            return spelled

        def known_as(name: str, rest: str, written: str) -> str:
            if name == "this" and this:
                return this + rest
            if name == "self" and named is not None:
                return self._expanded(named, rest.split(".")[1:])
            if name == "that":
                return self._of_another(written, rest.split(".")[1:])
            sgqa = _SGQA.fullmatch(name)
            if sgqa:
                return (self.symbols.find(sgqa[1]) or name) + rest
            known = name in self.symbols.variables
            return written if known else self.symbols.numbered.get(name, name) + rest

        return _TOKEN.sub(spell, text)

    def meant(self, text: str, named: Named | None = None) -> str:
        """As LimeSurvey evaluates it on answers alone: spelled out, with what the file says written in."""

        def said(token: re.Match[str]) -> str:
            if token["name"] is None or token["call"]:
                return token[0]
            fact = token["name"], token["rest"] or ""
            return self._facts.constant(*fact) or self._facts.words(*fact) or token[0]

        spelled = self.spelled(text, named)
        return _TOKEN.sub(said, spelled) if len(spelled) <= MAX_TEXT else spelled

    def _of_another(self, written: str, steps: list[str]) -> str:
        other = self.symbols.by_code.get(steps[0]) if steps else None
        return self._expanded(other, steps[1:]) if other else written

    @staticmethod
    def _expanded(named: Named, steps: list[str]) -> str:
        """The variables of a question that the steps select: `sq_X`, `nosq_X`, `comments`, `nocomments`."""
        chosen = [step.removeprefix("sq_") for step in steps if step.startswith("sq_")]
        left = [step.removeprefix("nosq_") for step in steps if step.startswith("nosq_")]
        attributes = [step for step in steps if not step.startswith(_SELECTORS)]
        attribute = f".{attributes[-1]}" if attributes else ""
        prefix = f"{named.question.code}_"
        kept: list[str] = []
        for variable in named.variables:
            ends = variable.written.removeprefix(prefix).removesuffix("comment" if variable.comment else "")
            parts = {ends, *ends.split("_")}
            if chosen and not parts.intersection(chosen):
                continue
            if parts.intersection(left) or not _wanted(variable, steps):
                continue
            kept.append(variable.written + attribute)
        return ", ".join(kept) or "''"

    def formula(self, text: str, place: Place, named: Named | None = None, this: str = "") -> Formula | None:
        """The formula that an expression becomes; None, with a line, when it cannot be read here."""
        spelled = self.spelled(text, named, this)
        unknown: list[str] = []
        found = self._renamed(spelled, unknown)
        if unknown:
            self._notes.warning(place, "reference_unknown", name=unknown[0])
            self._notes.warning(
                place, "expression_dropped", reason=because("reads_unknown", names=unknown[0]), expression=text
            )
            return None
        return self._readable(found, text, place)

    def _readable(self, found: str, written: str, place: Place) -> Formula | None:
        if len(found) > MAX_TEXT:
            self._notes.warning(
                place,
                "expression_dropped",
                reason=because("too_long", length=len(found), limit=MAX_TEXT),
                expression=written,
            )
            return None
        try:
            parse(found, "limesurvey")
        except ExpressionError as error:
            straight = straight_quotes(found)
            if straight != found:
                self._notes.info(place, "quotes_straightened")
                return self._readable(straight, written, place)
            self._notes.warning(
                place, "expression_dropped", reason=because(error.code, **error.parameters), expression=written
            )
            return None
        return Formula(text=found, dialect="limesurvey")

    def _renamed(self, text: str, unknown: list[str]) -> str:
        def rename(token: re.Match[str]) -> str:
            name, rest = token["name"], token["rest"] or ""
            if name is None or token["call"] or name.lower() in _OPERATORS:
                return token[0]
            if name.startswith("TOKEN:"):
                return self.symbols.token(name) + rest
            constant = self._facts.constant(name, rest)
            if constant is not None:
                return constant
            variable = self.symbols.variables.get(name)
            if variable is None and name == LANGUAGE:
                return self.symbols.token(name)
            if variable is None:
                unknown.append(name + rest)
                return token[0]
            return variable.read(rest)

        return _TOKEN.sub(rename, text)

    def constant(self, expression: str) -> str:
        """What a whole expression is that never changes (`q1.qid`), as a text; "" for any other."""
        found = _TOKEN.fullmatch(expression)
        written = self._facts.constant(found["name"], found["rest"] or "") if found and found["name"] else None
        return (written or "").strip("'\"")

    def known(self, name: str) -> Variable | None:
        """The variable of a name or of an SGQA code."""
        return self.symbols.variables.get(self.spelled(name)) or self.symbols.variables.get(name)


def _wanted(variable: Variable, steps: Iterable[str]) -> bool:
    if "comments" in steps:
        return variable.comment
    return not (variable.comment and "nocomments" in steps)


def condition_text(text: str) -> str:
    """A condition as it is evaluated: without the braces and entities of texts; "" for what always holds."""
    bare = text.strip()
    for entity, char in _ENTITIES:
        bare = bare.replace(entity, char)
    while bare.startswith("{") and bare.endswith("}") and bare.count("{") == 1:
        bare = bare[1:-1].strip()
    return "" if bare.lower() in _ALWAYS else bare


def both(*formulas: Formula | None) -> Formula | None:
    """The condition that all of these hold; None when there is none, the first ones when it is too long."""
    texts = list(dict.fromkeys(formula.text for formula in formulas if formula))
    if not texts:
        return None
    if len(texts) == 1:
        return Formula(text=texts[0], dialect="limesurvey")
    joined = " and ".join(f"({text})" for text in texts)
    return Formula(text=joined if len(joined) <= MAX_TEXT else texts[0], dialect="limesurvey")
