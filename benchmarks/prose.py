"""Invented news in plain English, seeded: events that several outlets report in their own words."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

_WHO = (
    "Harlow Robotics|the Velden data authority|Kestrel Labs|the city of Ostrava Bay|Northlight University|"
    "Aurelia Chips|"
    "the transport ministry|Pinecrest Hospital|Meridian Software|the consumer board|Tallis Bank|Corvid Cameras|"
    "the standards body|Willow Health|Sable Motors|the high court|Juniper Schools|Basalt Cloud|Fenwick Insurance|"
    "Orrin AI"
).split("|")
_DID = (
    "unveils|delays|recalls|sues over|approves|bans|expands|audits|opens|withdraws|tests|buys|defends|licenses|retires"
).split("|")
_WHAT = (
    "face recognition cameras|a chatbot for patients|machine learning chips|an autonomous shuttle|a language model|"
    "emotion recognition software|warehouse robots|an image generator|voice assistants|a biometric gate|"
    "a deepfake detector|an AI tutor|computer vision drones|a training data archive|an algorithmic hiring tool"
).split("|")
_WHERE = (
    "Lindgate|Porto Verde|Halmstead|New Carrow|Saint Brannoc|Ulverton|Mirefield|Cape Astor|Dunmarrow|Eastwick|"
    "Grayhaven|"
    "Kirkholt|Larkmoor|Nethersole|Oakhampton|Pellworm|Quarrington|Ravensby|Silverdale|Thornbury"
).split("|")
_PEOPLE = (
    "Ada Lindqvist|Omar Haddad|Mei Tanaka|Jonas Weber|Priya Raman|Lucia Ferri|Tom Okafor|Hanna Novak|Ivo Petrov|"
    "Grace Mbeki|Sam Doyle|Elena Costa|Noor Aziz|Karl Jensen|Rosa Delgado"
).split("|")
_SENTENCES = (
    "{who} {did} {what} in {where}, {person} said on {day}.",
    "The decision on {what} came after {n} weeks of talks between {who} and officials in {where}.",
    "{person}, who leads the work at {who}, called it a step that people in {where} had waited for.",
    "Critics point to {n} complaints about {what} that were filed in {where} since last spring.",
    "Under the plan {who} will spend {n} million on {what} over the next {m} years.",
    "A report seen by reporters lists {n} cases in which {what} gave the wrong answer.",
    "{person} told a hearing in {where} that {what} must be checked by someone independent.",
    "Neighbouring towns are watching {where} closely, because {what} could reach them within {m} months.",
    "The contract with {who} runs for {m} years and can be ended early if {what} fails an audit.",
    "Researchers measured {what} on {n} thousand samples and found an error rate of {m} percent.",
    "For staff in {where} little changes at first, {person} said, since {who} keeps the old process running beside it.",
    "Shares and budgets aside, the question in {where} is who answers when {what} is wrong.",
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday".split("|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One invented article."""

    number: int
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
                made.append(_article(len(made), outlet, facts, at, chance))
    return made


def _facts(chance: random.Random) -> dict[str, str]:
    return {
        "who": chance.choice(_WHO), "did": chance.choice(_DID), "what": chance.choice(_WHAT),
        "where": chance.choice(_WHERE), "person": chance.choice(_PEOPLE), "day": chance.choice(_DAYS),
    }  # fmt: skip


def _article(number: int, outlet: int, facts: dict[str, str], at: datetime, chance: random.Random) -> Invented:
    who, did, what, where = facts["who"], facts["did"], facts["what"], facts["where"]
    title = chance.choice(
        (
            f"{who} {did} {what} in {where}",
            f"{where}: {who} {did} {what}",
            f"{what.capitalize()} in {where}: {who} acts",
        )
    )
    lines = [
        chance.choice(_SENTENCES).format(**facts, n=chance.randrange(3, 900), m=chance.randrange(2, 30))
        for _ in range(chance.randrange(18, 36))
    ]
    paragraphs = tuple(" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3))
    return Invented(number=number, outlet=outlet, title=title[:1].upper() + title[1:], paragraphs=paragraphs, at=at)
