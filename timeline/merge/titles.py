"""Titles from templates and structure: a label in each interface language, never a cut sentence.

Only what a mention shows is said: who acts, where to, whom it goes to. Where that does not fill
the category's template, the title is the category with its actors.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from timeline import wording
from timeline.edtf import EdtfDate
from timeline.folding import fold_text
from timeline.merge.alike import Reason
from timeline.models import Event, EventMention, Status
from timeline.topics import Category, Topic, unnamed
from timeline.topics.forms import language_of

LANGUAGES = ("en", "ar")
#: More agents than this are "and others"; more others are not named.
_MOST_AGENTS, _MOST_OTHERS = 3, 3


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a title may say: ids, in the order they are told."""

    agents: tuple[str, ...]
    to: str
    source: str
    others: tuple[str, ...]
    place: str
    #: The places of the account, `place` the first of them.
    places: tuple[str, ...]


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("words") / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def titles(event: Event, topic: Topic) -> tuple[tuple[str, str], ...]:
    """(language, title) for each interface language."""
    parts = _parts(event, topic)
    filled = _filled(event, parts, topic)
    return tuple((language, _title(event, parts, filled, topic, language)) for language in LANGUAGES)


def _title(
    event: Event, parts: _Parts, filled: tuple[str, dict[str, Any]] | None, topic: Topic, language: str
) -> str:
    words = _words(language)["title"]
    category = topic.categories[event.category]
    undone = _undone(event)
    if undone:
        filled = None  # a template tells what happened or is to come
    made = _from_template(filled, category.title.get(language, {}), topic, language) if filled else None
    if made is None:
        label = _label(event, category, language)
        actors = [a for a in dict.fromkeys([*parts.agents, *parts.others]) if a in topic.actors]
        form = words["plain"] if actors else words["bare"]
        made = form.format(label=label, actors=_listed(actors[: _MOST_AGENTS + 1], topic, language))
        if parts.place and not (category.lane == "visits" and _at_home(parts, topic)):
            made += words["at"].format(place=topic.name(parts.place, language, short=True))
        if event.status is Status.PLANNED and not undone:
            made = words["planned"].format(title=made)
    if undone:
        made = words[undone].format(title=made)
    if event.status in (Status.CLAIMED, Status.DENIED):
        who = [a for a in event.attributed_to if a in topic.actors and a not in parts.agents][:2]
        said_by = _joined(who, topic, language) if who else _unnamed(event, topic, language)
        if said_by:
            made = words["said"].format(who=said_by, title=made)
    return made[:1].upper() + made[1:] if language == "en" else made


def _undone(event: Event) -> str:
    """The words of a title that say of an act that it was called off or did not take place; "" of any other."""
    rules = {m.rule.partition("/")[2] for m in event.mentions}
    if event.status is Status.PLANNED and "off" in rules:
        return "off"
    return "not" if rules == {"negated"} else ""


def _at_home(parts: _Parts, topic: Topic) -> bool:
    """True where the place is in the state of someone who acts: it may be where they left from."""
    return topic.places[parts.place].country in map(topic.state_of, (*parts.agents, *parts.others))


def _unnamed(event: Event, topic: Topic, language: str) -> str:
    """Whoever speaks without a name, where the words for it are known in the language."""
    words = next((a for a in event.attributed_to if a not in topic.actors), "")
    said_by = unnamed(words, topic, language) if words else ""
    return said_by if language_of(said_by) == language else ""


def _parts(event: Event, topic: Topic) -> _Parts:
    """The parts of the account that shows most of them, among those of the event's own date and kind."""
    best = min(event.mentions, key=lambda m: _fullness(m, event))
    roles: dict[str, list[str]] = {}
    for role, item in best.roles:
        roles.setdefault(role, []).append(item)
    agents = tuple(a for a in roles.get("agent", ()) if a in topic.actors)
    others = tuple(a for a in (*best.actors, *event.actors) if a not in agents)
    to = next(iter(roles.get("to", ())), "")
    places = tuple(p for p in best.places if p in topic.places)
    if not places and not to:
        goal = _told_most(event)
        places, to = ((goal,), "") if goal in topic.places else ((), goal)
    place = next(iter(places), "")
    source = next(iter(roles.get("from", ())), "")
    return _Parts(agents, to, source, tuple(dict.fromkeys(others)), place, places)


