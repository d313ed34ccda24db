import pytest

from envcheck.server.webrtc.whip.fragment import Fragment, MalformedFragment, RemoteCandidate, parse_fragment

HOST = "candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1"
RELAY = "candidate:2 1 udp 41819902 198.51.100.7 50000 typ relay raddr 0.0.0.0 rport 0"
TCP = "candidate:3 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active"
HEAD = "a=group:BUNDLE 0 1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:EsAw\r\na=ice-pwd:P2uY\r\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + f"a={HOST}\r\n", Fragment("EsAw", "P2uY", (RemoteCandidate("0", HOST),), False)),
        (HEAD.replace("\r\n", "\n") + f"a={HOST}\n", Fragment("EsAw", "P2uY", (RemoteCandidate("0", HOST),), False)),
        (
            HEAD + f"a={HOST}\r\na={RELAY}\r\na={TCP}\r\na=end-of-candidates\r\n",
            Fragment("EsAw", "P2uY", tuple(RemoteCandidate("0", line) for line in (HOST, RELAY, TCP)), True),
        ),
        (
            f"a=ice-ufrag:EsAw\r\na=ice-pwd:P2uY\r\na={HOST}\r\n",
            Fragment("EsAw", "P2uY", (RemoteCandidate(None, HOST),), False),
        ),
        (
            f"{HEAD}a={HOST}\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na={RELAY}\r\n",
            Fragment("EsAw", "P2uY", (RemoteCandidate("0", HOST), RemoteCandidate("1", RELAY)), False),
        ),
        (HEAD + "a=end-of-candidates\r\n", Fragment("EsAw", "P2uY", (), True)),
        (HEAD + "a=an-unknown-attribute:1\r\n\r\n", Fragment("EsAw", "P2uY", (), False)),
    ],
    ids=["crlf", "lf", "several", "no section", "two sections", "end", "unknown"],
)
def test_what_a_fragment_says(text: str, expected: Fragment) -> None:
    assert parse_fragment(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\r\n",
        "hello",
        "a=mid:0\r\n",
        "candidate:1 1 udp 1 192.0.2.1 1 typ host",
        "a=candidate:",
        "a=candidate:1 1 udp 1 192.0.2.1 70000 typ host",
        "a=candidate:1 1 udp 1 192.0.2.1 port typ host",
        f"a=candidate:1 1 udp 1 192.0.2.1 {'9' * 5000} typ host",
        "a=candidate:1 1 udp 1 192.0.2.1 1 kind host",
        '{"candidate": "x"}',
    ],
)
def test_what_is_no_fragment(text: str) -> None:
    with pytest.raises(MalformedFragment, match=r"\.$"):
        parse_fragment(text)


@pytest.mark.parametrize(
    ("text", "restarts"),
    [
        ("a=ice-ufrag:EsAw\na=ice-pwd:P2uY\na=end-of-candidates", False),
        ("a=ice-ufrag:ysXw\na=ice-pwd:vw5LmwG4", True),
        (f"a={HOST}", False),
        (f"a=ice-ufrag:ysXw\na={HOST}", False),
    ],
)
def test_other_credentials_ask_for_a_restart(text: str, restarts: bool) -> None:
    assert parse_fragment(text).restarts("EsAw", "P2uY") is restarts
