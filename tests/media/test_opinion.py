"""Opinion scores against figures of the E-model that are published or worked out by hand."""

import pytest

from acd.live.media.quality import mean_opinion_score


def test_a_perfect_local_call_has_the_best_score_of_g711() -> None:
    """R = 93.2 gives 4.41 (G.107 Annex B); 20 ms of packets take 0.5 off R."""
    assert mean_opinion_score(0.0, 0.0, None) == pytest.approx(4.40, abs=0.01)


def test_delay_counts_little_until_177_ms_and_much_beyond() -> None:
    """One way 150 ms: Id 3.6, R 89.6, MOS 4.33; 400 ms: Id 9.6 + 24.5, R 59.1, MOS 3.05."""
    assert mean_opinion_score(0.0, 0.0, 260.0) == pytest.approx(4.33, abs=0.005)
    assert mean_opinion_score(0.0, 0.0, 760.0) == pytest.approx(3.05, abs=0.01)


def test_loss_counts_by_g107_equation_7_29() -> None:
    """5 %: 95 · 5 / 30.1 = 15.8, R 76.9, MOS 3.90."""
    assert mean_opinion_score(0.05, 0.0, 0.0) == pytest.approx(3.90, abs=0.01)


def test_jitter_counts_as_the_delay_of_its_buffer() -> None:
    assert mean_opinion_score(0.0, 50.0, 0.0) == mean_opinion_score(0.0, 0.0, 200.0)


@pytest.mark.parametrize(("loss", "jitter", "rtt"), [(1.0, 0.0, 0.0), (0.9, 5000.0, 90_000.0), (1.0, 1e6, 1e6)])
def test_nothing_is_worse_than_one(loss: float, jitter: float, rtt: float) -> None:
    assert 1.0 <= mean_opinion_score(loss, jitter, rtt) < 2.0
