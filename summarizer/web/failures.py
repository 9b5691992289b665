"""What a log may say of a failure that nobody foresaw: where it happened, not with which text."""

from __future__ import annotations

import logging
import traceback


def log_failure(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log ``what`` failed, the type of ``error`` and of what caused it, and the lines of code that
    led there. The messages of exceptions stay out: they may quote an article."""
    told = [what]
    seen: BaseException | None = error
    for _ in range(4):
        if seen is None:
            break
        told.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        told += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)[-12:]
        ]
        seen = seen.__cause__ or seen.__context__
    log.error("\n".join(told))
