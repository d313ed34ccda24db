"""`python -m envcheck_livekit`."""

from envcheck_livekit.cli import main

if __name__ == "__main__":
    main()
