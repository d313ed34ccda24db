"""What a client would rather have: headers that weigh one thing against another (RFC 9110, section 12.4.2)."""

import re
from collections.abc import Mapping

MOST = 64
"""Of a header's items that are read."""

ITEM = re.compile(r"\s*([^\s;,]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.IGNORECASE)


def weights(header: str) -> Mapping[str, float]:
    """The items of a header in lower case, each with its weight from 0 to 1; what is dearest comes first.

    What cannot be read is passed by; of equal weight, what was named first comes first.
    """
    found = (ITEM.fullmatch(item) for item in header.split(",")[:MOST])
    named = [(one[1].lower(), float(one[2] or 1)) for one in found if one]
    return dict(sorted(named, key=lambda pair: -pair[1]))
