"""``metrics import``: from a file that an Asterisk wrote to figures."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from metrics.check import check
from metrics.cli import app
from metrics.ledger import read

LOG = """\
1700000000|NONE|support|Ann|ADDMEMBER|
1700000010|a.1|support|NONE|ENTERQUEUE||13800138000|1
1700000018|a.1|support|Ann|CONNECT|8|u.1|3
1700000078|a.1|support|Ann|COMPLETECALLER|8|60|1
1700000080|a.2|support|NONE|ENTERQUEUE||13800138001|1
1700000084|a.2|support|Ann|CONNECT|4|u.2|2
1700000104|a.2|support|Ann|COMPLETEAGENT|4|20|1
1700000110|a.3|support|NONE|ENTERQUEUE||13800138002|1
1700000115|a.3|support|NONE|ABANDON|1|1|5
this is no line
"""


@pytest.mark.parametrize("name", ["day.db", "day.jsonl"])
def test_a_log_becomes_figures(tmp_path: Path, name: str) -> None:
    log, out, figures = tmp_path / "queue_log", tmp_path / name, tmp_path / "figures.json"
    log.write_text(LOG)
    done = CliRunner().invoke(app, ["import", str(log), "--out", str(out), "--timezone", "+00:00"])
    assert done.exit_code == 0, done.output
    assert "13800138000" not in out.read_bytes().decode("latin-1")
    assert check(read(out)) == []
    assert CliRunner().invoke(app, ["report", str(out), "--json", str(figures)]).exit_code == 0
    centre = json.loads(figures.read_text())["centre"]
    assert [centre[kpi] for kpi in ("offered", "answered", "abandoned")] == [3, 2, 1]
    assert [centre[kpi] for kpi in ("mean_answer_wait", "mean_talk", "mean_abandon_wait")] == [6.0, 40.0, 5.0]


def test_a_file_that_is_no_log_is_refused(tmp_path: Path) -> None:
    log = tmp_path / "queue_log"
    log.write_text("nothing of the kind\n")
    done = CliRunner().invoke(app, ["import", str(log), "--out", str(tmp_path / "x.db")])
    assert done.exit_code != 0
    assert not (tmp_path / "x.db").exists()
