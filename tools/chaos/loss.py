"""A way that loses and delays packets, there and back: what is seen of the room is the same as without."""

import asyncio

from chaos.trial import PATIENCE_SECS, Outcome, Said, codes, ends
from relay import Relay, RelayedClient, Way
from sent import lively
from serving import served
from whip_client import PictureTrack

CLEAN, SOME, MUCH = Way(0.0, 0.0), Way(0.02, 0.05), Way(0.1, 0.1)
"""The last one is 200 ms there and back."""

FROZEN = "PIC104"


def loss(secs: float = 20.0, pictures: tuple[str, ...] = ("ready.jpg", "backlit.jpg")) -> Outcome:
    """Shows each picture over each way.

    Args:
        secs: of media that are looked at.
        pictures: sample pictures.
    """
    said, seen = Said(), []
    with served(environ={"ENVCHECK_SERVER__SILENT_SECS": "30"}) as server:
        for picture in pictures:
            clean = asyncio.run(_shown(server.url, CLEAN, picture, secs, said))
            seen.append(f"{picture} {clean}")
            for way in (SOME, MUCH):
                verdict = asyncio.run(_shown(server.url, way, picture, secs, said))
                said.expect(verdict == clean, f"{picture} is {clean}, and with {way.loss:.0%} lost {verdict}")
    done = "packets were lost on their way: none, 2 % with 100 ms, 10 % with 200 ms there and back"
    return Outcome(done, "; ".join(seen), tuple(said.faults))


async def _shown(url: str, way: Way, picture: str, secs: float, said: Said) -> str:
    """The verdict on a picture."""
    relay = Relay(way, seed=11)
    async with RelayedClient(f"{url}/whip", PictureTrack(lively(picture)), relay=relay) as sending:
        sending.outlast_consent()
        await sending.begin()
        first = await sending.until(lambda told: told.get("frames", 0) > 0, PATIENCE_SECS)
        await sending.until(lambda told: told.get("time", 0.0) > first["time"] + secs, PATIENCE_SECS + secs)
        report = (await sending.http.get(f"{sending.session}/report")).json()
        where = f"with {way.loss:.0%} lost of {picture}"
        said.expect(FROZEN not in codes(sending.told), f"the picture was said to have stopped, {where}")
        said.expect(not ends(sending.told), f"the session ended, {where}: {ends(sending.told)}")
        await sending.end()
    return str(report["verdict"])
