"""The limits of the checks, measured on labelled pictures and on faults made from them: `make calibrate`."""

import os

os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")  # read once, when OpenCV is loaded

from calibration.main import main

if __name__ == "__main__":
    main()
