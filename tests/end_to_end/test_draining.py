"""A server that is asked to stop while somebody is looked at."""

import signal

import httpx
import pytest

from front_desk import SDP, offer
from serving import served
from watched import OFTEN

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("twice", [False, True], ids=["until they end", "at once"])
def test_open_sessions_go_on_until_they_end_or_it_is_asked_again(twice: bool) -> None:
    with served("--drain", "600", environ={**OFTEN, "ENVCHECK_SERVER__SILENT_SECS": "600"}) as server:
        place = httpx.post(f"{server.url}/whip", content=offer("video"), headers=SDP, timeout=60).headers["Location"]
        server.process.send_signal(signal.SIGTERM)
        ready = 204
        while ready == 204:
            ready = httpx.get(f"{server.url}/readyz", timeout=60).status_code
        assert ready == 503
        refused = httpx.post(f"{server.url}/whip", content=offer("video"), headers=SDP, timeout=60)
        assert (refused.status_code, "retry-after" in refused.headers) == (503, True)
        assert httpx.get(f"{server.url}{place}/report", timeout=60).status_code == 200
        if twice:
            server.process.send_signal(signal.SIGTERM)
        else:
            assert httpx.delete(f"{server.url}{place}", timeout=60).status_code == 200
        assert server.process.wait(60) in (0, -signal.SIGTERM)
