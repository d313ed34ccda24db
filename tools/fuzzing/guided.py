"""Cases led by coverage: what reaches new code is damaged further. It needs atheris, which few systems have."""

import random
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fuzzing.kind import Kind, Sample

FLAG = "--guided"

WITHOUT = "This needs atheris, a fuzzer for Python on Linux and macOS: .venv/bin/python -m pip install atheris"

INSTRUMENTED = [
    *("envcheck.baseline", "envcheck.environment", "envcheck.evaluation", "envcheck.media.still", "envcheck.settings"),
    *("envcheck.server.access", "envcheck.server.webrtc.whip", "jwt"),
]
"""New code is looked for in what reads inputs; all else only takes time."""

MOST_BYTES = 200_000


def instrumented() -> AbstractContextManager[Any]:
    """Within it modules are loaded so that it shows which of their code is reached, if that is asked for."""
    try:
        import atheris
    except ImportError:
        return nullcontext()
    return atheris.instrument_imports(INSTRUMENTED) if FLAG in sys.argv else nullcontext()


def guide(kind: "Kind", samples: "Sequence[Sample]", count: int, seed: int, folder: Path) -> int | str:
    """Tries so many cases in this process, up to the first that fails, which stays in the folder.

    Args:
        kind: what they are.
        samples: of it, from which all cases come.
        count: cases.
        seed: of the order in which they come.
        folder: where the case that fails stays, and those that reach new code.

    Returns:
        An exit code, or what to say instead.
    """
    try:
        import atheris
    except ImportError:
        return WITHOUT
    from fuzzing.worker import read

    found = folder / "guided" / kind.name
    found.mkdir(parents=True, exist_ok=True)
    for number, (_, sample) in enumerate(samples):
        (found / f"sample-{number:02}").write_bytes(bytes([number]) + sample)  # the first byte tells the suffix
    others = [sample for _, sample in samples]

    def one(data: bytes) -> None:
        path = folder / f"{kind.name}-{seed}{samples[data[0] % len(samples)][0] if data else ''}"
        path.write_bytes(data[1:])
        outcome = read(kind, path, seed, whole=False)
        if outcome.is_fault(kind):
            raise RuntimeError(f"{path.name}: {outcome.line()}")
        path.unlink()

    def damaged(data: bytes, most: int, number: int) -> bytes:
        return (data[:1] + kind.damage(data[1:], others, random.Random(number)))[:most]

    limits = [
        f"-atheris_runs={count}",
        f"-seed={seed + 1}",
        f"-max_len={MOST_BYTES}",
        "-timeout=60",
        "-rss_limit_mb=4096",
    ]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={found}/", str(found)], one, custom_mutator=damaged)
    atheris.Fuzz()
    return 0
