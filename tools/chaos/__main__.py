"""`python -m chaos`, in the folder of the tools."""

import sys

from chaos.main import main

sys.exit(main())
