"""Texts that remember where they come from: LimeSurvey's operators look at that, not only at the value."""


class Quoted(str):
    """A text written between quotation marks, or joined with `+`.

    Beside one, numbers are joined and compared as texts.
    """

    __slots__ = ()


class Numeral(str):
    """A text that counts as a number when it writes one: a literal number, or what a function gave.

    Zeros at the end of its decimals do not count.
    """

    __slots__ = ()
