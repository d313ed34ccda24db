"""What strangers send, damaged in every way: each case is taken or refused in one sentence, in bounded time and memory.

    python tools/fuzz.py [--only KIND …] [--count N] [--seed N] [--jobs N] [--keep FOLDER]
    python tools/fuzz.py --again FILE …      cases that were kept
    python tools/fuzz.py --guided KIND       led by the code that cases reach; needs atheris

Without a count each kind has as many cases as a release is held to. Each comes of its number and its sample alone.
"""

import os

os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")  # read once, when OpenCV is loaded

from fuzzing.guided import instrumented

with instrumented():
    from fuzzing.main import main

if __name__ == "__main__":
    main(__doc__ or "")
