"""The rule kinds: how each turns what a rule matched into a date.

A kind is a function of the node and the moment it is said in; it comes back with a date, with
None where the words name no day there is, or raises `Unanchored`. Languages choose among them.
"""

from timeline.normalise.kinds import counts, days, periods, ranges, told, units
from timeline.normalise.kinds.registry import KINDS, Kind, resolve

__all__ = ["KINDS", "Kind", "counts", "days", "periods", "ranges", "resolve", "told", "units"]
