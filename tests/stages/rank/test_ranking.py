"""Who leads a story, how hot it is, and what the records say."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.stages.cluster.builders import KNOWN, NOON, PICTURE, ROOT, VISION, article, hub
from tests.stages.rank.dossiers import dossier, good, story
from topicwire.model.article import Article, ArticleKind
from topicwire.model.record import RankedArticle
from topicwire.stages.rank.ranking import rank, rules
from topicwire.stages.rank.settings import RankSettings

REPORT = "Camera Market Size, Share, Growth and Forecast to 2031"


def ranked(*articles: Article, copies: dict[str, Article] | None = None, **settings: Any) -> tuple[RankedArticle, ...]:
    """Rank articles as one story."""
    dossiers = [dossier(one, (copies or {}).get(one.id)) for one in articles]
    return rank(story(dossiers), dossiers, rules(hub(), RankSettings(**settings)))


def test_the_best_article_leads_and_lists_the_others() -> None:
    """Heat is its quality and twenty for each related article; the others have -1 and are not shown."""
    best, thin, thinner = good(), article("thin", domain="x.example", at=NOON), article("late", domain="x.example")
    lead, second, third = ranked(thinner, best, thin)
    assert lead.article_id == best.id
    assert lead.quality.total == 85
    assert lead.heat
    assert (lead.heat.total, lead.record.heat, lead.record.is_published, lead.is_lead) == (125, 125, True, True)
    assert [related.article_id for related in lead.record.related] == [second.article_id, third.article_id]
    assert (second.record.heat, second.record.is_published, second.heat, second.is_lead) == (-1, False, None, False)
    assert [related.quality for related in second.record.related] == [85, third.quality.total]


def test_among_equals_the_earliest_leads() -> None:
    """Then the id decides, so that the order never depends on the order of arrival."""
    early, late = good("b", at=NOON - timedelta(hours=1)), good("a")
    assert [one.article_id for one in ranked(late, early)] == [early.id, late.id]
    twins = [good("a"), good("b")]
    assert ranked(*twins) == ranked(*reversed(twins))


@pytest.mark.parametrize(("threshold", "published"), [(85, True), (86, False)])
def test_readers_see_it_from_the_threshold_on(threshold: int, published: bool) -> None:
    """The verdict says so in words, with the threshold that decided."""
    [one] = ranked(good(), threshold=threshold)
    assert one.record.is_published is published
    assert f"threshold of {threshold}" in one.verdict
    assert one.verdict.startswith("Alone on its story: its heat of 85 ")


@pytest.mark.parametrize(
    ("vision", "root", "threshold"), [(90, None, 90), (None, 90, 70), (0, 90, 0), (None, None, 70)]
)
def test_a_topic_may_have_a_threshold_of_its_own(vision: int | None, root: int | None, threshold: int) -> None:
    """The first topic of the article that leads decides, else the hub; the verdict says which figure it was."""
    topics = (replace(ROOT, threshold=root), replace(VISION, threshold=vision))
    dossiers = [dossier(good())]
    [one] = rank(story(dossiers), dossiers, rules(hub(topics=topics), RankSettings()))
    assert (one.threshold, one.record.is_published) == (threshold, threshold <= 87)
    assert f"threshold of {threshold}" in one.verdict


def test_the_verdict_names_who_leads_instead() -> None:
    """A reader of the record learns whom it lost to, and by what."""
    lead, other = ranked(good(), article("thin", domain="x.example"))
    assert lead.verdict == f"Leads a story of 2: its heat of {lead.record.heat} reaches the threshold of 70."
    assert other.verdict == f"Does not lead: “AI camera good” has a quality of 85, this one {other.quality.total}."
    _, twin = ranked(good("a"), good("b", at=NOON + timedelta(hours=1)))
    assert twin.verdict == "Does not lead: “AI camera a” has the same quality of 85 and came first."


def test_copies_and_market_reports_add_no_heat() -> None:
    """The same text in ten papers is one report; on the reference card each related article counts."""
    best, copy = good(), good("copied")
    report = article("report", title=REPORT, excerpt="The report covers key players.", domain="x.example")
    lead, *others = ranked(best, copy, report, copies={copy.id: best})
    assert lead.heat
    assert (lead.heat.total, lead.heat.parts[1].points) == (85, 0)
    assert "2 more not counted" in lead.heat.parts[1].why
    assert (others[0].is_copy, others[0].verdict[:26]) == (True, "A copy of “AI camera good”")
    reference = ranked(best, copy, report, copies={copy.id: best}, card="reference")[0]
    assert reference.heat
    assert reference.heat.parts[1].points == 40
    assert reference.quality.preset == "reference"


def test_a_market_report_never_leads_over_coverage() -> None:
    """Even a known publisher's report stands behind an unknown stub; alone its heat is not below nothing."""
    report = good("report", title=f"AI {REPORT}", excerpt="The report covers key players.")
    stub = article("stub", domain="x.example", is_paywalled=True)
    assert [one.article_id for one in ranked(report, stub)] == [stub.id, report.id]
    [alone] = ranked(report)
    assert (alone.record.heat, alone.record.is_published, alone.quality.total < 0) == (0, False, True)


