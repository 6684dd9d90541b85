"""What kind of device somebody answers on, by the little that its browser says. The text itself is kept nowhere."""

import re
from typing import Literal

DeviceClass = Literal["phone", "tablet", "desk", ""]

#: Tablets with Android say so by not saying "Mobile"; those of Apple have called themselves computers since
#: 2019 and are counted as such: nothing sent with a page tells them apart.
_TABLET = re.compile(r"iPad|Tablet|PlayBook|Silk(?!.*Mobile)|Android(?!.*Mobile)", re.IGNORECASE)
_PHONE = re.compile(r"Mobi|iPhone|iPod|Android|Opera Mini|IEMobile|BlackBerry|KaiOS", re.IGNORECASE)
_DESK = re.compile(r"Windows NT|Macintosh|X11|CrOS|Linux", re.IGNORECASE)

#: No browser says more about itself.
_LONGEST = 500


def device_of(agent: str) -> DeviceClass:
    """The class of a device by its browser's `User-Agent`; empty for what no person answers with."""
    told = agent[:_LONGEST]
    if _TABLET.search(told):
        return "tablet"
    if _PHONE.search(told):
        return "phone"
    return "desk" if _DESK.search(told) else ""
