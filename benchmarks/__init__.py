"""Benchmarks of PERFORMANCE.md: one module a group of rows, `python -m benchmarks` runs them all."""
