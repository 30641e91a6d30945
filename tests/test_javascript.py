"""The tests of the browser's modules that are written in JavaScript, run by Node.js."""

import subprocess

from tests.dashboard.browser_modules import NODE, TESTS


def test_the_functions_of_the_browsers_modules():
    files = sorted(TESTS.glob("*.test.mjs"))
    assert files
    done = subprocess.run([NODE, "--test", *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "fail 0" in done.stdout
