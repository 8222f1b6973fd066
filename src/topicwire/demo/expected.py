"""What the demo web holds, as plain facts: counts, stories, and where each special case is."""

PUBLISHERS = 23
FEEDS = 23
ARTICLES = 104  # of them 4 videos, 3 agency copies, 4 market reports, 1 stub behind a wall

COPIES = (
    "http://campus-herald.example/news/copy-velmouth",
    "http://dailydial.example/2026/03/01/velmouth-gates-chaos",
    "http://lakesidetribune.example/article.php?id=703672",
)
"""The agency's Velmouth text in three other outlets, each lightly edited."""

STORIES: dict[str, tuple[str, ...]] = {
    "velmouth": (
        "http://meridianpost.example/2026/03/04/velmouth-gates-inside-story/",
        "http://harbourwire.example/story/velmouth-gates-off",
        "http://portcity-gazette.example/news/stopped-at-the-gate-277581.html",
        "http://portcity-gazette.example/news/refund-counter-velmouth-690766.html",
        "http://facefacts.example/velmouth-what-vendors-should-learn",
        "http://civicledger.example/article/210225/velmouth-consent-document",
        "http://harbourwire.example/story/court-upholds-velmouth-order",
        *COPIES,
    ),
    "face-data-act": (
        "http://civicledger.example/article/667246/face-data-act-explained",
        "http://meridianpost.example/2026/03/01/senate-passes-face-data-act/",
        "http://harbourwire.example/story/senate-face-data-vote",
        "http://facefacts.example/face-data-act-compliance-dates",
    ),
    "prism-2": (
        "http://opticalreview.example/2026/03/prism-2-tested-on-our-own-streets",
        "http://opticalreview.example/2026/03/prism-2-released",
        "http://tensorweekly.example/p/prism-2-and-the-missing-table",
        "http://blog.lumenlabs.example/posts/introducing-prism-2",
    ),
    "quillon": (
        "http://meridianpost.example/2026/03/02/quillon-halt-hospitals-wait/",
        "http://harbourwire.example/story/quillon-halts-line",
        "http://silica.example/stories/boron-in-the-water.htm",
        "http://silica.example/stories/quillon-restart-date.htm",
    ),
    "cooper-street": (
        "http://portcity-gazette.example/news/cooper-street-four-minutes-246710.html",
        "http://harbourwire.example/story/robotaxi-ambulance",
        "http://robotyard.example/2026/waydrive-remote-hands.html",
    ),
    "skin-triage": (
        "http://meridianpost.example/2026/03/01/skin-triage-ai-saint-alba/",
        "http://clinicwatch.example/?p=578111",
    ),
}
"""The events that several outlets tell in their own words; the strongest telling first, whenever it came."""

LATE_TELLINGS = {"velmouth": 3, "prism-2": 3, "quillon": 2}
"""Stories whose strongest telling appears only in that run."""

LATE_LEADS = {"quillon": 2}
"""Those whose late telling joins the story and takes the lead; the others come days later, as news of their own."""

CASES: dict[str, str] = {
    "rss-2.0": "http://meridianpost.example/feed.xml",
    "rss-1.0": "http://mizuhama-denshi.example/index.rdf",
    "atom": "http://harbourwire.example/atom.xml",
    "json-feed": "http://civicledger.example/feed.json",
    "news-sitemap": "http://portcity-gazette.example/news-sitemap.xml",
    "video-feed": "http://vidcast.example/feeds/videos.xml?channel_id=UCsaltwaterlectures00000",
    "amp": "http://meridianpost.example/amp/senate-passes-face-data-act.html",
    "market-reports": "http://marketpulse-insights.example/rss.xml",
    "paywall": "http://brasslantern.example/essays/senator-who-covers-mirrors/",
    "future-date": "http://dailydial.example/2026/03/02/deepfake-weatherman",
    "no-date": "http://dailydial.example/2026/03/02/undated-toaster",
    "re-dated": "http://dailydial.example/2023/05/17/facial-recognition-pigs",
    "no-dates-in-feed": "http://lakesidetribune.example/rss.php",
    "script-in-title": "http://dailydial.example/2026/03/02/robots-unionise",
    "template-in-title": "http://dailydial.example/2026/03/02/template-title",
    "retitled": "http://meridianpost.example/2026/03/02/school-essays-ai-oral-exam/",
    "updated": "http://openframe.example/news/advisory-2026-01/",
    "slug-before": "http://openframe.example/news/openframe-3/",
    "slug-after": "http://openframe.example/news/openframe-3-0-released/",
    "moved-feed": "http://silica.example/rss.php",
    "gone-feed": "http://blog.lumenlabs.example/atom.xml",
    "busy-feed": "http://robotyard.example/index.xml",
    "slow": "http://clinicwatch.example/feed",
    "broken-feed": "http://dailydial.example/feed",
    "wrong-charset": "http://kanalnord.example/rss.xml",
    "latin-1": "http://courrier-numerique.example/rss.xml",
    "silent": "http://quietcorner.example/feed.rss",
    "bomb": "http://trapdoor.example/bomb",
    "to-private": "http://trapdoor.example/to-private",
    "to-metadata": "http://trapdoor.example/to-metadata",
    "loop": "http://trapdoor.example/loop",
    "nine-doors": "http://trapdoor.example/door/1",
    "tracked-twice": "http://facefacts.example/liveness-masks-tested",
    "wrapped": "http://dailydial.example/2026/03/02/fridge-face-recognition",
    "robots-forbid": "http://campus-herald.example/internal/server-room-rota",
    "off-topic": "http://meridianpost.example/2026/03/01/last-tram-line-seven/",
}
"""Each promised oddity and the address where it can be seen."""
