"""The data block in a picture's file: written into PNG and SVG, and read from any bytes that come.

Nothing is decoded to pixels and no XML reader is asked, so that no file can make reading it dear: what is read is found
by the very form in which it is written here.
"""

import binascii
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import pack, unpack_from

from dashboard.params.frame_size import FrameSize

KEYWORD = "overdose-statistics"
"""Names the block: keyword of its ``iTXt`` chunk in a PNG, id of the ``<metadata>`` in an SVG."""
MAX_BLOCK_BYTES = 4 * 2**20
"""Of a block that is unpacked: the largest of ours, six thousand rows, has 0.7 MB."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_BYTES = 33
"""Bytes of the signature and of IHDR, which has to be the first chunk."""
_CHUNK_FRAME_BYTES = 12
"""Of a chunk beside its content: length, type and checksum."""
_LAST_CHUNK = b"IEND"
_TEXT_CHUNKS = frozenset({b"iTXt", b"tEXt", b"zTXt", b"tIME"})
"""What says something of a picture and draws nothing; ``eXIf`` can turn it."""
_METADATA = re.compile(rb'<metadata id="%s">([^<]*)</metadata>' % KEYWORD.encode())
_SVG_START = re.compile(rb'<svg xmlns="http://www\.w3\.org/2000/svg" width="(\d{1,5})" height="(\d{1,5})"')
_SVG_SIGN = b"<svg"
_SIGN_BYTES = 1000


class ImageError(Exception):
    """A picture could not be made; says what the renderer found."""


@dataclass(frozen=True)
class PictureFile:
    """What a file says of itself. ``block`` is the text of its data block, None where it has none.

    ``is_damaged``: its checksums or its block are not whole. ``drawing`` is the file without its texts: where it is the
    same, so is every pixel. ``size`` is its own in pixels, None where it does not say. ``texts`` are those of a PNG
    beside the block.
    """

    ending: str
    block: str | None
    is_damaged: bool
    drawing: bytes
    size: FrameSize | None
    texts: bytes = b""


def add_png_text(image: bytes, fields: Mapping[str, str], block: str = "") -> bytes:
    """Add to a PNG an ``iTXt`` chunk (UTF-8) for each keyword, and a packed one for the block, after its header."""
    if not image.startswith(_SIGNATURE) or image[12:16] != b"IHDR":
        raise ImageError("not a PNG: the signature or the header is missing")
    chunks = [_text_chunk(keyword, b"\0\0\0\0", _encode(text)) for keyword, text in fields.items()]
    chunks += [_text_chunk(KEYWORD, b"\1\0\0\0", zlib.compress(_encode(block), 9))] if block else []
    return image[:_HEADER_BYTES] + b"".join(chunks) + image[_HEADER_BYTES:]


def svg_metadata(block: str) -> str:
    """Write a block as the ``<metadata>`` of an SVG, packed as in a PNG, in base64; nothing for an empty one.

    As it is, it would be half of the file.
    """
    packed = b64encode(zlib.compress(_encode(block), 9)).decode()
    return f'<metadata id="{KEYWORD}">{packed}</metadata>' if block else ""


def read_picture(content: bytes) -> PictureFile | None:
    """Read what a file says of itself; None where it is neither PNG nor SVG."""
    if content.startswith(_SIGNATURE):
        return _read_png(content)
    return _read_svg(content) if _SVG_SIGN in content[:_SIGN_BYTES] else None


def _encode(text: str) -> bytes:
    return text.replace("\0", "").encode(errors="replace")


def _text_chunk(keyword: str, flags: bytes, text: bytes) -> bytes:
    content = b"iTXt" + keyword.encode("latin-1") + b"\0" + flags + text
    return pack(">I", len(content) - 4) + content + pack(">I", zlib.crc32(content))


def _read_png(content: bytes) -> PictureFile:
    chunks = list(_chunks(content))
    is_whole = any(name == _LAST_CHUNK for name, _, _ in chunks) and all(is_sound for _, _, is_sound in chunks)
    head = KEYWORD.encode() + b"\0"
    blocks = [data for name, data, _ in chunks if name == b"iTXt" and data.startswith(head)]
    block = _read_text_chunk(blocks[0][len(head) :]) if blocks else None
    drawing = b"".join(name + data for name, data, _ in chunks if name not in _TEXT_CHUNKS)
    texts = b"".join(name + data for name, data, _ in chunks if name in _TEXT_CHUNKS and data not in blocks[:1])
    header = chunks[0][1] if chunks and chunks[0][0] == b"IHDR" else b""
    size = FrameSize(*unpack_from(">II", header)) if len(header) >= 8 else None
    return PictureFile("png", block, not is_whole or (bool(blocks) and block is None), drawing, size, texts)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bool]]:
    """Yield type and content of each chunk of a PNG, and whether its checksum is right; what follows them as one."""
    start, name = len(_SIGNATURE), b""
    while name != _LAST_CHUNK and start + _CHUNK_FRAME_BYTES <= len(content):
        (length,) = unpack_from(">I", content, start)
        end = start + _CHUNK_FRAME_BYTES + length
        name, data, checksum = content[start + 4 : start + 8], content[start + 8 : end - 4], content[end - 4 : end]
        is_sound = end <= len(content) and checksum == pack(">I", zlib.crc32(name + data))
        yield name, data, is_sound
        start = end
    if start < len(content):
        yield b"", content[start:], name == _LAST_CHUNK


def _read_text_chunk(data: bytes) -> str | None:
    """Return the text behind the keyword of an ``iTXt`` chunk of ours; None where it is not whole, or far too long."""
    flags, packed = data[:4], data[4:]
    return _unpack(packed) if flags == b"\1\0\0\0" else None


def _unpack(packed: bytes) -> str | None:
    """Return a text that zlib packed; None where it is not whole, or far too long."""
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(packed, MAX_BLOCK_BYTES)
        return text.decode() if unpacking.eof and not unpacking.unused_data else None
    except (zlib.error, UnicodeDecodeError):
        return None


def _read_metadata(content: bytes) -> str | None:
    """Return the text of a ``<metadata>`` of ours; None where it is not whole, or far too long."""
    try:
        packed = b64decode(content, validate=True)
    except binascii.Error:
        return None
    return _unpack(packed) if b64encode(packed) == content else None


def _read_svg(content: bytes) -> PictureFile:
    metadata, start = _METADATA.search(content), _SVG_START.match(content)
    block = _read_metadata(metadata[1]) if metadata else None
    is_damaged = block is None and KEYWORD.encode() in content
    drawing = content[: metadata.start()] + content[metadata.end() :] if metadata else content
    size = FrameSize(int(start[1]), int(start[2])) if start else None
    return PictureFile("svg", block, is_damaged, drawing, size)
