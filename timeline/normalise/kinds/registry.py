"""The rule kinds by name, and how a node is resolved by the kind of its rule."""

from __future__ import annotations

from collections.abc import Callable

from timeline.edtf import EdtfDate
from timeline.normalise.moment import Moment
from timeline.tagger import Node

Kind = Callable[[Node, Moment], EdtfDate | None]

#: Filled by the modules of this package; a language file names its kinds from these.
KINDS: dict[str, Kind] = {}


def kind(*names: str) -> Callable[[Kind], Kind]:
    """Registers a function as the kind of these names."""

    def register(function: Kind) -> Kind:
        KINDS.update(dict.fromkeys(names, function))
        return function

    return register


def resolve(node: Node, at: Moment) -> EdtfDate | None:
    """The date of a node by the kind of its rule; None where it stands for several, or for none."""
    at.hint = node.rule.options.get("hint", at.hint)
    if node.rule.kind not in KINDS:
        return None
    found = KINDS[node.rule.kind](node, at)
    if node.get("approx") or node.rule.options.get("approximate"):
        at.approximate = True
    return found
