"""Topics: who and what a beat is about, as data in one folder each.

A topic folder holds actors.toml, places.toml, categories.toml and chronology.csv, and may hold
lesser.csv, anniversaries.toml and names.toml. A new beat is a new folder; no code knows any name of
a topic.
"""

from timeline.topics.checking import check
from timeline.topics.coined import Coined, Naming
from timeline.topics.matching import Match
from timeline.topics.model import Actor, Category, Group, Milestone, Place, Role, Topic, available, load
from timeline.topics.unnamed import unnamed

__all__ = [
    "Actor", "Category", "Coined", "Group", "Match", "Milestone", "Naming", "Place", "Role", "Topic",
    "available", "check", "load", "unnamed",
]  # fmt: skip
