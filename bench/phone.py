"""The phone over a network that loses packets: how many of a hundred registrations and calls come about, and how fast.

``python -m bench.phone [LOSS]`` (a share, 0.1 unless given): a registrar and answering party in one, which loses that
share of what it receives and of what it sends. Each phone registers with its secret, calls, talks, and hangs up.
"""

import random
import re
import socket
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Queue

from softphone.phone.port import Account, Happening, Over, Registered, Talks
from softphone.phone.rfc import text as sip
from softphone.phone.rfc.engine import RfcEngine

PHONES = 100
AT_ONCE = 10
SDP = (
    "v=0\r\no=p 1 1 IN IP4 127.0.0.1\r\ns=p\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n"
    "a=rtpmap:0 PCMU/8000\r\n"
)


class Lossy:
    """Answers what gets through; an answered call is confirmed again until its ACK gets through."""

    def __init__(self, loss: float) -> None:
        self._chance = random.Random(1)
        self._loss = loss
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self.port = self._socket.getsockname()[1]
        self.received = self.lost = 0
        self._unacknowledged: dict[str, tuple[str, tuple[str, int], float]] = {}
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                raw, sender = self._socket.recvfrom(65_535)
            except TimeoutError:
                raw = b""
            if raw and not self._is_lost():
                self._came(raw.decode(), sender)
            for call, (answer, target, due) in list(self._unacknowledged.items()):
                if time.monotonic() > due:
                    self._send(answer, target)
                    self._unacknowledged[call] = answer, target, time.monotonic() + 0.5

    def _came(self, text: str, sender: tuple[str, int]) -> None:
        method, call = text.partition(" ")[0], sip.header(text, "Call-ID")
        if method == "ACK":
            self._unacknowledged.pop(call, None)
        elif method == "REGISTER" and not sip.header(text, "Authorization"):
            challenge = 'WWW-Authenticate: Digest realm="bench", nonce="1", algorithm=MD5, qop="auth"\r\n'
            self._send(_answer(text, "401 Unauthorized", challenge), sender)
        elif method == "INVITE":
            answer = _answer(text, "200 OK", f"Contact: <sip:bench@127.0.0.1:{self.port}>\r\n", SDP)
            self._send(answer, sender)
            self._unacknowledged.setdefault(call, (answer, sender, time.monotonic() + 0.5))
        else:
            self._send(_answer(text, "200 OK"), sender)

    def _send(self, text: str, target: tuple[str, int]) -> None:
        if not self._is_lost():
            self._socket.sendto(text.encode(), target)

    def _is_lost(self) -> bool:
        self.received += 1
        lost = self._chance.random() < self._loss
        self.lost += lost
        return lost


def _answer(request: str, status: str, extra: str = "", body: str = "") -> str:
    to = sip.header(request, "To")
    lines = [f"SIP/2.0 {status}", *(f"Via: {via}" for via in sip.headers(request, "Via"))]
    lines += [f"{name}: {sip.header(request, name)}" for name in ("From", "Call-ID", "CSeq")]
    lines += [f"To: {to}" if sip.tag(to) else f"To: {to};tag=b", *re.findall(r"[^\r\n]+", extra)]
    lines += ["Content-Type: application/sdp"] if body else []
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", body])


def one_phone(port: int, number: int) -> tuple[float | None, float | None]:
    """Seconds until registered and until talking; none where it did not come about within 20 s."""
    told: Queue[Happening] = Queue()
    engine = RfcEngine()
    begun = time.perf_counter()
    engine.start(Account("127.0.0.1", f"{number}", "secret", port, address="127.0.0.1"), told.put)
    registered = _until(told, Registered, begun)
    begun = time.perf_counter()
    engine.dial("leg", "1000")
    talking = _until(told, Talks, begun)
    if talking is not None:
        engine.hang_up("leg")
        _until(told, Over, begun)
    engine.stop()
    return registered, talking


def _until(told: "Queue[Happening]", kind: type, begun: float) -> float | None:
    while True:
        try:
            if isinstance(told.get(timeout=20), kind):
                return time.perf_counter() - begun
        except Empty:
            return None


def main() -> None:
    peer = Lossy(float(sys.argv[1]) if len(sys.argv) > 1 else 0.1)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda number: one_phone(peer.port, number), range(PHONES)))
    print(f"{peer.lost} of {peer.received} packets lost ({peer.lost / peer.received:.1%})")
    for name, times in zip(("registered", "talking"), zip(*results, strict=True), strict=True):
        good = sorted(each for each in times if each is not None)
        print(f"{name}: {len(good)} of {PHONES}, median {statistics.median(good):.2f} s, longest {good[-1]:.2f} s")


if __name__ == "__main__":
    main()
