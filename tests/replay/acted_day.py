"""A live day acted at random: callers, agents and their telephones do what they like, on a clock that a test moves."""

import random
from collections.abc import Callable
from typing import Any

from centre_acted import Acted

from acd.live.desk import DeskError
from acd.live.port import CallCame, Held, PhoneCame, PhoneGone, Pressed, Refusal, Retrieved

PEOPLE = {
    "ann": {"sales": 1},
    "bob": {"sales": 1, "help": 2},
    "cyd": {"help": 1},
    "dan": {"help": 1, "sales": 2},
}

MENU = {
    "say": "sales 1, help 2, hours 3",
    "keys": {"1": {"call_type": "sale"}, "2": {"call_type": "question"}, "3": {"say": "nine to five", "hang_up": True}},
    "tries": 2,
}
SURVEY = {"say": "rate us", "keys": {"1": "good", "2": "bad"}, "timeout": "8s"}


def acted(seed: int, steps: int = 400) -> Acted:
    """The centre after some hundred random steps."""
    rng = random.Random(seed)
    centre = Acted("ann", "bob", "cyd", agents=PEOPLE, **_centre(rng))
    if rng.random() < 0.4:
        # Nobody remembers callers in these tests; so who served one last is drawn.
        centre.floor._entrance._last_served = lambda *_asked: rng.randint(-1, len(PEOPLE) - 1)
    Day(centre, rng).run(steps)
    return centre


def _centre(rng: random.Random) -> dict[str, Any]:
    steps = [{"to": "help", "after": "15s"}, {"to": "help", "when": "all_busy"}, {"to": "anyone", "when": "queue > 1"}]
    sales: dict[str, Any] = {"choose_agent": rng.choice(["longest_idle", "round_robin", "fewest_calls", "random"])}
    sales["overflow"] = rng.sample(steps, rng.randint(0, 2))
    if rng.random() < 0.5:
        sales |= {"max_wait": "50s", "queue_limit": 4, "when_full": {"deflect": "busy"}}
    said: dict[str, Any] = {"groups": {"sales": sales, "help": {}}, "ring": {"no_answer_after": "12s"}}
    if rng.random() < 0.5:
        said["wrap_up_limit"] = {"after": "30s", "then": "ready"}
    if rng.random() < 0.4:
        said["codes"] = {"order": {}}
    if rng.random() < 0.3:
        said["lines"] = 5
    if rng.random() < 0.4:
        said |= {"menu": MENU, "survey": SURVEY}
    if rng.random() < 0.3:
        said["announcements"] = {"position": {"every": "10s"}, "comfort": {"say": "please wait", "every": "7s"}}
    said |= {"trunks": {"carrier": {"address": "127.0.0.1"}}, "outbound": {"trunk": "carrier", "allowed": ["1."]}}
    said["call_types"] = {"sale": {"group": "sales", "priority": rng.choice([0, 3])}, "question": {"group": "help"}}
    return said


