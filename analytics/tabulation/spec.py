"""What a table is made of, besides its question."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

#: Who a percentage is of: every row, those who were asked, or those who gave an answer that is
#: neither blank nor a missing code.
Base = Literal["all", "asked", "answered"]


@dataclass(frozen=True)
class Banner:
    """The columns of a table: for each row of a frame the 1-based place of its column, 0 for none."""

    labels: tuple[str, ...]
    places: NDArray[np.uint8]
