"""How the program logs: one event a line on the error stream, as JSON where nobody watches."""

import logging
import sys

import structlog


def set_up_logs(level: str = "warning", as_json: bool = False) -> None:
    """Choose what is logged and how; worker processes are silent.

    Args:
        level: least severity that is shown: debug, info, warning or error.
        as_json: one JSON object a line instead of words.
    """
    drawn = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            drawn,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
