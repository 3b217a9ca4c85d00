"""What is wrong with a topic folder, in plain words, for whoever writes one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from timeline.folding import fold_text
from timeline.topics.forms import WORD, key, variants
from timeline.topics.model import LANGUAGES, Topic, load, read_milestones, read_toml

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_MILESTONES = ("chronology.csv", "lesser.csv")
_KINDS = ("person", "state", "institution")
#: Two persons whose names are one word each and so close could be taken for each other.
_NEEDED = {
    "actors": ("kind", "names"),
    "places": ("country", "at", "names"),
    "categories": ("labels", "light", "dark", "lane"),
}


def check(folder: str | Path) -> list[str]:
    """Every problem found, one line each: file, entry, what is wrong; empty when all is well."""
    folder = Path(folder)
    raw: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    for name in _NEEDED:
        try:
            raw[name] = read_toml(folder / f"{name}.toml")
        except ValueError as error:
            problems.append(str(error))
    if problems:
        return problems
    problems += _fields(raw)
    if problems:
        return problems
    try:
        topic = load(folder)
    except (ValueError, KeyError, TypeError) as error:
        return [f"{folder}: {error}"]
    problems += _references(topic)
    problems += _styles(topic, raw["actors"])
    problems += _clashes(topic)
    problems += _milestones(topic, folder)
    return problems


def _fields(raw: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, needed in _NEEDED.items():
        rows = {k: row for k, row in raw[name].items() if isinstance(row, dict)}
        if not rows:
            yield f"{name}.toml: no entries"
        for entry, row in rows.items():
            for field in needed:
                if field not in row:
                    yield f"{name}.toml, {entry}: no {field}"
            for field in ("names", "labels"):
                if field in row and "en" not in row[field]:
                    yield f"{name}.toml, {entry}: {field} has no English (en)"
                for code in row.get(field, {}):
                    if code not in LANGUAGES:
                        yield f"{name}.toml, {entry}: {field}.{code} is in no language read here ({', '.join(LANGUAGES)})"
    for entry, row in raw["actors"].items():
        if isinstance(row, dict) and row.get("kind") not in _KINDS and "kind" in row:
            yield f"actors.toml, {entry}: kind is {row['kind']!r}; it is one of {', '.join(_KINDS)}"
    for entry, row in raw["places"].items():
        at = row.get("at", (0, 0))
        if len(at) != 2 or not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180):
            yield f"places.toml, {entry}: at is {at}; write [latitude, longitude] in degrees"
    for entry, row in raw["categories"].items():
        for field in ("light", "dark"):
            if not _COLOUR.fullmatch(str(row.get(field, "#000000"))):
                yield f"categories.toml, {entry}: {field} is {row[field]!r}; write a colour as #2E69C6"


def _references(topic: Topic) -> Iterator[str]:
    for actor in topic.actors.values():
        if actor.state and actor.state not in topic.actors:
            yield f"actors.toml, {actor.id}: state {actor.state!r} is no actor"
        if actor.office and actor.office not in topic.actors:
            yield f"actors.toml, {actor.id}: office {actor.office!r} is no actor"
    for place in topic.places.values():
        for field in ("country", "speaks_for"):
            value = getattr(place, field)
            if value and value not in topic.actors:
                yield f"places.toml, {place.id}: {field} {value!r} is no actor"
    for role in topic.roles.values():
        if role.state not in topic.actors:
            yield f"actors.toml, role {role.id}: state {role.state!r} is no actor"
        for actor, first, last in role.holders:
            if actor not in topic.actors:
                yield f"actors.toml, role {role.id}: holder {actor!r} is no actor"
            if first >= last:
                yield f"actors.toml, role {role.id}: {actor} holds it from {first} to {last}"
        for one, other in zip(role.holders, role.holders[1:], strict=False):
            if other[1] < one[2]:
                yield f"actors.toml, role {role.id}: {one[0]} and {other[0]} hold it at the same time"
    for group in topic.groups.values():
        for member in group.members:
            if member not in topic.actors:
                yield f"actors.toml, group {group.id}: member {member!r} is no actor"
        for role in group.roles:
            if role not in topic.roles:
                yield f"actors.toml, group {group.id}: role {role!r} is not defined"
    for category in topic.categories.values():
        for pair in category.pairs:
            if pair not in topic.categories:
                yield f"categories.toml, {category.id}: pair {pair!r} is no category"
    if "other" not in topic.categories:
        yield "categories.toml: there is no category 'other' for what no other holds"


def _styles(topic: Topic, actors: Mapping[str, Any]) -> Iterator[str]:
    known = {row["id"] for row in actors.get("style", ())}
    for role in topic.roles.values():
        if role.style and role.style not in known:
            yield f"actors.toml, role {role.id}: style {role.style!r} is not defined"


def _clashes(topic: Topic) -> Iterator[str]:
    """One form for two actors, or for two places: the second would never be found."""
    owner: dict[tuple[str, ...], tuple[str, str]] = {}
    tables = [("actors.toml", topic.actors), ("places.toml", topic.places)]
    for file, items in tables:
        for item in items.values():
            forms = [*item.names.values(), *(form for row in item.aliases.values() for form in row)]
            for pattern in forms:
                for form in variants(pattern):
                    words = tuple(key(word) for word in WORD.findall(fold_text(form)))
                    if not words:
                        yield f"{file}, {item.id}: alias {pattern!r} holds no word"
                        continue
                    other = owner.setdefault(words, (item.id, file))
                    if other[0] != item.id and other[1] == file:
                        yield f"{file}, {item.id}: {form!r} is also {other[0]}"


def _milestones(topic: Topic, folder: Path) -> Iterator[str]:
    seen: set[str] = set()
    rows = [(table, row) for table in _MILESTONES for row in read_milestones(folder / table)]
    for table, row in rows:
        where = f"{table}, {row.id}"
        if row.id in seen:
            yield f"{where}: the id is there twice"
        seen.add(row.id)
        if row.category not in topic.categories:
            yield f"{where}: category {row.category!r} is not in categories.toml"
        yield from (
            f"{where}: actor {a!r} is not in actors.toml" for a in row.actors if a not in topic.actors
        )
        yield from (
            f"{where}: place {p!r} is not in places.toml" for p in row.places if p not in topic.places
        )
        if not row.title("en"):
            yield f"{where}: no title_en"
