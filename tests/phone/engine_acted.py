"""An acted engine and an acted sound: they note what they are asked, and the test tells what happens."""

from collections.abc import Mapping
from typing import Any

from softphone.phone.port import FRAME, Account, Happening, Hear, PhoneError, Quality


class ActedEngine:
    name = "acted"

    def __init__(self) -> None:
        self.cannot: Mapping[str, str] = {}
        self.asked: list[tuple[Any, ...]] = []
        self.refuses: dict[str, PhoneError] = {}
        self.follows: dict[str, Happening] = {}
        self.tell: Hear = _deaf

    def start(self, account: Account, hear: Hear) -> None:
        self.tell = hear
        self._note("start", account.user)

    def stop(self) -> None:
        self._note("stop")

    def __getattr__(self, name: str) -> Any:
        if name not in ("dial", "answer", "reject", "hang_up", "hold", "retrieve", "press", "transfer", "complete"):
            raise AttributeError(name)
        return lambda *given: self._note(name, *given)

    def heard(self, leg: str) -> bytes:
        return bytes(FRAME)

    def say(self, leg: str, frame: bytes) -> None:
        pass

    def quality(self, leg: str) -> Quality | None:
        return Quality(4.2, 3.0, 0.01, 30.0)

    def _note(self, name: str, *given: Any) -> None:
        self.asked.append((name, *given))
        if name in self.refuses:
            raise self.refuses[name]
        if name in self.follows:
            self.tell(self.follows[name])


class ActedSound:
    def __init__(self) -> None:
        self.leg: str | None = None
        self.muted = self.rings = self.echo = False

    def devices(self) -> dict[str, list[str]]:
        return {"inputs": ["Headset"], "outputs": ["Headset", "Loudspeaker"]}

    def use(self, source: str, sink: str) -> None:
        if sink not in ("", "Headset", "Loudspeaker"):
            raise PhoneError("no_device", "there is none")

    def talk(self, leg: str | None) -> None:
        self.leg = leg

    def mute(self, muted: bool) -> None:
        self.muted = muted

    def hear_yourself(self, on: bool) -> None:
        self.echo = on

    def ring(self, on: bool) -> None:
        self.rings = on

    def levels(self) -> tuple[float, float]:
        return 0.25, 0.5

    def view(self) -> dict[str, str]:
        return {"input": "Headset", "output": "Headset", "fallback": "", "warning": ""}

    def close(self) -> None:
        pass


def _deaf(_happening: Happening) -> None:
    pass
