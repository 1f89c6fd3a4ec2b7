"""How often something may happen: a budget for each key that fills up again with time, in bounded memory.

Knows a clock that it is given. Refuses to know what is counted.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable


class Limit:
    """``burst`` times at once, ``per_second`` in the long run, for each of the ``keys`` latest keys.

    Forgetting a key gives it its budget back: whoever has more addresses than ``keys`` has that budget for each anyway.
    """

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float], keys: int = 4096) -> None:
        self._burst = burst
        self._rate = per_second
        self._clock = clock
        self._keys = keys
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def left(self, key: Hashable) -> float:
        """How often it may happen now."""
        left, then = self._left.get(key, (self._burst, 0.0))
        return min(self._burst, left + (self._clock() - then) * self._rate) if key in self._left else self._burst

    def spend(self, key: Hashable) -> None:
        """It happened."""
        self._left[key] = (self.left(key) - 1.0, self._clock())
        self._left.move_to_end(key)
        if len(self._left) > self._keys:
            self._left.popitem(last=False)

    def take(self, key: Hashable) -> bool:
        """Spend one if there is one."""
        if self.left(key) < 1.0:
            return False
        self.spend(key)
        return True
