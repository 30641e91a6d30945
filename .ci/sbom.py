"""Prints what the project runs on as CycloneDX 1.5 JSON, from a lock: ``python .ci/sbom.py requirements.lock``."""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)


def component(name, version):
    """Return one package, by the address that scanners of advisories know it by."""
    purl = f"pkg:pypi/{name}@{version}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def bill(lock, project):
    """Return the bill of materials of a project with the packages of a lock."""
    components = [component(pin["name"], pin["version"]) for pin in PIN.finditer(lock)]
    root = {"type": "application", "bom-ref": project["name"], "name": project["name"], "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": root},
        "components": components,
    }


def main(lock):
    """Print the bill of materials of a lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    print(json.dumps(bill((ROOT / lock).read_text(encoding="utf-8"), project), indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:])
