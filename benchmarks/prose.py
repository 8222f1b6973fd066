"""Invented news in plain English, seeded: events that several outlets report in their own words."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

_KINDS = "Robotics|Labs|University|Chips|Hospital|Software|Bank|Cameras|Health|Motors|Schools|Cloud|Insurance".split(
    "|"
)
_PLACES = "New|Port|Saint|Upper|Lake|Cape|Old|East|Mount|Fort".split("|")
_FIRST = "Ada|Omar|Mei|Jonas|Priya|Lucia|Tom|Hanna|Ivo|Grace|Sam|Elena|Noor|Karl|Rosa".split("|")
_VOWELS = "a|e|i|o|u|ei|au|ou".split("|")
_MIDDLES = "ll|nd|rk|ss|v|m|rt|lg|n|d|st|ft".split("|")
_ENDS = "en|ow|ia|er|os|ard|um|ick|el|ing|eth|or".split("|")
_DID = (
    "unveils|delays|recalls|sues over|approves|bans|expands|audits|opens|withdraws|tests|buys|defends|licenses|retires"
).split("|")
_WHAT = (
    "face recognition cameras|a chatbot for patients|machine learning chips|an autonomous shuttle|a language model|"
    "emotion recognition software|warehouse robots|an image generator|voice assistants|a biometric gate|"
    "a deepfake detector|an AI tutor|computer vision drones|a training data archive|an algorithmic hiring tool"
).split("|")
_NOUNS = (
    "audit archive battery bridge budget bureau cable camera campus canal census charter circuit clinic "
    "coalition contract corridor council courier crane database deadline dispute drill engine exhibit factory "
    "ferry filing filter forecast forum freight garden grant harbour helmet hotel index inquiry invoice "
    "journal kitchen ladder lantern lease lens licence market mast memo meter mill mirror motion nurse orchard "
    "outpost panel patent permit petition pilot platform port quarry queue railway ransom receipt relay "
    "reserve runway salary sample sensor shelter signal statute studio summit survey tariff tender timetable "
    "tower tractor trial tunnel turbine union valley vault vendor verdict voucher warrant wharf workshop"
).split()
_VERBS = (
    "accepts adapts amends blocks borrows cancels checks cites collects compares counts cuts delivers drafts "
    "drops extends funds guards hands hires inspects joins keeps leaves lends maps moves names opens orders "
    "pays plans posts prints quotes rates refuses repairs replaces reports reviews ships signs stores studies "
    "swaps tracks trains votes weighs"
).split()
_ADJECTIVES = (
    "annual brief broken careful central cheap civil costly crowded daily distant early eastern empty fair "
    "final flat formal fresh heavy hidden honest idle inner joint large late local loose lower major minor "
    "modern narrow northern odd open outer partial plain public quiet rapid rare regional remote rough rural "
    "second sharp slow southern spare steady strict sudden third tidal upper urban vacant western wide winter"
).split()
_SENTENCES = (
    "{who} {did} {what} in {where}, {person} said on {day}.",
    "The {a} {x} {v} a {b} {y}, and {n} residents of {where} signed the {z}.",
    "{person} {v} the {a} {x} while the {y} {w} its {b} {z}.",
    "Under the plan a {a} {x} {v} the {y} for {m} years.",
    "A {b} {y} near {where} {v} {n} kinds of {x}.",
    "Nobody {w} the {x}, {person} told the {a} {y}.",
    "The {z} of the {b} {x} {v} every {a} {y} within {m} months.",
    "For {who} the {x} {w} what the {a} {z} {v} before {day}.",
    "One {a} {x} in {m} {v} its {y}, according to the {b} {z}.",
    "Since the {b} {x} {v} the {y}, the {a} {z} {w} {n} cases.",
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday".split("|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One invented article."""

    number: int
    event: int  # articles with the same tell of one event
    outlet: int
    title: str
    paragraphs: tuple[str, ...]
    at: datetime


def invent(count: int, outlets: int, seed: int = 1) -> list[Invented]:
    """Invent articles: an event has one to five of them, at different outlets, within a day and a half."""
    chance = random.Random(seed)
    made: list[Invented] = []
    event = 0
    while len(made) < count:
        facts = _facts(chance)
        begun = START + timedelta(minutes=event * 7)
        event += 1
        for outlet in chance.sample(range(outlets), chance.choice((1, 1, 1, 2, 3, 5))):
            if len(made) < count:
                at = begun + timedelta(minutes=chance.randrange(0, 2000))
                made.append(_article((len(made), event), outlet, facts, at, chance))
    return made


def _facts(chance: random.Random) -> dict[str, str]:
    return {
        "who": f"{_name(chance)} {chance.choice(_KINDS)}", "did": chance.choice(_DID), "what": chance.choice(_WHAT),
        "where": f"{chance.choice(_PLACES)} {_name(chance)}", "person": f"{chance.choice(_FIRST)} {_name(chance)}",
        "day": chance.choice(_DAYS),
    }  # fmt: skip


def _name(chance: random.Random) -> str:
    """Make up a name, so that events differ in who and where as real ones do."""
    parts = chance.choice("b c d f g h k l m n p r s t v w br dr kl st tr".split()) + chance.choice(_VOWELS)
    return "".join((parts, chance.choice(_MIDDLES), chance.choice(_ENDS))).capitalize()


def _article(
    place: tuple[int, int], outlet: int, facts: dict[str, str], at: datetime, chance: random.Random
) -> Invented:
    number, event = place
    who, did, what, where = facts["who"], facts["did"], facts["what"], facts["where"]
    title = chance.choice(
        (
            f"{who} {did} {what} in {where}",
            f"{where}: {who} {did} {what}",
            f"{what.capitalize()} in {where}: {who} acts",
        )
    )
    lines = [_sentence(facts, chance) for _ in range(chance.randrange(18, 36))]
    paragraphs = tuple(" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3))
    title = title[:1].upper() + title[1:]
    return Invented(number=number, event=event, outlet=outlet, title=title, paragraphs=paragraphs, at=at)


def _sentence(facts: dict[str, str], chance: random.Random) -> str:
    x, y, z = chance.sample(_NOUNS, 3)
    v, w = chance.sample(_VERBS, 2)
    a, b = chance.sample(_ADJECTIVES, 2)
    numbers = {"n": str(chance.randrange(3, 900)), "m": str(chance.randrange(2, 30))}
    return chance.choice(_SENTENCES).format(**facts, **numbers, x=x, y=y, z=z, v=v, w=w, a=a, b=b)
