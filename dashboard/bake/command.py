"""The command ``bake``: the site as files in a folder, of which only those are written that have changed."""

import argparse
import gc
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from dashboard.app import create_app
from dashboard.arguments import parse_count
from dashboard.bake.addresses import Group, list_groups
from dashboard.bake.compress import twins
from dashboard.bake.fingerprint import fingerprint
from dashboard.bake.links import Site
from dashboard.bake.manifest import Manifest, is_whole, read_manifest, remove_files, write_file, write_manifest
from dashboard.bake.paths import to_path
from dashboard.bake.render import NO_FILE, BakedFile, BakeError, Renderer, render_no_file
from dashboard.bake.scripts import list_static_files
from dashboard.bake.sitemap import SITEMAP, write_sitemap
from dashboard.config import Config, Delivery
from dashboard.snapshot import BASE_URL_VARIABLE, find_site
from dashboard.web.live_data import EXTENSION

MIB = 2**20
GC_THRESHOLDS = (100_000, 50, 100)
"""Objects and passes after which garbage is looked for: seldom, since a process lives for a minute."""


@dataclass(frozen=True)
class Written:
    """What became of a file: its path, its hash, its bytes, and whether it was written anew."""

    path: str
    hash: str
    size_bytes: int
    is_new: bool


@dataclass(frozen=True)
class Baker:
    """Bakes groups of addresses into a folder, of which a former bake wrote files with these hashes."""

    renderer: Renderer
    folder: Path
    former: Manifest

    def bake(self, group: Group) -> list[Written]:
        """Write the files of some addresses with their compressed twins."""
        return self.write(self.renderer.render(group))

    def write(self, files: Iterator[BakedFile]) -> list[Written]:
        """Write files with their compressed twins."""
        written = []
        for file in files:
            for path, content in {file.path: file.content, **twins(file.path, file.content)}.items():
                baked = BakedFile(path, content)
                new_hash, is_new = write_file(self.folder, baked, self.former.hashes.get(path))
                written.append(Written(path, new_hash, len(content), is_new))
        return written


class _Worker:
    """What a process of the pool has: it is forked, so that the data are in memory once."""

    baker: Baker


def _start(baker: Baker) -> None:
    _Worker.baker = baker
    gc.set_threshold(*GC_THRESHOLDS)


def _bake(group: Group) -> list[Written]:
    return _Worker.baker.bake(group)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to its parser."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, a new one, or one baked before")
    parser.add_argument(
        "--base-url",
        default=os.environ.get(BASE_URL_VARIABLE, ""),
        metavar="URL",
        help=f"the public address, written into pictures and heads of pages ({BASE_URL_VARIABLE} can say it too)",
    )
    parser.add_argument(
        "--with-server",
        action="store_true",
        help="a server answers at the base URL too: links to what is not baked lead there",
    )
    parser.add_argument(
        "--processes", type=parse_count, default=os.cpu_count() or 1, metavar="N", help="as many as there are cores"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Bake the site, unless the folder has it already; ``BakeError`` says why it cannot be baked."""
    delivery = Delivery.FILES_BESIDE_SERVER if options.with_server else Delivery.FILES
    config = Config(data=options.data, base_url=find_site(options.base_url), delivery=delivery)
    config.check_data()
    former, made_from = read_manifest(options.folder), fingerprint(config)
    is_same = former.made_from == made_from
    if is_same and all(is_whole(options.folder / path, file_hash) for path, file_hash in former.hashes.items()):
        print(f"{options.folder}: nothing has changed, {len(former.hashes)} files are as they were")
        return
    written = bake(config, options.folder, former, options.processes)
    hashes = {file.path: file.hash for file in written}
    gone = former.hashes.keys() - hashes.keys()
    remove_files(options.folder, gone)
    write_manifest(options.folder, Manifest(made_from, hashes))
    new, size_mib = sum(file.is_new for file in written), sum(file.size_bytes for file in written) / MIB
    changes = f"{new} written, {len(written) - new} as they were, {len(gone)} removed"
    print(f"{options.folder}: {len(written)} files, {size_mib:.1f} MiB; {changes}")


def bake(config: Config, folder: Path, former: Manifest, processes: int) -> list[Written]:
    """Write all files of the site into a folder."""
    server = create_app(config).server
    charts = server.extensions[EXTENSION].current.charts
    groups = list_groups(charts, has_server=config.delivery.has_server)
    addresses = frozenset(address for group in groups for address in group)
    static = list_static_files()
    site = Site(config.base_url, config.base_path, addresses | static.keys(), config.delivery.has_server)
    baker = Baker(Renderer(server, site), folder, former)
    _announce(baker, [*addresses, *static])
    first = [BakedFile(to_path(address), content) for address, content in static.items()]
    if not site.has_server:  # which knows the addresses that lead to these files, and what to say of others
        first += [BakedFile(SITEMAP, write_sitemap(site)), render_no_file(charts, site)]
    written = baker.write(iter(first))
    return [*written, *(file for files in _bake_all(baker, groups, processes) for file in files)]


def _bake_all(baker: Baker, groups: list[Group], processes: int) -> Iterator[list[Written]]:
    if processes == 1:
        yield from map(baker.bake, groups)
        return
    gc.collect()
    gc.freeze()
    with ProcessPoolExecutor(processes, get_context("fork"), _start, (baker,)) as pool:
        yield from pool.map(_bake, groups)


def _announce(baker: Baker, addresses: list[str]) -> None:
    """Note what is about to be written, so that a bake that is broken off leaves no file that nobody knows."""
    names = [to_path(address) for address in addresses]
    planned = {path: "" for name in [*names, SITEMAP, NO_FILE] for path in (name, *twins(name, b""))}
    foreign = [path for path in planned if path not in baker.former.hashes and (baker.folder / path).exists()]
    if foreign:
        raise BakeError(f"{baker.folder / foreign[0]}: no bake wrote this file; name another folder")
    hashes = dict(baker.former.hashes) | planned
    write_manifest(baker.folder, replace(baker.former, made_from="", hashes=hashes))
