"""SIP messages as text: reading and changing their headers. Names of headers are alike in upper and lower case."""

import re
import secrets
from typing import Final

Key = tuple[str, str]
"""A transaction: the branch of the topmost Via, and the method."""

_SHORT: Final = {"v": "via", "f": "from", "t": "to", "i": "call-id", "m": "contact", "r": "refer-to", "o": "event"}
_STATUS: Final = re.compile(r"SIP/2\.0 (\d{3})")


def decoded(raw: bytes) -> str:
    """What is no UTF-8 is replaced."""
    return raw.decode("utf-8", "replace")


def headers(text: str, name: str) -> list[str]:
    """The values of a header, in order; long lines that were folded are one."""
    head = re.sub(r"\r\n[ \t]+", " ", text.partition("\r\n\r\n")[0])
    lines = (line.partition(":") for line in head.split("\r\n")[1:])
    return [value.strip() for each, _colon, value in lines if _full(each) == name.lower()]


def header(text: str, name: str) -> str:
    """The first value, empty where there is none."""
    return next(iter(headers(text, name)), "")


def all_headers(text: str) -> dict[str, str]:
    """By their names as they came; of several of one name the last."""
    head = re.sub(r"\r\n[ \t]+", " ", text.partition("\r\n\r\n")[0])
    lines = (line.partition(":") for line in head.split("\r\n")[1:])
    return {name.strip(): value.strip() for name, colon, value in lines if colon}


def key(text: str) -> Key:
    """Of the transaction that a message belongs to."""
    branch = re.search(r";\s*branch=([^;,\s]+)", header(text, "Via"))
    return branch[1] if branch else "", sequence(text)[1]


def sequence(text: str) -> tuple[int, str]:
    """Number and method of CSeq."""
    found = re.match(r"(\d{1,10})\s+(\w+)", header(text, "CSeq"))
    return (int(found[1]), found[2]) if found else (0, "")


def tag(value: str) -> str:
    """Of a From or To."""
    found = re.search(r";\s*tag=([^;,\s]+)", value.rpartition(">")[2] or value)
    return found[1] if found else ""


def address(value: str) -> str:
    """The URI of a From, To, Contact or Route."""
    found = re.search(r"<([^>]*)>", value)
    return found[1] if found else value.partition(";")[0].strip()


def shown_name(value: str) -> str:
    """The display name of a From."""
    return value.partition("<")[0].strip().strip('"') if "<" in value else ""


def user(uri: str) -> str:
    """The part before the @, or all."""
    return re.sub(r"^sips?:", "", uri).partition("@")[0].partition(";")[0]


def routes(text: str, name: str = "Record-Route") -> list[str]:
    """A header of routes, one each."""
    return [each.strip() for value in headers(text, name) for each in re.split(r",(?=\s*<)", value)]


def status(fragment: str) -> int:
    """Of a status line; 0 where there is none."""
    found = _STATUS.search(fragment)
    return int(found[1]) if found else 0


def branch() -> str:
    """A new one."""
    return "z9hG4bK" + secrets.token_hex(10)


def again(text: str, number: int, extra: str) -> str:
    """The request once more as a new transaction, with another number and more headers (``Name: value`` + CRLF)."""
    head, _empty, body = text.partition("\r\n\r\n")
    lines = [line for line in head.split("\r\n") if not re.match(r"(?:Proxy-)?Authorization:", line, re.I)]
    head = "\r\n".join(lines)
    head = re.sub(r";branch=[^;\r]+", f";branch={branch()}", head, count=1)
    head = re.sub(r"(?im)^CSeq: \d+", f"CSeq: {number}", head, count=1)
    return with_headers(f"{head}\r\n\r\n{body}", extra)


def with_headers(text: str, extra: str) -> str:
    """More headers (``Name: value`` + CRLF) before the last."""
    return text.replace("\r\nContent-Length", "\r\n" + extra + "Content-Length", 1) if extra else text


def acknowledged(request: str, answer: str) -> str:
    """The ACK of an INVITE that failed: of the same transaction (RFC 3261, section 17.1.1.3)."""
    uri = request.split(" ", 2)[1]
    lines = [f"ACK {uri} SIP/2.0", f"Via: {header(request, 'Via')}", "Max-Forwards: 70"]
    lines += [f"Route: {route}" for route in routes(request, "Route")]
    lines += [
        f"From: {header(request, 'From')}",
        f"To: {header(answer, 'To')}",
        f"Call-ID: {header(request, 'Call-ID')}",
    ]
    return "\r\n".join([*lines, f"CSeq: {sequence(request)[0]} ACK", "Content-Length: 0", "", ""])


def _full(name: str) -> str:
    low = name.strip().lower()
    return _SHORT.get(low, low)
