"""Runs every kind, or those named: ``python -m tests.torture [--share X] [--seed N] [--minutes M] [KIND …]``."""

import argparse
import importlib
import os
import sys
import time

from tests.torture import damage, fuzz
from tests.torture.report import FAULT, Scale, fault_lines, table

KINDS = ("kills", "fuzz", "writers", "damage", "crowd", "soak")


def main() -> int:
    """Run, print the table, then every fault; the exit code is 1 where there is one."""
    options = _parse()
    if options.case:
        name, _, number = options.case.rpartition(":")
        print((fuzz if name in fuzz.targets() else damage).run_case(name, int(number)))
        return 0
    scale = Scale(options.share, options.seed, options.minutes)
    tallies, begun = [], time.monotonic()
    for kind in options.kinds or KINDS:
        for tally in importlib.import_module(f"tests.torture.{kind}").run(scale):
            tallies.append(tally)
            print(
                f"{tally.what}: {tally.tried:,} tried, {tally.outcomes[FAULT]:,} faults, {tally.seconds:.0f} s",
                file=sys.stderr,
            )
    print(table(tallies))
    print(f"\n{(time.monotonic() - begun) / 60:.1f} minutes, seed {scale.seed}, share {scale.share:g}")
    for line in fault_lines(tallies):
        print(line)
    return int(any(tally.outcomes[FAULT] for tally in tallies))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="Break the project on purpose.")
    parser.add_argument("kinds", metavar="KIND", nargs="*", help=f"some of: {', '.join(KINDS)}; default: all")
    parser.add_argument("--share", type=float, default=1.0, help="try this share of the counts (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="another seed tries other cases (default: 1)")
    minutes = float(os.environ.get("SOAK_MINUTES", "2"))
    parser.add_argument(
        "--minutes", type=float, default=minutes, help="how long the soak lasts (default: SOAK_MINUTES, or 2)"
    )
    parser.add_argument("--case", metavar="TARGET:NUMBER", help="repeat one case, with its traceback")
    options = parser.parse_args()
    if unknown := set(options.kinds) - set(KINDS):
        parser.error(f"no kind {', '.join(sorted(unknown))}; expected some of {', '.join(KINDS)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
