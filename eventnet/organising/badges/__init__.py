"""Badges on paper: what stands on one (`data`), on which sheet (`sheets`), drawn by `press` in a process of its own."""
