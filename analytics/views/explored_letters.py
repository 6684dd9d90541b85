"""Which shares of a table are above which others."""

import re

import numpy as np

from analytics.api import Explored
from analytics.exploring import TableRequest
from analytics.tabulation.significance import adjust, column_letters, compare_shares, letters

ALPHA = 0.05
_NAME = re.compile(r"[A-Za-z]\d*")


def letters_of(explored: Explored, asked: TableRequest) -> tuple[dict[tuple[int, int], str], dict[int, str]]:
    """The letters of the columns that a share is above, by (column, row); and what columns are called.

    Parts of one side that leave each other out, by shares pooled with weighted bases, Holm's correction.
    """
    shown, counted = explored.shown, explored.shown.counted
    found: dict[tuple[int, int], str] = {}
    called: dict[int, str] = {}
    if asked.measure != "column" or not counted.slots or any(each.role == "others" for each in counted.columns):
        return found, called
    groups = [
        [place for place, each in enumerate(counted.columns) if each.role == "part" and each.side == side]
        for side in dict.fromkeys(each.side for each in counted.columns)
    ]
    if not any(groups):
        groups = [[place for place, each in enumerate(counted.columns) if each.whole]]
    for group in groups:
        usable = [place for place in group if not shown.bases[place] and counted.base_w[place] > 0]
        if len(usable) < 2:
            continue
        names = column_letters(len(usable))
        called |= dict(zip(usable, names, strict=True))
        of = dict(zip(names, usable, strict=True))
        bases, effective = counted.base_w[usable], counted.effective[usable]
        shares = (counted.w[usable] / bases[:, np.newaxis]).T
        made = compare_shares(shares, bases, effective, "pooled_w")
        for row in range(len(shares)):
            p = adjust(made.p[row], "holm")
            for place, above in zip(usable, letters(shares[row], made.one, made.other, p, ALPHA), strict=True):
                told = "".join(name for name in _NAME.findall(above) if not shown.cells[of[name], row])
                found[place, row] = "" if shown.cells[place, row] else told
    return found, called
