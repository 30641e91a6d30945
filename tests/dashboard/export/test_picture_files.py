"""The data block in a picture's file: what was written is read, and no other bytes are taken for it or fail."""

import zlib
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.picture_files import KEYWORD, MAX_BLOCK_BYTES, add_png_text, read_picture, svg_metadata
from dashboard.params.frame_size import FrameSize

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1)
BLOCK = '{"csv": "a,b\\n<1>,&amp;\\n"}'


def chunk(name, data):
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def png(*chunks):
    header = chunk(b"IHDR", pack(">IIBBBBB", 640, 480, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IDAT", b"pixels") + chunk(b"IEND", b"")


def svg(block):
    start = b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect/>'
    return start + svg_metadata(block).encode() + b"<text>1</text></svg>"


WRITERS = {"png": lambda block: add_png_text(png(), {"Title": "Two"}, block), "svg": svg}


@pytest.mark.parametrize("ending", WRITERS)
@given(TEXTS)
def test_a_block_is_read_as_it_was_written(ending, block):
    picture = read_picture(WRITERS[ending](block))
    assert (picture.ending, picture.block, picture.is_damaged) == (ending, block, False)
    assert picture.size == FrameSize(640, 480)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_drawing_is_what_is_left_without_it(ending):
    with_block, without = (read_picture(WRITERS[ending](block)) for block in (BLOCK, ""))
    assert without.block is None
    assert with_block.drawing == without.drawing
    assert b"pixels" in without.drawing or b"<text>" in without.drawing


@pytest.mark.parametrize(("ending", "padding"), [("png", 0), ("svg", 7)])
def test_every_flipped_bit_is_noticed(ending, padding):
    """But those that fill the last byte of a packed block and mean nothing; a PNG has a checksum for them too."""
    whole = WRITERS[ending](BLOCK)
    picture, unnoticed = read_picture(whole), []
    for place in range(len(whole)):
        for bit in range(8):
            flipped = whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]
            other = read_picture(flipped)
            same = other and (other.block, other.drawing, other.is_damaged) == (picture.block, picture.drawing, False)
            unnoticed += [place] if same else []
    assert len(unnoticed) <= padding


@pytest.mark.parametrize("ending", WRITERS)
def test_a_cut_file_is_damaged_or_none_of_ours(ending):
    whole = WRITERS[ending](BLOCK)
    for length in range(len(whole)):
        picture = read_picture(whole[:length])
        assert picture is None or picture.is_damaged or picture.block is None or ending == "svg"


@pytest.mark.parametrize("start", [b"", b"\x89PNG\r\n\x1a\n", b"<svg ", png()[:33], svg("{}")[:80]])
@given(st.binary(max_size=300))
def test_no_bytes_are_a_fault_and_none_by_chance_are_a_block(start, rest):
    for content in (start + rest, start + chunk(b"iTXt", KEYWORD.encode() + b"\0" + rest) + rest):
        picture = read_picture(content)
        assert picture is None or picture.block is None or picture.block.encode() in content


def test_what_unpacks_to_far_too_much_is_no_block():
    bomb = zlib.compress(b" " * (MAX_BLOCK_BYTES + 1), 9)
    picture = read_picture(png(chunk(b"iTXt", KEYWORD.encode() + b"\0\1\0\0\0" + bomb)))
    assert (picture.block, picture.is_damaged) == (None, True)


def test_a_picture_of_others_is_whole_and_has_no_block():
    for content in (png(chunk(b"tEXt", b"Author\0x")), png() + b"behind", b"<?xml version='1.0'?><svg/>"):
        picture = read_picture(content)
        assert (picture.block, picture.is_damaged) == (None, False)
    assert read_picture(b"\xff\xd8\xff\xe0JFIF") is None
    assert read_picture(b"") is None


def test_styles_hidden_in_metadata_stay_in_the_drawing():
    hidden = f'<metadata id="{KEYWORD}"><style>text{{display:none}}</style></metadata>'.encode()
    picture = read_picture(svg("").replace(b"<rect/>", hidden))
    assert picture.is_damaged
    assert hidden in picture.drawing