class Day:
    """Who does what next is drawn; what cannot be done is refused by the centre, as it should."""

    def __init__(self, centre: Acted, rng: random.Random) -> None:
        self.centre = centre
        self.rng = rng
        self.now = centre.clock.now() / 1_000_000
        self.callers = len(centre.journal.entries)  # names of legs are not used twice

    def run(self, steps: int) -> None:
        doings = [self._calls, self._phone, self._phone, self._caller, self._device, self._back]
        doings += [self._agent, self._agent, self._agent, self._hands_on, self._dials]
        for _ in range(steps):
            if self.rng.random() < 0.7:  # else at the very same moment
                self.now += self.rng.choice([0.25, 1, 3, 5])
                self.centre.at(self.now)
            self.rng.choice(doings)()

    def _calls(self) -> None:
        self.callers += 1
        self.centre.comes(f"c{self.callers}", self.rng.choice(["95500", "95501"]))

    def _legs(self, of_callers: bool) -> list[str]:
        return sorted(leg for leg in self.centre.phones.up if leg.startswith("c") == of_callers)

    def _phone(self) -> None:
        if not (legs := self._legs(of_callers=False)):
            return
        leg, centre = self.rng.choice(legs), self.centre
        doings = {
            "answers": lambda: centre.answers(leg),
            "refuses": lambda: centre.refuses(leg, self.rng.choice([*Refusal]), self.rng.choice([486, 404, 480, 0])),
            "hangs up": lambda: centre.hangs_up(leg, lost=self.rng.random() < 0.3),
            "holds": lambda: centre.happens(Held(leg)),
            "retrieves": lambda: centre.happens(Retrieved(leg)),
        }
        doings[self.rng.choice(["answers", "answers", "answers", *doings])]()

    def _caller(self) -> None:
        if not (legs := self._legs(of_callers=True)):
            return
        leg = self.rng.choice(legs)
        if self.rng.random() < 0.6:
            self.centre.happens(Pressed(leg, self.rng.choice("1239")))
        elif self.centre.phones.playing.get(leg):
            self.centre.hears_out(leg)
        else:
            self.centre.hangs_up(leg, lost=self.rng.random() < 0.2)

    def _device(self) -> None:
        name = self.rng.choice([*PEOPLE])
        came = name not in self.centre.phones.registered
        if came:
            self.centre.phones.registered.add(name)
        elif self.rng.random() < 0.3:
            self.centre.phones.registered.discard(name)
        else:
            return
        self.centre.happens((PhoneCame if came else PhoneGone)(name))

    def _talking(self) -> list[str]:
        return [self.centre.names[call.agent] for call in self.centre.opened.calls if call.agent >= 0]

    def _consulting(self) -> list[str]:
        return [self.centre.names[call.agent] for call in self.centre.opened.calls if call.asked >= 0]

    def _back(self) -> None:
        """Somebody comes, or is ready again."""
        staff, name = self.centre.staff, self.rng.choice([*PEOPLE])
        for request in (staff.sign_in, staff.ready):
            self._ask(lambda request=request: request(name))

    def _hands_on(self) -> None:
        """A call in hand goes to a colleague, announced or not, or is about to."""
        staff = self.centre.staff
        if names := self._consulting():
            self._ask(lambda: self.rng.choice([staff.complete, staff.undo])(names[0]))
        elif names := self._talking():
            name, to = self.rng.choice(names), self.rng.choice([*PEOPLE])
            self._ask(lambda: self.rng.choice([staff.consult, staff.consult, staff.transfer])(name, to))

    def _dials(self) -> None:
        """Somebody calls out, on the desk or on the phone itself; the own phone is picked up, mostly."""
        name, number = self.rng.choice([*PEOPLE]), f"13{self.rng.randrange(5)}"
        if self.rng.random() < 0.2:
            self.callers += 1
            leg = f"in.{self.callers}"
            self.centre.phones.up.add(leg)
            self.centre.happens(CallCame(leg, name, number, user=name))
        else:
            self._ask(lambda: self.centre.staff.dial(name, number))
        for end in (".dials", ".out"):
            for leg in [leg for leg in self._legs(of_callers=False) if leg.endswith(end)]:
                if self.rng.random() < 0.7:
                    self.centre.answers(leg)

    def _agent(self) -> None:
        staff, other = self.centre.staff, self.rng.choice([*PEOPLE, "8001"])
        name = self.rng.choice([*PEOPLE])
        requests = [
            lambda: staff.sign_in(name),
            lambda: staff.sign_out(name),
            lambda: staff.not_ready(name, "tea"),
            lambda: staff.reject(name),
            lambda: staff.hold(name),
            lambda: staff.retrieve(name),
            lambda: staff.hang_up(name),
            lambda: staff.transfer(name, other),
            lambda: staff.consult(name, other),
            lambda: staff.complete(name),
            lambda: staff.undo(name),
            lambda: staff.wrapped_up(name),
            lambda: staff.extend(name),
            lambda: staff.ask_help(name),
            lambda: staff.result(name, self.rng.choice(["handled", "refused"])),
        ]
        self._ask(self.rng.choice(requests))

    def _ask(self, request: Callable[[], Any]) -> None:
        try:
            self.centre.ask(request())
        except DeskError:
            self.centre.told()
