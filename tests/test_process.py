"""What no crash and no other program gets to see of a room."""

import subprocess
import sys

import pytest

from media_files import surroundings

ASK = """
import resource, sys
import envcheck.__main__ as envcheck
sys.argv = ["envcheck", "--version"]
try:
    envcheck.main()
except SystemExit:
    pass
import ctypes
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
@pytest.mark.parametrize(("debug", "told"), [("0", "(0, 0) 0"), ("1", " 1")])
def test_the_memory_of_a_command_is_written_to_no_disk_unless_it_is_debugged(debug: str, told: str) -> None:
    environ = {**surroundings(), "ENVCHECK_DEBUG": debug}
    run = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, timeout=120, env=environ)
    assert run.stdout.rstrip().endswith(told), run.stderr
