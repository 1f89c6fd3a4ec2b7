"""Questions to a running centre over its HTTP doors: with this account's own token, or a leader's name and secret.

Knows where the token of a centre on this machine lies, and which variables name a leader. Refuses to know what is
asked.
"""

import base64
import json
import os
import urllib.error
import urllib.request
from typing import Annotated, Any

import typer

from acd.errors import HuawuError
from acd.language import _
from acd.live.day import token_file

At = Annotated[
    str,
    typer.Option(
        "--at", metavar="HOST:PORT", help=_("The agents' channel of the running centre, or its https:// address.")
    ),
]
HERE = "127.0.0.1:8060"
NAME, SECRET = "HUAWU_NAME", "HUAWU_SECRET"
"""Variables of the environment: who asks a centre of another account or machine."""
_PATIENCE = 5.0


class NotAnsweredError(HuawuError):
    """A running centre that cannot be reached, or that refuses."""


def ask(at: str, path: str, said: dict[str, Any] | None = None) -> Any:
    """GET a path, or POST what is said to it; the JSON that comes back."""
    body = None if said is None else json.dumps(said).encode()
    address = at if "://" in at else f"http://{at}"
    request = urllib.request.Request(f"{address.rstrip('/')}{path}", body, {"Content-Type": "application/json"})
    request.add_header("Authorization", _authorization(at))
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        raise NotAnsweredError(_refusal(at, refused)) from None
    except (urllib.error.URLError, OSError, ValueError) as wrong:
        reason = getattr(wrong, "reason", wrong)
        words = _("{at}: no centre answers there ({why}); start one with acd serve, or name another with --at")
        raise NotAnsweredError(words.format(at=at, why=reason)) from None


def _refusal(at: str, refused: urllib.error.HTTPError) -> str:
    try:
        told = json.load(refused)
        return f"{at}: {told['refused']['words']}"
    except (ValueError, KeyError, TypeError):
        return _("{at}: refused ({code}); only the account that serves may ask").format(at=at, code=refused.code)


def _authorization(at: str) -> str:
    name, secret = os.environ.get(NAME), os.environ.get(SECRET)
    if name and secret:
        return f"Basic {base64.b64encode(f'{name}:{secret}'.encode()).decode()}"
    return f"Bearer {_token(at.rpartition(':')[2])}"


def _token(port: str) -> str:
    file = token_file(int(port)) if port.isdigit() else None
    try:
        return file.read_text("ascii").strip() if file is not None else ""
    except OSError:
        return ""
