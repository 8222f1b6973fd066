"""Coverage is sorted by what each report is to the story."""

from dataclasses import replace

import pytest

from tests.render.site.editions import Told, edition, story
from tests.render.site.html import texts
from tests.render.site.lives import page_of, view_of, with_parts
from topicwire.model.article import ArticleKind
from topicwire.render.site.coverage import Kind, grouped, kind_of
from topicwire.render.wording import wording_of

LEAD = Told(title="Orlen recalls its arms", outlet="Shopfloor", hours=40)


def kind(other: Told, *parts: str, lead: Told = LEAD) -> Kind:
    """Tell what another report is beside the lead."""
    articles, group = story([lead, other])
    articles[1] = with_parts(articles[1], *parts)
    view, listing = view_of(edition([(articles, group)]))
    report = (*view.coverage, *view.copies)[0]
    return kind_of(report, view, listing)


@pytest.mark.parametrize(
    ("other", "parts", "wanted"),
    [
        (Told(title="Arms recalled", outlet="Norm", hours=39), (), Kind.REPORT),
        (Told(title="Arms recalled", outlet="Norm", hours=39), ("original reporting",), Kind.ORIGINAL),
        (Told(title="Arms are back", outlet="Norm", hours=10), (), Kind.FOLLOW_UP),
        (Told(title="What we found", outlet="Norm", hours=10), ("original reporting",), Kind.ORIGINAL),
        (Told(title="Orlen answers", outlet="Norm", hours=39), ("press release",), Kind.OFFICIAL),
        (Told(title="Our statement", outlet="Orlen", hours=39), (), Kind.OFFICIAL),
        (Told(title="Our rules", outlet="The ministry", hours=39, domain="safety.gov.uk"), (), Kind.OFFICIAL),
        (Told(title="Opinion: arms are tools", outlet="Norm", hours=39), (), Kind.OPINION),
        (Told(title="Arms are tools | Analysis", outlet="Norm", hours=39), (), Kind.OPINION),
        (Told(title="Why arms fall", outlet="Norm", hours=39), ("original reporting",), Kind.OPINION),
        (Told(title="Warum Arme fallen", outlet="Norm", hours=39, language="de"), (), Kind.OPINION),
        (Told(title="【社説】腕の安全", outlet="Norm", hours=39, language="ja"), (), Kind.OPINION),
        (Told(title="Arms", outlet="Norm", hours=39, url="https://norm.example/opinion/arms"), (), Kind.OPINION),
        (Told(title="Arms", outlet="Norm", hours=39, url="https://norm.example/news/opinions-differ"), (), Kind.REPORT),
        (Told(title="Watch it fall", outlet="Norm", hours=39, kind=ArticleKind.VIDEO), (), Kind.VIDEO),
        (Told(title="Arms recalled", outlet="Norm", hours=39, is_copy=True), ("press release",), Kind.COPY),
    ],
)
def test_every_report_is_of_one_kind(other: Told, parts: tuple[str, ...], wanted: Kind) -> None:
    """The surest sign decides."""
    assert kind(other, *parts) is wanted


def test_a_company_is_known_by_its_domain_too() -> None:
    """Nobody may have told the hub what the company's site is called."""
    other = Told(title="Introducing it", outlet="lumenlabs.example", domain="lumenlabs.example", hours=39)
    assert kind(other, lead=Told(title="Lumen Labs releases a model", outlet="Shopfloor", hours=40)) is Kind.OFFICIAL


def test_a_paper_is_no_party_because_its_name_is_a_word() -> None:
    """Short names stand in many headlines."""
    other = Told(title="Arms recalled", outlet="Its", domain="its.example", hours=39)
    assert kind(other) is Kind.REPORT


def test_a_report_known_from_a_record_only_is_sorted_by_what_the_record_says() -> None:
    """Its title, its address and its time."""
    articles, group = story([LEAD, Told(title="Why arms fall", outlet="Norm", hours=39)])
    loose = replace(articles[0].record.related[0], article_id=None)
    lead = replace(articles[0], record=replace(articles[0].record, related=(loose,)))
    view, listing = view_of(edition([([lead], group)]))
    assert kind_of(view.coverage[0], view, listing) is Kind.OPINION


def test_groups_stand_in_a_fixed_order_with_a_language_where_it_differs() -> None:
    """Who found out comes first, and a reader knows which language is behind a link."""
    made = story(
        [
            LEAD,
            Told(title="Pourquoi les bras tombent", outlet="Le Bras", hours=39, language="fr"),
            Told(title="Arms recalled", outlet="Norm", hours=39),
        ]
    )
    view, listing = view_of(edition([made]))
    groups = grouped(view, listing, wording_of("en"), "en-gb")
    assert [(group.kind, [line.language for line in group.lines]) for group in groups] == [
        (Kind.REPORT, [""]),
        (Kind.OPINION, ["French"]),
    ]


def test_marks_say_what_waits_behind_a_link() -> None:
    """A wall, a copy that loads fast, how long it takes."""
    articles, group = story([LEAD, Told(title="Arms recalled", outlet="Norm", hours=39)])
    articles[1] = with_parts(articles[1], is_paywalled=True, word_count=1200)
    amp = replace(articles[0].record.related[0], amp_url="https://norm.example/amp")
    articles[0] = replace(articles[0], record=replace(articles[0].record, related=(amp,)))
    page = page_of(edition([(articles, group)]), group.id)
    byline = texts(page, ".report .byline")[0]
    assert "Paywall" in byline
    assert "5 min read" in byline
    assert b'href="https:&#x2f;&#x2f;norm.example&#x2f;amp"' in page or b'href="https://norm.example/amp"' in page
