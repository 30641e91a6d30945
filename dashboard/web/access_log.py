"""What is noted of each answer: one JSON object a line. Who asked is not noted, nor, unless that is asked for, of what.

Which place somebody reads about says something of them.
"""

import json
import logging
import sys
import time

from flask import Flask, Response, g, request

from dashboard.config import AccessLog
from dashboard.web.live_data import served

logger = logging.getLogger("dashboard.access")


def install(server: Flask, noted: AccessLog) -> None:
    """Note each answer on standard error. Set up before all that answers."""
    if noted is AccessLog.OFF:
        return
    _write_to_standard_error()

    @server.before_request
    def start() -> None:
        g.asked_at = time.perf_counter()

    @server.after_request
    def note(response: Response) -> Response:
        address = {"address": request.full_path.rstrip("?")} if noted is AccessLog.ADDRESSES else {}
        logger.info(
            json.dumps(
                {
                    "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                    "method": request.method,
                    "kind": kind_of_address(),
                    **address,
                    "status": response.status_code,
                    "bytes": response.calculate_content_length(),
                    "ms": round(1000 * (time.perf_counter() - g.asked_at), 1),
                    "edition": served().edition if "served" in g else None,
                }
            )
        )
        return response


def kind_of_address() -> str:
    """Return the rule that the address follows, ``/chart/<slug>.<ending>``; empty where it follows none."""
    return request.url_rule.rule if request.url_rule else ""


def _write_to_standard_error() -> None:
    """Lines go out as they are, whatever is set up for other loggers."""
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