def test_a_record_says_what_the_hub_knows() -> None:
    """Names, topics in the hub's order, the logo of a known organization, the picture with its size."""
    amp = {"amp_url": "https://known.example/amp", "amp_cache_url": "https://known-example.cdn.ampproject.org/c/s/x"}
    [one] = ranked(good(excerpt="Short", authors=("Ann",), **amp))
    record = one.record
    assert record.path == "_news/2026-03-02-ai-camera-good.md"
    assert (record.category, record.published, record.topics) == (
        "news",
        "2026-03-02T12:00:00Z",
        ("Computer Vision", "AI"),
    )
    assert (record.provider.name, record.provider.pictures) == ("The Known", KNOWN.pictures)
    assert [(picture.url, picture.width, picture.height) for picture in record.pictures] == [(PICTURE.url, 1200, 630)]
    assert (record.web_url, record.original_url, record.embed) == (
        record.original_url,
        "https://known.example/good",
        None,
    )
    assert (record.amp_url, one.authors, record.excerpt, record.sealed) == (amp["amp_url"], ("Ann",), "Short", None)


def test_a_video_has_its_player_instead_of_an_address() -> None:
    """As existing hubs write it: no webUrl, but an embed; a video without a player keeps its address."""
    player = "https://player.example/1"
    [one] = ranked(good(kind=ArticleKind.VIDEO, embed_url=player))
    assert one.record.web_url is None
    assert one.record.embed is not None
    assert one.record.embed.startswith('<iframe width="800" height="500" frameborder="0" src="')
    assert f'src="{player}"' in one.record.embed
    [bare] = ranked(good(kind=ArticleKind.VIDEO))
    assert bare.record.web_url == "https://known.example/good"


def test_an_unknown_provider_is_named_by_its_site() -> None:
    """Without a site name its domain must do; nothing is left empty but what the publisher did not say."""
    named, bare = ranked(article("a", domain="x.example", site_name="X"), article("b", domain="y.example"))
    assert {named.record.provider.name, bare.record.provider.name} == {"X", "y.example"}
    assert (bare.record.excerpt, bare.record.pictures) == (None, ())


def test_the_digest_changes_with_anything_that_renders() -> None:
    """Equal inputs give equal digests; another title, rank or threshold gives another."""
    digests = {
        ranked(good())[0].digest,
        ranked(good())[0].digest,
        ranked(good(title="Other camera"))[0].digest,
        ranked(good(), threshold=71)[0].digest,
        ranked(good(), article("x"))[0].digest,
    }
    assert len(digests) == 4
