from pathlib import Path

import pytest

import summarizer


@pytest.fixture
def sample() -> str:
    """The article that ships as a sample."""
    [path] = (Path(summarizer.__file__).parent / "samples").glob("*cartel*")
    return path.read_text("utf-8")
