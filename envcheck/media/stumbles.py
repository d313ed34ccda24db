"""What PyAV raises at data that it cannot take: FFmpeg's own errors, and those of its own code that trusts FFmpeg."""

import av

STUMBLES = (
    av.error.FFmpegError,
    *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RuntimeError, AssertionError),
)
"""A text that is no UTF-8, a stream without a codec, sound of another kind than the first: each is a `ValueError` or
the like from within PyAV. Whoever decodes catches all of them, and says what it means for the input."""