def _told_most(event: Event) -> str:
    """Where most documents say that it was or led, for an account that names no place itself; "" for nowhere."""
    told: dict[str, set[str]] = {}
    for mention in event.mentions:
        for place in {*(item for role, item in mention.roles if role == "to"), *mention.places}:
            told.setdefault(place, set()).add(mention.document_id)
    return min(told, key=lambda place: (-len(told[place]), place), default="")


def _fullness(mention: EventMention, event: Event) -> tuple:
    shown = len({role for role, _ in mention.roles})
    return (
        mention.status is not event.status, mention.category != event.category,
        mention.timex.value != event.date, -shown, -len(mention.places), -len(mention.actors),
        mention.document_id, mention.sentence.start,
    )  # fmt: skip


def _filled(event: Event, parts: _Parts, topic: Topic) -> tuple[str, dict[str, Any]] | None:
    """The name of the template and the ids for its fields; None where the structure does not carry one."""
    planned = event.status is Status.PLANNED
    form = "planned" if planned else "happened"
    people = tuple(a for a in parts.agents if topic.actors[a].kind == "person")
    if event.category == "visit":
        return (
            _visit(parts, people, topic, planned)
            or _left(event, parts, people, topic, planned)
            or _met(_people(event, topic), parts, topic, planned)
        )
    if event.category == "summit":
        leaders = people if len(people) > 1 else _people(event, topic)
        if len(leaders) == 2:
            return form, {"agents": leaders, "at": parts.place}
        return None
    if event.category in ("arms-transfer", "troops"):
        giver = parts.source or next((a for a in parts.agents if topic.actors[a].kind != "person"), "")
        if giver in topic.places:
            # "from Pyongyang": the state gives, whatever the place
            giver = topic.places[giver].country if topic.places[giver].country in topic.actors else ""
        taker = parts.to
        states = {topic.state_of(giver), topic.state_of(taker) or _country(taker, topic)}
        if not giver or not taker or len(states) < 2:
            return None
        if _told_as(event, topic) == "cargo":  # wagons that went there: the arms may have gone the other way
            return ("cargo_planned" if planned else "cargo"), {"agents": (giver,), "to": taker}
        return form, {"agents": (giver,), "to": taker}
    if event.category == "treaty":
        sides = people if len(people) > 1 else parts.agents
        if len({topic.state_of(a) for a in sides}) > 1 and not planned:
            form = "agreement" if _told_as(event, topic) == "agreement" else "both"
            return form, {"agents": sides, "at": parts.place}
        return None
    if not parts.agents:
        return None
    agent = parts.agents[0]
    if event.category == "weapons-test":
        form = form if planned else _told_as(event, topic) or form
        return form, {"agents": (topic.state_of(agent) or agent,), "at": ""}
    own = topic.closure((agent,))
    about = tuple(
        a for a in (*parts.agents[1:], *parts.others) if a in topic.actors and a not in own
        and topic.actors[a].office not in own
    )[:_MOST_OTHERS]  # fmt: skip
    if event.category == "economy":
        return form, {"agents": (agent, *about)[:_MOST_AGENTS]}  # ties are between two
    return form, {"agents": (agent,), "on": about if event.category == "statement" else ()}


def _label(event: Event, category: Category, language: str) -> str:
    """What an act of the category is called; by its own kind where the words of the best account tell it."""
    named = category.named.get(_told_by(event, category), category.label_one)
    return named.get(language) or named["en"]


def _told_as(event: Event, topic: Topic) -> str:
    """The title that the words of the best account choose among those of its category; "" for none."""
    return _told_by(event, topic.categories[event.category])


def _told_by(event: Event, category: Category) -> str:
    best = min(event.mentions, key=lambda m: _fullness(m, event))
    said = fold_text(best.clause.text)
    for name, words in category.forms.items():
        if any(word in said for word in words.get(language_of(said), ())):
            return name
    return ""


