"""Reading objects as people write them in JavaScript files: JSON, comments, bare keys, any quotes, spare commas.

Nothing is ever executed: what is no literal (a call, a name, a function) reads as `SCRIPT`.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

DEEPEST = 200

_BLANK = re.compile(r"(?:[\s\ufeff]+|//[^\n]*|/\*.*?(?:\*/|\Z))+", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]{1,15}|(?:[0-9]{1,300}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?)")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|`((?:[^`\\]|\\.)*)`', re.DOTALL)
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r\n": ""}
_INSERTED = re.compile(r"\$\{[^{}]*\}")
_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None, "Infinity": None}
_OPEN, _CLOSE = "([{", ")]}"
_WRAPPERS = re.compile(r"(?:i18n|this\.\$?t|\$?t|__|_|gettext|translate)\Z")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class _Script:
    """What stands where a program would compute a value."""

    def __repr__(self) -> str:
        return "SCRIPT"


SCRIPT: Final = _Script()


class NotALiteralError(ValueError):
    """The text is no object that can be read."""


@dataclass(slots=True)
class RelaxedReader:
    """Reads one value of a text from `position`, which ends up after it."""

    text: str
    position: int = 0
    depth: int = 0

    def value(self) -> Any:
        """The value that starts here. Raises NotALiteralError."""
        self._skip()
        start = self.position
        found = self._literal()
        self._skip()
        following = self.text[self.position : self.position + 1]
        if following == "+" and isinstance(found, str):
            return self._joined(found)
        if following in ("", ",", ";", "}", "]", ")", ":"):
            return found
        if isinstance(found, dict | list) and self.depth == 0:
            return found
        self.position = start
        return self._script()

    def _literal(self) -> Any:
        char = self.text[self.position : self.position + 1]
        if char == "{":
            return self._nested(self._object)
        if char == "[":
            return self._nested(self._list)
        if found := _STRING.match(self.text, self.position):
            self.position = found.end()
            return _unescaped(found)
        if found := _NUMBER.match(self.text, self.position):
            self.position = found.end()
            return _number(found[0])
        if (found := _WORD.match(self.text, self.position)) and found[0] in _CONSTANTS:
            self.position = found.end()
            return _CONSTANTS[found[0]]
        return self._script()

    def _nested(self, read: Any) -> Any:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotALiteralError
        self.position += 1
        found = read()
        self.depth -= 1
        return found

    def _object(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self._closes("}"):
            if self.text.startswith("...", self.position):
                self.position += 3
                self._script()
                continue
            key = self._key()
            self._skip()
            if self._take(":"):
                found[key] = self.value()
            else:  # a method, or a variable of that name
                if self.text[self.position : self.position + 1] not in (",", "}"):
                    self._script()
                found[key] = SCRIPT
        return found

    def _list(self) -> list[Any]:
        found = []
        while not self._closes("]"):
            if self.text.startswith("...", self.position):
                self.position += 3
            found.append(self.value())
        return found

    def _closes(self, bracket: str) -> bool:
        """Whether the list ends here; commas, also several, are passed over."""
        self._skip()
        while self._take(","):
            self._skip()
        if self.position >= len(self.text):
            raise NotALiteralError
        return self._take(bracket)

    def _key(self) -> str:
        if found := _STRING.match(self.text, self.position):
            self.position = found.end()
            return _unescaped(found)
        if found := _WORD.match(self.text, self.position) or _NUMBER.match(self.text, self.position):
            self.position = found.end()
            return found[0]
        raise NotALiteralError

    def _joined(self, first: str) -> Any:
        """Texts joined by `+`."""
        parts = [first]
        while self._take("+"):
            self._skip()
            found = _STRING.match(self.text, self.position)
            if found is None:
                self._script()
                break
            self.position = found.end()
            parts.append(_unescaped(found))
            self._skip()
        return "".join(parts)

    def _script(self) -> Any:
        """Pass over an expression up to the comma or bracket that ends it; a translated text is that text."""
        start = self.position
        called = _WORD.match(self.text, start)
        depth = 0
        while self.position < len(self.text):
            self._skip()
            char = self.text[self.position : self.position + 1]
            if found := _STRING.match(self.text, self.position):
                self.position = found.end()
                continue
            if depth == 0 and (char in _CLOSE or char in ",;"):
                break
            depth += (char in _OPEN) - (char in _CLOSE)
            self.position += 1
        if self.position == start:
            raise NotALiteralError
        return _translated(self.text[start : self.position]) if called else SCRIPT

    def _skip(self) -> None:
        if found := _BLANK.match(self.text, self.position):
            self.position = found.end()

    def _take(self, char: str) -> bool:
        if char and self.text.startswith(char, self.position):
            self.position += len(char)
            return True
        return False


def _translated(call: str) -> Any:
    """`t("Hello")` is "Hello"; anything else is a script."""
    name, _, rest = call.partition("(")
    found = _STRING.match(rest.strip()) if _WRAPPERS.match(name.strip()) else None
    return _unescaped(found) if found else SCRIPT


def _unescaped(found: re.Match[str]) -> str:
    index = found.lastindex or 1
    text = _ESCAPE.sub(_character, found[index])
    text = _SURROGATES.sub(_paired, text)
    return _INSERTED.sub("", text) if index == 3 else text


def _paired(found: re.Match[str]) -> str:
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _character(found: re.Match[str]) -> str:
    written = found[1]
    if written[0] in "ux" and len(written) > 1:
        number = int(written[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 else ""
    return _ESCAPED.get(written, written)


def _number(text: str) -> float | int:
    digits = text.lstrip("+-")
    if digits[:2].lower() == "0x":
        return int(text, 16)
    return int(text) if digits.isdigit() else float(text)
