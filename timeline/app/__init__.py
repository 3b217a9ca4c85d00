"""The dashboard: one module a page, the state they share, and the look."""
