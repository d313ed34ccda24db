"""How true every sentence is on labelled pictures, by sources that chose no limit: `make truth`."""

import os

os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")  # read once, when OpenCV is loaded

from calibration.truth import main

if __name__ == "__main__":
    main()
