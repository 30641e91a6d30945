"""``make pictures``: every chart as it looks now beside how it looked in a commit, as ``build/pictures/index.html``."""

import argparse
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jinja2 import Template
from PIL import Image

from dashboard.export.images import rasterize
from tests.pictures.differences import difference
from tests.pictures.pairs import in_order, pair

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build/pictures"
REPORT = Path(__file__).with_name("report.html")


def main():
    """Draw both, compare them and write the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--base", default="HEAD", help="the commit to compare with (HEAD)")
    parser.add_argument("--only", default="", help="charts with this text in their address, such as trend?places=US")
    options = parser.parse_args()
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name in ("before", "after", "marked"):
        (FOLDER / name).mkdir(parents=True)
    with tempfile.TemporaryDirectory() as code:
        _check_out(options.base, code)
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(_draw, (code, ROOT), (FOLDER / "before", FOLDER / "after"), [options.only] * 2))
    names = sorted({path.stem for path in FOLDER.glob("*/*.svg")})
    with ThreadPoolExecutor(2) as threads:
        pairs = in_order(threads.map(_compare, names))
    counts = Counter(each.state for each in pairs)
    page = Template(REPORT.read_text(), autoescape=True).render(pairs=pairs, counts=counts, base=options.base)
    (FOLDER / "index.html").write_text(page)
    print(f"{', '.join(f'{count} {state}' for state, count in counts.items())}: {FOLDER / 'index.html'}")


def _check_out(base, folder):
    """Write the files of a commit into a folder."""
    archive = subprocess.run(["git", "archive", base], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")


def _draw(code, folder, only):
    command = [sys.executable, Path(__file__).with_name("draw.py"), folder, only]
    subprocess.run(command, cwd=code, env=os.environ | {"PYTHONPATH": str(code)}, check=True)


def _compare(name):
    """Draw the picture of both as PNG, and what differs; one that is the same to the byte is drawn once."""
    before, after = (_read(FOLDER / folder / f"{name}.svg") for folder in ("before", "after"))
    files = {"after": after} if before == after else {"before": before, "after": after}
    images = [_rasterize(folder, name, svg) for folder, svg in files.items() if svg]
    found = difference(*images) if len(images) == 2 else None
    if found:
        found.marked.save(FOLDER / "marked" / f"{name}.png")
    return pair(name, before, after, found)


def _read(path):
    return path.read_bytes() if path.exists() else b""


def _rasterize(folder, name, svg):
    png = rasterize(svg, name)
    (FOLDER / folder / f"{name}.png").write_bytes(png)
    return Image.open(io.BytesIO(png))


if __name__ == "__main__":
    main()
