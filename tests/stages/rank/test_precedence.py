"""What never leads a story over better company."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.stages.cluster.builders import NOON, article, hub
from tests.stages.rank.dossiers import dossier, good, story
from topicwire.model.article import Article
from topicwire.model.ids import ArticleId
from topicwire.model.record import RankedArticle
from topicwire.model.score import ScoreCard
from topicwire.stages.rank.cards import card, part
from topicwire.stages.rank.law import Decided, Entrant, Precedence, in_rank
from topicwire.stages.rank.precedence import HELD_BACK, held_back, precedence_of
from topicwire.stages.rank.ranking import rank, rules
from topicwire.stages.rank.settings import RankSettings
from topicwire.stages.rank.weights import Weights

RELEASE = "PORT ANSEL, March 2 /PRNewswire/ -- We are glad. "


def quality(total: int, *names: str) -> ScoreCard:
    """Build a card with parts of these names."""
    return card("quality", "default", [part("start", total, "x"), *(part(name, 0, "x") for name in names)])


def entrant(name: str, total: int, precedence: Precedence = Precedence.COVERAGE, **changes: object) -> Entrant:
    """Build a member of a story."""
    made = Entrant(
        article_id=ArticleId(name),
        title=name,
        published_at=NOON,
        quality=quality(total),
        copy_of=None,
        precedence=precedence,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def totals(*entrants: Entrant) -> list[int]:
    """Give the totals after holding back, in the order given."""
    return [one.quality.total for one in held_back(entrants)]


def ranked(
    *articles: Article, copies: dict[str, Article] | None = None, **changes: object
) -> tuple[RankedArticle, ...]:
    """Rank articles as one story."""
    dossiers = [dossier(one, (copies or {}).get(one.id)) for one in articles]
    return rank(story(dossiers), dossiers, rules(hub(), RankSettings(**changes)))  # type: ignore[arg-type]


def test_a_press_release_leads_only_when_nobody_else_reports() -> None:
    """A known company's long, illustrated release stands one point below an unknown paper's stub, and says so."""
    release, stub = good("release", text=RELEASE * 60), article("stub", domain="x.example")
    first, second = ranked(release, stub, weights=Weights(press_release=0))
    assert (first.article_id, second.article_id) == (stub.id, release.id)
    assert second.quality.total == first.quality.total - 1
    assert second.quality.parts[-1].name == HELD_BACK
    assert "a company's own words do not lead over" in second.quality.parts[-1].why
    [alone] = ranked(release)
    assert alone.is_lead


def test_a_copy_stays_below_its_original_whatever_its_form() -> None:
    """The paper that carries the agency's text with a picture does not lead over the agency."""
    original = article("wire", domain="x.example", text="word " * 300)
    copy = good("copied", text="word " * 300)
    first, second = ranked(copy, original, copies={copy.id: original}, weights=Weights(copy=0))
    assert (first.article_id, second.is_copy) == (original.id, True)


def test_a_copy_is_what_its_original_is() -> None:
    """A release printed without its dateline does not lead over coverage, nor over the release."""
    release = entrant("release", 90, Precedence.OWN_WORDS)
    assert totals(release, entrant("printed", 99, copy_of=release.article_id), entrant("report", 40)) == [39, 38, 40]


def test_ranks_are_settled_from_the_top() -> None:
    """Coverage, then a company's own words, then market reports: each below the best before it."""
    market = entrant("market", 80, Precedence.MARKET_REPORT)
    release = entrant("release", 90, Precedence.OWN_WORDS)
    assert totals(market, release, entrant("report", 50)) == [49, 49, 50]
    assert totals(market, release) == [80, 90]


def test_what_an_editor_or_a_record_fixed_holds() -> None:
    """Nobody overrules them; and what readers never see holds nobody back."""
    assert totals(entrant("release", 90, Precedence.OWN_WORDS, is_fixed=True), entrant("report", 50)) == [90, 50]
    hidden = entrant("report", 50, decided=Decided(is_hidden=True))
    assert totals(entrant("release", 90, Precedence.OWN_WORDS), hidden) == [90, 50]


def test_the_reference_card_holds_nobody_back() -> None:
    """Its figures are those of existing hubs, to the point."""
    release, stub = good("release", text=RELEASE * 60), article("stub", domain="x.example")
    assert ranked(release, stub, card="reference")[0].article_id == release.id


@given(
    st.lists(st.tuples(st.integers(-200, 200), st.sampled_from(Precedence), st.none() | st.integers(0, 5)), min_size=1)
)
def test_whatever_the_figures_the_nearest_to_coverage_leads(
    given_figures: Sequence[tuple[int, Precedence, int | None]],
) -> None:
    """And the article of the highest quality is the one that leads, as the record law says."""
    made = [
        entrant(str(number), total, precedence, copy_of=ArticleId(str(original)) if original is not None else None)
        for number, (total, precedence, original) in enumerate(given_figures)
        if original is None or 0 < original < number
    ]
    made.append(entrant("last", 0, Precedence.MARKET_REPORT))
    originals = {one.article_id for one in made if one.copy_of is None}
    made = [replace(one, copy_of=one.copy_of if one.copy_of in originals else None) for one in made]
    held = held_back(made)
    lead = in_rank(held)[0]
    assert lead.precedence is min(one.precedence for one in held)
    assert lead.copy_of is None
    assert lead.quality.total == max(one.quality.total for one in held)


def test_an_article_is_told_by_the_parts_that_fired() -> None:
    """Also when the editor gave them no weight."""
    assert precedence_of(quality(1, "market report", "press release")) is Precedence.MARKET_REPORT
    assert precedence_of(quality(1, "press release")) is precedence_of(quality(1, "sponsored")) is Precedence.OWN_WORDS
    assert precedence_of(quality(1, "clickbait")) is Precedence.COVERAGE


def test_who_was_first_is_told_when_another_publisher_followed() -> None:
    """Neither alone, nor before a copy, nor before oneself is one first."""

    def firsts(*articles: Article, copies: dict[str, Article] | None = None) -> list[str]:
        made = ranked(*articles, copies=copies)
        return [one.article_id for one in made if any(part.name == "first" for part in one.quality.parts)]

    early = article("early", domain="x.example", at=NOON - timedelta(hours=2))
    late, copy = article("late", domain="y.example"), article("copy", domain="z.example")
    assert firsts(late, early) == [early.id]
    assert firsts(early) == firsts(early, article("again", domain="x.example")) == []
    assert firsts(early, copy, copies={copy.id: early}) == []
