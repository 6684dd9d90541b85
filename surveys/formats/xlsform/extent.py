"""How far the filled cells of a sheet reach, and how many there are."""

from surveys.formats.unreadable import UnreadableFile

MOST_ROWS = 20_000
MOST_QUESTIONS = 5_000  # rows of the survey sheet
MOST_COLUMNS = 500
MOST_CELLS = 400_000
#: Rows by columns of one sheet, filled or not: what a reader of dense tables allocates.
LARGEST_AREA = 2_000_000


class Extent:
    """Counts filled cells; rows and columns from 1."""

    def __init__(self) -> None:
        self.cells = self.rows = self.columns = 0

    def fill(self, row: int, column: int, *, times: int = 1) -> None:
        """A filled cell, which stands for `times`. Raises UnreadableFile at the first bound it passes."""
        self.cells += times
        if row <= self.rows and column <= self.columns and self.cells <= MOST_CELLS:
            return
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)
        for found, limit, code in (
            (self.rows, MOST_ROWS, "too_many_rows"),
            (self.columns, MOST_COLUMNS, "too_many_columns"),
            (self.cells, MOST_CELLS, "too_many_cells"),
            (self.rows * self.columns, LARGEST_AREA, "too_many_cells"),
        ):
            if found > limit:
                raise UnreadableFile(code, {"limit": limit})
