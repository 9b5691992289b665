"""Fuzzing by coverage: ``python -m tests.fuzz TARGET [SECONDS]``, through Atheris (libFuzzer).

Each target of :mod:`tests.fuzz.targets` takes bytes and may raise only what it promises. What a run
finds is written to ``crash-…`` in the present folder; it becomes a line of ``FOUND`` in
``test_fuzz.py``, which every test run tries again.
"""
