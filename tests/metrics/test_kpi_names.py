"""``metrics kpi`` finds a KPI by whatever people call it."""

import pytest

from metrics.cli.kpi import _is_called
from metrics.definitions import CALLS


@pytest.mark.parametrize("name", ["mean_answer_wait", "C14", "asa", "ASA", "平均等待时间"])
def test_the_mean_wait_for_an_answer_goes_by_many_names(name: str) -> None:
    assert _is_called(CALLS["mean_answer_wait"], name)


@pytest.mark.parametrize("name", ["C1", "a", "offered"])
def test_a_part_of_an_id_or_a_letter_is_no_name(name: str) -> None:
    assert not _is_called(CALLS["mean_answer_wait"], name)
