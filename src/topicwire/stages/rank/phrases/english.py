"""English phrases. A table and nothing else."""

from topicwire.stages.rank.phrases.table import Phrases, listed

ENGLISH = Phrases(
    firsthand=listed(
        "told us | tell us | told this newspaper | told this paper | told this magazine | told this site",
        "told this website | our sources | did not call back | did not return our calls | did not respond to our",
        "did not answer our | declined an interview | {outlet} has read | {outlet} has seen | {outlet} has reviewed",
        "tells us | told me | tells me | spoke to us | told our reporter | we asked | i asked | we spoke to",
        "we spoke with | i spoke with | we tested | we measured | we counted | we analysed | we analyzed",
        "we reviewed | we compared | i tested | our test | our own test | our tests | our analysis",
        "our investigation | our correspondent | our reporter | internal documents | internal mails",
        "internal emails | internal memo | documents show | records show | court filings show",
        "freedom of information request | in an exclusive | exclusive interview | told {outlet}",
        "interview with {outlet} | {outlet} has learned | {outlet} has found | seen by {outlet}",
        "reviewed by {outlet} | obtained by {outlet} | {outlet} tested | {outlet} visited",
    ),
    credits=listed(
        "first reported by | as first reported | as reported by | reported earlier | media reports say",
        "according to media reports | according to local media | according to a report by",
        "according to a report from | according to a report in | according to press reports",
        "originally published on | originally published in | originally appeared on | originally appeared in",
        "first appeared on | hat tip | h/t | via twitter | spotted by | according to {outlet} | {outlet} reports",
        "{outlet} reported | {outlet} first reported | reported by {outlet} | report by {outlet}",
        "report from {outlet} | told {outlet} | interview with {outlet} | (via {outlet}) | report in {outlet}",
        "citing {outlet} | {outlet} writes | source: {outlet}",
    ),
    says=listed(
        "said | says | told | tells | added | adds | explained | explains | asked | asks | replied | wrote | writes",
        "argued | argues | recalled | recalls | warned | warns | according to",
    ),
    release_signs=listed(
        "/prnewswire/ | (business wire) | (globe newswire) | globe newswire -- | /ein presswire/ | accesswire /",
        "for immediate release | view original content to download | view source version on businesswire.com",
        "--(business wire)-- | source: business wire | distributed by prnewswire | /pr newswire/",
    ),
    release_hints=listed(
        "forward-looking statements | press release | media contact | media contacts | press contact | safe harbor",
        "today announced | is pleased to announce | today we are releasing | today we're releasing",
        "we are excited to | we're excited to | we are thrilled to | we're thrilled to | we are proud to",
        "we are announcing | we're announcing | is available today | we cannot wait to see | we can't wait to see",
        "is proud to announce | investor relations | leading provider of | for more information, visit",
        "for more information visit",
    ),
    sponsored=listed(
        "sponsored content | sponsored post | sponsored article | paid content | paid post | advertorial",
        "promoted content | partner content | paid partnership | in paid partnership with",
        "presented by our partner | this article was paid for by | advertisement feature | brand content",
    ),
    deals=listed(
        "best deals | early deals | deals of the day | deal of the day | black friday deals | prime day deals",
        "promo code | promo codes | coupon code | coupon codes | % off | lowest price ever | lowest price yet",
        "cheapest price | save up to | record-low price | on sale for | deal alert | back on sale",
    ),
    roundups=listed(
        "daily briefing | morning briefing | evening briefing | news briefing | week in review | weekly roundup",
        "weekly round-up | news roundup | news round-up | daily digest | weekly digest | this week in",
        "links of the week | live updates | live blog | liveblog | newsletter: | top headlines | what we're reading",
        "morning edition",
    ),
    baits=listed(
        "you won't believe | what happened next | this is why | here's why you | will shock you | blow your mind",
        "jaw-dropping | doctors hate | one weird trick | this one trick | gone wrong | can't stop talking",
        "need to see this | the internet is losing | goes viral for | will make you | the reason will",
        "nobody is talking about | changes everything | finally revealed | and it's not what you think",
        "left speechless | breaks the internet | is here and it's | you'll never guess",
    ),
    numbers=listed("three | four | five | six | seven | eight | nine | ten | eleven | twelve | fifteen | twenty"),
    listed_things=listed(
        "things | ways | tools | reasons | tips | tricks | facts | hacks | mistakes | signs | secrets | best",
        "must-have | essential | coolest | greatest | amazing | gadgets | ideas | myths",
    ),
    desks=listed(
        "staff | desk | editor | editors | editorial | team | admin | agency | agencies | newsroom | reporter",
        "reporters | correspondent | contributor | press | reuters | afp | ap | dpa | webmaster | news | author",
        "guest | anonymous",
    ),
    market=listed("market"),
    other_markets=listed(
        "stock market | stock markets | job market | jobs market | labor market | labour market | bull market",
        "bear market | housing market | market cap | market capitalization | black market",
    ),
    report_title=listed(
        "growth | segmentation | segments | forecast | forecasts | size | share | trends | cagr | outlook",
        "opportunity | opportunities | industry overview | industry analysis | key players | demand | revenue",
        "competitive landscape | global | worth | research report | analysis | insights | scope",
        "competitive analysis | top companies",
    ),
    report_body=listed(
        "market size | market share | market report | market research | market analysis | market growth | cagr",
        "forecast period | key players | key market players | competitive landscape | market segmentation",
        "industry trends | request a sample | request a free sample | sample copy | industry overview",
        "the report provides | the report covers | latest report | compound annual growth | market conditions",
        "market dynamics | research report | recent analysis of | restraints and trends",
    ),
)