def _visit(
    parts: _Parts, people: tuple[str, ...], topic: Topic, planned: bool
) -> tuple[str, dict[str, Any]] | None:
    travelling = people or parts.agents[:2]
    goals = [g for g in (parts.to, *parts.places) if g]
    if not goals:
        goals += [a for a in parts.others if a in topic.actors and topic.actors[a].kind == "state"]
    for goal in goals:
        country = _country(goal, topic)
        guests = tuple(a for a in travelling if topic.state_of(a) != country)
        hosts = len(guests) < len(travelling)
        if guests and country and (people or not hosts):
            form = "" if people else "states" if len(guests) == 1 else "states_many"
            if planned:
                form = f"{form}_planned" if form else "planned"
            return form or "happened", {"agents": guests, "to": goal}
    return None


def _left(
    event: Event, parts: _Parts, people: tuple[str, ...], topic: Topic, planned: bool
) -> tuple[str, dict[str, Any]] | None:
    """Whoever only leaves a place of their own state."""
    home = next(
        (p for p in parts.places if people and topic.places[p].country == topic.state_of(people[0])), ""
    )
    if not home or _told_as(event, topic) != "left":
        return None
    return "left_planned" if planned else "left", {"agents": people, "to": home}


def _met(
    people: tuple[str, ...], parts: _Parts, topic: Topic, planned: bool
) -> tuple[str, dict[str, Any]] | None:
    """Two people of two states, and neither is told to travel: they meet."""
    if len(people) != 2 or len({topic.state_of(a) for a in people}) < 2:
        return None
    return "met_planned" if planned else "met", {"agents": people, "at": parts.place}


def _people(event: Event, topic: Topic) -> tuple[str, ...]:
    return tuple(a for a in event.actors if a in topic.actors and topic.actors[a].kind == "person")


def _country(item: str, topic: Topic) -> str:
    return topic.places[item].country if item in topic.places else topic.state_of(item)


def _from_template(
    filled: tuple[str, dict[str, Any]], templates: Any, topic: Topic, language: str
) -> str | None:
    form, ids = filled
    template = templates.get(form)
    if template is None:
        return None
    agents = ids["agents"]
    if isinstance(template, dict):
        gender = topic.actors[agents[0]].gender
        template = template[gender if gender in template else "m"]
    words = _words(language)["title"]
    fields = {"at": "", "on": "", "to": "", "s": "s" if len(agents) == 1 else ""}
    if ids.get("to"):
        fields["to"] = topic.name(ids["to"], language, short=True)
    if ids.get("at"):
        fields["at"] = words["at"].format(place=topic.name(ids["at"], language, short=True))
    if ids.get("on"):
        fields["on"] = words["on"].format(others=_joined(ids["on"], topic, language))
    return template.format(agents=_joined(agents, topic, language), **fields)


def _joined(actors: Sequence[str], topic: Topic, language: str) -> str:
    """Names as one phrase: "A, B and C", «أ وب وج»."""
    words = _words(language)["title"]
    names = [topic.name(actor, language, short=True) for actor in actors]
    if len(names) > _MOST_AGENTS:
        return words["many"].format(first=names[0])
    if language == "ar":
        return words["and"].join(names)
    return names[0] if len(names) == 1 else words["comma"].join(names[:-1]) + words["and"] + names[-1]


def _listed(actors: Sequence[str], topic: Topic, language: str) -> str:
    return _words(language)["title"]["comma"].join(topic.name(a, language, short=True) for a in actors)


def reason(why: Reason, topic: Topic, language: str = "en") -> str:
    """A reason for a merge in plain words."""
    words = _words(language)["reason"]
    fields = dict(why.fields)
    for key in ("one", "two"):
        if fields.get(key):
            fields[key] = wording.isolate(wording.date_text(EdtfDate.parse(fields[key]), language))
    fields["who"] = words[fields["who"]]
    fields["where"] = words[fields["where"]] if fields.get("where") else ""
    if fields.get("kind"):
        one, two = (topic.categories[c].label_one.get(language, c) for c in fields["kind"].split("+"))
        fields["kind"] = words["kind"].format(one=one.lower(), two=two.lower())
    return words[why.key].format(**fields)
