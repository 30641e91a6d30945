"""A part of a table's file is answered as that part of the whole, as an engine asks for it."""

import pytest

ADDRESS = "/data/vintages.parquet?places=CA-BC"


@pytest.fixture(scope="module")
def whole(app):
    return app.server.test_client().get(ADDRESS)


@pytest.mark.parametrize(
    ("asked", "first", "stop"),
    [("bytes=0-99", 0, 100), ("bytes=100-", 100, None), ("bytes=-8", -8, None), ("bytes=4-9999999", 4, None)],
)
def test_a_part_is_that_of_the_whole(client, whole, asked, first, stop):
    part = client.get(ADDRESS, headers={"Range": asked})
    start = first % len(whole.data)
    assert (part.status_code, part.data) == (206, whole.data[first:stop])
    assert part.headers["Content-Range"] == f"bytes {start}-{start + len(part.data) - 1}/{len(whole.data)}"
    assert part.headers["Content-Length"] == str(len(part.data))
    assert part.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.usefixtures("whole")
def test_parts_are_cut_out_of_a_file_that_is_kept(client, monkeypatch):
    monkeypatch.setattr("dashboard.web.table_files.whole_table", None)  # would fail if it were called
    assert client.get(ADDRESS, headers={"Range": "bytes=-4"}).data == b"PAR1"


def test_the_whole_says_that_it_has_parts(client, whole):
    head = client.head(ADDRESS)
    assert whole.headers["Accept-Ranges"] == head.headers["Accept-Ranges"] == "bytes"
    assert head.headers["Content-Length"] == str(len(whole.data))


def test_what_is_not_there_is_416(client, whole):
    refused = client.get(ADDRESS, headers={"Range": f"bytes={len(whole.data)}-"})
    assert (refused.status_code, refused.data) == (416, b"")
    assert "Content-Type" not in refused.headers
    assert refused.headers["Content-Range"] == f"bytes */{len(whole.data)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "lines=0-1", "bytes=2-1", "bytes"])
def test_what_is_no_single_part_gets_the_whole(client, whole, asked):
    assert client.get(ADDRESS, headers={"Range": asked}).data == whole.data


def test_a_part_of_an_earlier_file_is_not_mixed_with_this(client, whole):
    same, other = whole.headers["ETag"], '"other"'
    assert client.get(ADDRESS, headers={"Range": "bytes=0-3", "If-Range": same}).status_code == 206
    assert client.get(ADDRESS, headers={"Range": "bytes=0-3", "If-Range": other}).data == whole.data


def test_what_is_compressed_for_the_way_and_what_is_no_table_have_no_parts(client):
    for address, coding in (("/data/places.csv", "gzip"), ("/chart/trend.csv", "identity")):
        answered = client.get(address, headers={"Range": "bytes=0-3", "Accept-Encoding": coding})
        assert answered.status_code == 200
        assert "Accept-Ranges" not in answered.headers
