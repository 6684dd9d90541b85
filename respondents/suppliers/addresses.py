"""Addresses of a supplier: only https, only hosts by name, and what is filled into them is always escaped."""

import re
from typing import Literal
from urllib.parse import quote, urlsplit

LONGEST = 500

Fault = Literal["characters", "scheme", "credentials", "host", "places"]

#: What is filled in: the supplier's id of the respondent, and our signature of the outcome.
_PLACES = re.compile(r"\{(?:rid|sig)\}")
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
_PLAIN = re.compile(r"[!-~]+")


def fault_of(address: str, *, fills: bool) -> Fault | None:
    """What is wrong with an address; `fills`: `{rid}` and `{sig}` may stand in it."""
    if not _PLAIN.fullmatch(address) or any(sign in address for sign in "\\\"<>`^|'"):
        return "characters"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "host"
    if parts.scheme != "https":
        return "scheme"
    if "@" in parts.netloc:
        return "credentials"
    if not _HOST.fullmatch(host) or port == 0:
        return "host"
    rest = _PLACES.sub("", address.partition(parts.netloc)[2]) if fills else address
    return "places" if "{" in rest or "}" in rest or (parts.fragment and not fills) else None


def filled(address: str, *, rid: str, sig: str) -> str:
    """The address for one respondent. What comes in is percent-encoded whole: it changes nothing around it."""
    return _PLACES.sub(lambda place: quote(rid if place[0] == "{rid}" else sig, safe=""), address)
