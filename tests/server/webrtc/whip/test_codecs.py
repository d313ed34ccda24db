import pytest

from envcheck.server.webrtc.whip.codecs import codecs, describe_codecs


def section(*formats: tuple[str, str]) -> tuple[str, ...]:
    """A section of video with a payload type for each (name, parameters)."""
    numbered = list(enumerate(formats, 96))
    maps = [f"a=rtpmap:{number} {name}/90000" for number, (name, _) in numbered]
    return ("m=video 9 UDP/TLS/RTP/SAVPF 96", *maps, *(f"a=fmtp:{number} {said}" for number, (_, said) in numbered))


def is_taken(name: str, parameters: str) -> bool:
    return codecs(section((name, parameters)))[0].is_taken("video")


H264 = {
    "nothing said": "",
    "one packet a unit": "packetization-mode=0;profile-level-id=42e01f",
    "no packetization": "profile-level-id=42e01f",
    "no profile": "packetization-mode=1",
    "spaces": "packetization-mode=1; profile-level-id=42e01f",
    "upper case": "Packetization-Mode=1;PROFILE-LEVEL-ID=42E01F",
    **{
        f"profile {level_id}": f"packetization-mode=1;profile-level-id={level_id}"
        for level_id in (
            *("42001f", "42c033", "42e034", "42f01f", "4d001f", "4d401e", "58c01f", "64001f", "640c1f", "640028"),
            *("64003e", "6e001f", "7a1033", "f4001f", "2c001f"),
        )
    },
}


@pytest.mark.parametrize("parameters", H264.values(), ids=H264)
def test_every_format_of_h264_that_is_decoded_is_taken(parameters: str) -> None:
    assert is_taken("H264", parameters)
    assert is_taken("h264", parameters)


@pytest.mark.parametrize(
    "said",
    [
        "packetization-mode=2",
        "packetization-mode=x",
        *(f"profile-level-id={level_id}" for level_id in ("58001f", "ff001f", "42e0", "42e01f00", "zzzzzz", "")),
    ],
)
def test_a_format_of_h264_that_is_not_decoded_is_not_taken(said: str) -> None:
    assert not is_taken("H264", said)


def test_what_is_offered_is_told_once_and_without_helpers() -> None:
    names = [
        ("VP9", "profile-id=0"),
        ("rtx", "apt=96"),
        ("VP9", "profile-id=2"),
        ("AV1", ""),
        ("red", ""),
        ("H265", ""),
    ]
    assert describe_codecs(section(*names)) == "VP9, AV1 and H265"
    assert describe_codecs(section(("H264", "packetization-mode=2;sprop-x=1"))) == "H264 (packetization-mode 2)"
    assert len(describe_codecs(section(*((f"{number}{'x' * 1000}", "") for number in range(100))))) < 500


def test_a_data_channel_carries_no_media_whatever_formats_it_names() -> None:
    assert not any(
        codec.is_taken("application") for codec in codecs(("a=rtpmap:97 H264/90000", "a=rtpmap:96 VP8/90000"))
    )
