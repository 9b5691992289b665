"""Many articles through the pipeline on a Ray cluster, by Ray Data."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from summarizer import batch
from summarizer.batch import Item
from summarizer.brief import Length
from summarizer.serving.cluster import connected

_MOST_ARTICLES = 2_000
_MOST_BYTES = 100_000_000
"""Articles and bytes that are given to the cluster at a time. Its workers start anew for each such
part, which costs some seconds of many minutes."""


def briefs(
    articles: Iterable[Item],
    length: Length | str,
    *,
    address: str = "local",
    workers: int | None = None,
) -> Iterator[dict]:
    """The results of ``articles`` as :func:`summarizer.batch.make` gives them, each as soon as it
    is there. An article that ends its process is tried once more, and then given up.

    Args:
        address: of a Ray cluster whose nodes have Puente installed, or ``"local"``.
        workers: processes with one thread each; None takes one for each core of the cluster.

    Raises:
        EngineUnavailable: Ray is not installed, or there is no cluster at the address.
    """
    with connected(address, cpus=workers) as ray:
        number = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        _be_quiet(ray)
        rest = iter(articles)
        while part := list(_taken(rest)):
            yield from _part(ray, part, Length(length), number)


def _taken(articles: Iterator[Item]) -> Iterator[Item]:
    size = 0
    for item in itertools.islice(articles, _MOST_ARTICLES):
        yield item
        size += len(item.data)
        if size > _MOST_BYTES:
            return


def _part(ray: Any, part: list[Item], length: Length, workers: int) -> Iterator[dict]:
    """The results of ``part``; those of articles that ended their worker at the end."""
    missing = dict(enumerate(part))
    rows = [{"number": number, **_row(item)} for number, item in missing.items()]
    # One row a block, so that a block that is lost is one article.
    found = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
        Maker,
        fn_constructor_args=(str(length),),
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=min(workers, len(part))),
        num_cpus=1,
        max_restarts=-1,
        max_task_retries=1,
    )
    for row in found.iter_rows():
        del missing[row["number"]]
        yield json.loads(row["result"])
    for item in missing.values():
        yield batch.killed(item)


class Maker:
    """A worker of the cluster: makes one article after the other."""

    def __init__(self, length: str) -> None:
        os.environ["PUENTE_THREADS"] = "1"
        os.environ["OMP_NUM_THREADS"] = "1"
        self._length = length

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        result = batch.make(_item(row), self._length)
        return {"number": row["number"], "result": json.dumps(result)}


def _row(item: Item) -> dict[str, Any]:
    """An article as a row of Arrow, where a column has one type."""
    is_text = isinstance(item.data, str)
    data = item.data.encode("utf-8", "surrogatepass") if is_text else item.data
    return {
        "id": item.id.encode("utf-8", "surrogatepass"),
        "data": data,
        "is_text": is_text,
        "filename": item.filename or "",
        "url": item.url or "",
        "problem": item.problem,
    }


def _item(row: dict[str, Any]) -> Item:
    data = row["data"]
    return Item(
        id=row["id"].decode("utf-8", "surrogatepass"),
        data=data.decode("utf-8", "surrogatepass") if row["is_text"] else data,
        filename=row["filename"] or None,
        url=row["url"] or None,
        problem=row["problem"],
    )


def _be_quiet(ray: Any) -> None:
    """No bars beside our own; an article that is lost does not end the run."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1
    context.execution_options.preserve_order = False
    # Every new message of a worker's failure would else go to the terminal.
    import logging

    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
