"""Settings every test shares."""

from __future__ import annotations

from hypothesis import settings

# machines are noisy: no test says how long a case may take
settings.register_profile("timeline", deadline=None)
settings.load_profile("timeline")

#: They hold no doctests, and two modules of one name cannot both be collected.
collect_ignore = ["conftest.py", "browser/conftest.py"]
