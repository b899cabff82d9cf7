import json

import pytest
import structlog

from core.wiring import set_up_logs


def test_logs_are_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    try:
        set_up_logs("warning")
        log = structlog.get_logger()
        log.info("quiet")
        log.warning("loud", post="p")
    finally:
        structlog.configure(**before)
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"], told["post"]) == ("loud", "warning", "p")
