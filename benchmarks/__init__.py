"""Measures Tollbook on folders of evaluation texts: python -m benchmarks TASK FOLDER."""
