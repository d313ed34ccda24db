"""What keeps a whole TIFF from being read: it may hold numbers, and be packed, as no camera does."""

import struct

MOST_FIELDS, MOST_VALUES = 1000, 1_000_000
"""Of one picture, and of one field: strips or tiles of any picture that is small enough to be read."""

_BITS, _COMPRESSION, _SAMPLE_FORMAT = 258, 259, 339
_PLACES = ((273, 279), (324, 325))
"""Fields that say where the strips or tiles lie, and how long each is (TIFF 6.0, sections 8 and 15)."""

_FLOATING = 3
_NUMBERS = {3: "H", 4: "I", 16: "Q"}
_PACKED = {34712: "JPEG 2000", 34887: "LERC", 34925: "LZMA", 50000: "Zstandard", 50001: "WebP", 50002: "JPEG XL"}

Fields = dict[int, tuple[int, ...]]


def unread_kind(data: bytes) -> str | None:
    """The kind of a TIFF that was not taken, as a sentence names it; None where it is damaged or cut short.

    Args:
        data: the file.
    """
    try:
        fields = _fields(data)
    except struct.error:
        return None
    parts = ((fields.get(start, ()), fields.get(length, ())) for start, length in _PLACES)
    if any(max(map(sum, zip(*part, strict=False)), default=0) > len(data) for part in parts):
        return None
    if _FLOATING in fields.get(_SAMPLE_FORMAT, ()):
        return "TIFF with floating-point numbers"
    if (bits := max(fields.get(_BITS, ()), default=1)) > 16:
        return f"TIFF with {bits} bits a sample"
    packed = _PACKED.get(next(iter(fields.get(_COMPRESSION, ())), 1))
    return f"TIFF packed by {packed}" if packed else None


def _fields(data: bytes) -> Fields:
    """The whole numbers of the first picture's fields, by tag.

    Raises:
        struct.error: the file ends before them.
    """
    order = "<" if data[:2] == b"II" else ">"
    is_big = struct.unpack_from(f"{order}H", data, 2) == (43,)
    offset, counted, header, inline = ("Q", "Q", "HHQ", 8) if is_big else ("I", "H", "HHI", 4)
    step = struct.calcsize(f"<{header}") + inline
    (at,) = struct.unpack_from(order + offset, data, inline)
    (count,) = struct.unpack_from(order + counted, data, at)
    at += struct.calcsize(counted)
    fields: Fields = {}
    for entry in range(at, at + min(count, MOST_FIELDS) * step, step):
        tag, kind, values = struct.unpack_from(order + header, data, entry)
        if kind in _NUMBERS and values <= MOST_VALUES:
            form, place = f"{order}{values}{_NUMBERS[kind]}", entry + step - inline
            if struct.calcsize(form) > inline:
                (place,) = struct.unpack_from(order + offset, data, place)
            fields[tag] = struct.unpack_from(form, data, place)
    return fields
