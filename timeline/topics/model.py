"""What a topic folder holds, loaded once and looked up by id."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from timeline.edtf import EdtfDate
from timeline.folding import fold_text
from timeline.languages import split_words
from timeline.models import Status
from timeline.topics.coined import Coined, CoinedFinder, coined_of
from timeline.topics.cues import Cue, CueScanner
from timeline.topics.forms import forms, variants
from timeline.topics.matching import Match, NameMatcher

_FOLDER = Path(__file__).parent
LANGUAGES = ("en", "ar", "ru", "ko")
#: Joins the items of a list in one cell of a table of milestones.
_LIST = " | "


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, state or institution; `state` is the id of the state it belongs to, or "".

    `title` is what a person is called once named: minister, leader, president. `office` is the
    institution a person speaks for.
    """

    id: str
    kind: str
    names: Mapping[str, str]
    short: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    state: str = ""
    gender: str = "m"
    title: str = ""
    office: str = ""
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `speaks_for` is the state that a capital stands for when it acts or speaks.

    A `region` is so wide that it names any place of its country only roughly.
    """

    id: str
    names: Mapping[str, str]
    country: str
    latitude: float
    longitude: float
    short: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    speaks_for: str = ""
    matched: bool = True
    region: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """An office and who held it from when to when (the last day is the next holder's first).

    `style` is the id of the words that name the office right beside a holder: "President Obama".
    """

    id: str
    state: str
    title: str
    aliases: Mapping[str, tuple[str, ...]]
    holders: tuple[tuple[str, date, date], ...]
    style: str = ""

    def holder(self, day: date | None) -> str:
        """The id of the holder on a day, or on the last day known when no day is; "" for none."""
        if day is None:
            return self.holders[-1][0]
        return next((actor for actor, first, last in self.holders if first <= day < last), "")


@dataclass(frozen=True, slots=True)
class Group:
    """Several actors named in one word ("the two leaders"), by id or by the offices they hold.

    `spoken_of`: whoever was spoken of last comes before those.
    """

    id: str
    aliases: Mapping[str, tuple[str, ...]]
    members: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    spoken_of: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of act: how it is labelled and drawn, what else may tell the same act, its titles."""

    id: str
    rank: int
    labels: Mapping[str, str]
    label_one: Mapping[str, str]
    light: str
    dark: str
    lane: str
    title: Mapping[str, Mapping[str, Any]]
    #: Words by language that choose another title for some acts of the category, by the title's name.
    forms: Mapping[str, Mapping[str, tuple[str, ...]]]
    #: What some acts of the category are called by themselves, by the name of the form and language.
    named: Mapping[str, Mapping[str, str]]
    pairs: tuple[str, ...] = ()
    contested: bool = False
    singular: bool = False
    weight: float = 0.0
    #: States and places: what is told of one of them is rather of this category.
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """One row of the reference chronology, or of the lesser acts: a ruler, never a source."""

    id: str
    date: EdtfDate
    category: str
    status: Status
    actors: tuple[str, ...]
    places: tuple[str, ...]
    titles: tuple[tuple[str, str], ...]
    citation: tuple[tuple[str, str], ...]

    def title(self, language: str = "en") -> str:
        titles = dict(self.titles)
        return titles.get(language) or titles.get("en", "")


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An act that the press counts the years from, and the words for it by language."""

    id: str
    year: int
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Topic:
    """A beat: who, where, what kinds of act, and its reference chronology.

    `lesser` are acts that are too small for the chronology, which is drawn, and date documents like it.
    """

    id: str
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    roles: Mapping[str, Role]
    groups: Mapping[str, Group]
    categories: Mapping[str, Category]
    chronology: tuple[Milestone, ...]
    matcher: NameMatcher
    scanners: Mapping[str, CueScanner]
    lesser: tuple[Milestone, ...] = ()
    anniversaries: tuple[Anniversary, ...] = ()
    styles: NameMatcher = field(default_factory=lambda: NameMatcher(()))
    coined: CoinedFinder = field(default_factory=lambda: CoinedFinder(()))
    _closures: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def find(
        self, folded: str, source: str | None = None, start: int = 0, end: int | None = None
    ) -> list[Match]:
        """The names in a folded text, in order, not overlapping.

        `source`, where given and as long as the folded text, decides by capital letters.
        """
        return self.matcher.find(folded, source, start, end)

    def named(self, text: str) -> frozenset[str]:
        """The actors and places that a text names, and the states that they are of."""
        found = {match.id for match in self.find(fold_text(text))}
        states = {self.places[key].country if key in self.places else self.state_of(key) for key in found}
        return frozenset(found | states - {""})

    def cues(self, folded: str, language: str, start: int = 0, end: int | None = None) -> list[Cue]:
        """Words that tell a category: labels are `visit.acts`, `visit.things`, `visit.verbs`."""
        scanner = self.scanners.get(language)
        return list(scanner.find(folded, start, end)) if scanner else []

    def names(self, language: str = "en") -> dict[str, str]:
        """Id -> name, for actors, places and categories (the label of the kind)."""
        both = {**self.places, **self.actors}
        named = {key: item.names.get(language) or item.names["en"] for key, item in both.items()}
        return named | {k: c.labels.get(language) or c.labels["en"] for k, c in self.categories.items()}

    def name(self, key: str, language: str = "en", short: bool = False) -> str:
        """The name of an actor or place; what is no id stays as it is."""
        item = self.actors.get(key) or self.places.get(key)
        if item is None:
            return key
        if short and item.short.get(language):
            return item.short[language]
        return item.names.get(language) or item.names["en"]

    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Id -> every other form of its name in every language, for the search."""
        found: dict[str, dict[str, None]] = {}
        for key, item in {**self.places, **self.actors}.items():
            forms = found.setdefault(key, {})
            forms.update(dict.fromkeys([*item.names.values(), *item.short.values()]))
            for patterns in item.aliases.values():
                for pattern in patterns:
                    forms.update(dict.fromkeys(variants(pattern)))
        return {key: tuple(forms) for key, forms in found.items()}

    def state_of(self, actor: str) -> str:
        """The state an actor is or belongs to; "" where it has none."""
        item = self.actors.get(actor)
        if item is None:
            return ""
        return item.id if item.kind == "state" else item.state

    def closure(self, actors: tuple[str, ...]) -> frozenset[str]:
        """The actors, the states that they belong to and the institutions that they speak for."""
        known = self._closures.get(actors)
        if known is None:
            offices = [self.actors[a].office for a in actors if a in self.actors and self.actors[a].office]
            states = [state for state in map(self.state_of, actors) if state]
            known = self._closures[actors] = frozenset([*actors, *offices, *states])
        return known


def available() -> tuple[str, ...]:
    """The names of the topics that come with the program."""
    return tuple(sorted(path.parent.name for path in _FOLDER.glob("*/actors.toml")))


def load(name_or_folder: str | Path = "russia-north-korea") -> Topic:
    """A topic by name, or from any folder; ValueError says what cannot be read and where."""
    folder = Path(name_or_folder)
    if not (folder / "actors.toml").is_file():
        folder = _FOLDER / str(name_or_folder)
    if not (folder / "actors.toml").is_file():
        raise ValueError(
            f"{name_or_folder}: no such topic; there are {', '.join(available())}, or give a folder "
            "with actors.toml, places.toml, categories.toml and chronology.csv"
        )
    return _load(folder.resolve())


@cache
def _load(folder: Path) -> Topic:
    raw = {name: read_toml(folder / f"{name}.toml") for name in ("actors", "places", "categories")}
    roles = {row["id"]: _role(row) for row in raw["actors"].pop("role", ())}
    styles = {row["id"]: _tuples(row, "aliases") for row in raw["actors"].pop("style", ())}
    groups = {row["id"]: _group(row) for row in raw["actors"].pop("group", ())}
    actors = {key: _actor(key, row) for key, row in raw["actors"].items()}
    places = {key: _place(key, row) for key, row in raw["places"].items()}
    categories = {key: _category(key, rank, row) for rank, (key, row) in enumerate(raw["categories"].items())}
    return Topic(
        folder.name, actors, places, roles, groups, categories,
        tuple(read_milestones(folder / "chronology.csv")),
        NameMatcher(names_of(actors, places, roles, groups)),
        {code: CueScanner(code, cue_words(raw["categories"], code), joined=code == "ar", inside=code == "ar") for code in LANGUAGES},
        tuple(read_milestones(folder / "lesser.csv")),
        _anniversaries(folder / "anniversaries.toml"),
        NameMatcher((f, key, "style") for key, row in styles.items() for n in _all(row) for f in variants(n)),
        CoinedFinder(_coined(folder / "names.toml")),
    )  # fmt: skip


def _anniversaries(path: Path) -> tuple[Anniversary, ...]:
    rows = read_toml(path) if path.is_file() else {}
    return tuple(Anniversary(key, int(row["year"]), _tuples(row, "words")) for key, row in rows.items())


def _coined(path: Path) -> tuple[Coined, ...]:
    """The names of names.toml, which may be left out; ValueError names the entry that cannot be read."""
    try:
        return coined_of(read_toml(path)) if path.is_file() else ()
    except (ValueError, KeyError) as error:
        raise ValueError(f"{path}: {error}") from None


def names_of(
    actors: Mapping[str, Actor],
    places: Mapping[str, Place],
    roles: Mapping[str, Role],
    groups: Mapping[str, Group],
) -> list[tuple[str, str, str]]:
    """Every (form, id, kind) that a name can be found by."""
    rows = []
    for key, actor in actors.items():
        for name in [*actor.names.values(), *actor.short.values(), *_all(actor.aliases)]:
            rows += [(form, key, actor.kind) for form in variants(name)]
        rows += [(form, key, "adjective") for name in _all(actor.adjectives) for form in variants(name)]
        rows += [(form, key, "alone") for name in _all(actor.alone) for form in variants(name)]
    for key, place in places.items():
        if place.matched:
            for name in [*place.names.values(), *place.short.values(), *_all(place.aliases)]:
                rows += [(form, key, "place") for form in variants(name)]
    for key, role in roles.items():
        rows += [(form, key, "role") for name in _all(role.aliases) for form in variants(name)]
    for key, group in groups.items():
        rows += [(form, key, "group") for name in _all(group.aliases) for form in variants(name)]
    return rows + [
        row for key, actor in actors.items() if actor.kind == "state" for row in _sides(key, actor)
    ]


def _sides(key: str, actor: Actor) -> Iterator[tuple[str, str, str]]:
    """The names of whoever speaks for a state: "the American side"."""
    for code, adjectives in actor.adjectives.items():
        table = forms().get(code, {})
        article = table.get("article", "")
        for adjective in (form for name in adjectives for form in variants(name)):
            if all(word.startswith(article) for word in adjective.split()):
                for side in split_words(table.get("sides", "")):
                    yield side.replace("#", adjective), key, actor.kind


def cue_words(categories: Mapping[str, Mapping[str, Any]], language: str) -> dict[str, list[str]]:
    words = {
        f"{key}.{kind}": list(row.get(kind, {}).get(language, ()))
        for key, row in categories.items() for kind in ("acts", "sure", "things", "verbs", "takes", "hosts", "moves")
    }  # fmt: skip
    for key in categories:  # what surely tells an act tells it
        words[f"{key}.acts"] = list(dict.fromkeys([*words[f"{key}.acts"], *words[f"{key}.sure"]]))
    return words


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{path}: missing. Copy it from another topic and change it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}") from None


