"""`python -m envcheck_janus` is the command."""

import sys

from envcheck_janus.cli import main

if __name__ == "__main__":
    sys.exit(main())