def read_milestones(path: Path) -> list[Milestone]:
    """The rows in order, none where there is no file; ValueError names the line that cannot be read."""
    if not path.is_file():
        return []
    rows = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            try:
                rows.append(_milestone(row))
            except (ValueError, KeyError, AttributeError) as error:
                raise ValueError(f"{path}, line {line}: {error}") from None
    return rows


def _milestone(row: dict[str, str]) -> Milestone:
    return Milestone(
        row["id"], EdtfDate.parse(row["edtf"]), row["category"], Status(row["status"]),
        _items(row["actors"]), _items(row["places"]),
        tuple((key[6:], value) for key, value in row.items() if key.startswith("title_")),
        tuple((key[9:], value) for key, value in row.items() if key.startswith("citation_") and value),
    )  # fmt: skip


def _items(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split(_LIST) if item)


def _all(table: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [form for forms in table.values() for form in forms]


def _tuples(row: Mapping[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    return {code: tuple(forms) for code, forms in row.get(key, {}).items()}


def _actor(key: str, row: Mapping[str, Any]) -> Actor:
    return Actor(
        key, row["kind"], row["names"], row.get("short", {}), _tuples(row, "aliases"),
        _tuples(row, "adjectives"), _tuples(row, "alone"), row.get("state", ""), row.get("gender", "m"),
        row.get("title", ""), row.get("office", ""), row.get("outlet", False),
    )  # fmt: skip


def _place(key: str, row: Mapping[str, Any]) -> Place:
    latitude, longitude = row["at"]
    return Place(
        key, row["names"], row["country"], latitude, longitude, row.get("short", {}),
        _tuples(row, "aliases"), row.get("speaks_for", ""), not row.get("only_in_chronology", False),
        row.get("region", False),
    )  # fmt: skip


def _role(row: Mapping[str, Any]) -> Role:
    holders = tuple(
        (holder["actor"], date.fromisoformat(holder["from"]),
         date.fromisoformat(holder["to"]) if "to" in holder else date.max)
        for holder in row["holders"]
    )  # fmt: skip
    aliases, style = _tuples(row, "aliases"), row.get("style", "")
    return Role(row["id"], row["state"], row.get("title", ""), aliases, holders, style)


def _group(row: Mapping[str, Any]) -> Group:
    return Group(
        row["id"], _tuples(row, "aliases"), tuple(row.get("members", ())), tuple(row.get("roles", ())),
        row.get("spoken_of", False),
    )  # fmt: skip


def _forms(row: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    found = row.get("forms", {})
    return {
        name: {code: tuple(map(fold_text, said)) for code, said in words.items()}
        for name, words in found.items()
    }


def _category(key: str, rank: int, row: Mapping[str, Any]) -> Category:
    return Category(
        key, rank, row["labels"], row.get("label_one", row["labels"]), row["light"], row["dark"], row["lane"],
        row.get("title", {}), _forms(row), row.get("named", {}), tuple(row.get("pairs", ())), row.get("contested", False),
        row.get("singular", False), row.get("weight", 0.0), tuple(row.get("where", ())),
    )  # fmt: skip
