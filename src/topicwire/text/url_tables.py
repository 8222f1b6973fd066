"""What urls.py knows of the web's habits: tracking parameters and redirect wrappers. Tables, nothing else."""

from topicwire.text.wordlists import words

TRACKING_PREFIXES = ("utm_", "mtm_", "matomo_", "pk_", "piwik_", "hsa_", "vero_", "trk_", "oly_", "_bta_", "at_custom")
"""Starts of parameter names that only campaign tools write (Google, Matomo, HubSpot, Vero, Omeda, Bronto)."""

TRACKING_NAMES = words(
    # advertising click ids
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh epik rdt_cid "
    "scclid sccid irclickid irgwc srsltid _openstat wickedid gad_source gad_campaignid "
    # mail tools: Mailchimp, HubSpot, Marketo, Drip, Klaviyo, Sailthru
    "mc_cid mc_eid mc_tc __s __hssc __hstc __hsfp _hsenc _hsmi hsctatracking mkt_tok _ke sthash "
    # analytics tools: Google, Adobe, Branch, Yandex, Facebook, AT Internet, Piano
    "_ga _gl s_cid s_kwcid ef_id _branch_match_id _branch_referrer fb_action_ids fb_action_types fb_ref fb_source "
    "action_object_map action_type_map action_ref_map at_medium at_campaign xtor "
    # the publisher's own campaign marks
    "ftag ns_mchannel ns_campaign ns_source ns_linkname ns_fee ocid icid ncid cmpid cmp_id smid smtyp spmailingid "
    "spuserid spjobid spreportid wt_mc wt.mc_id wt.mc_ev soc_src soc_trk guccounter guce_referrer "
    "guce_referrer_sig taid tblci __twitter_impression feature_share ref_src ref_url mbid bxid cndid esrc"
)
"""Whole parameter names, in lower case, that name a reader or a campaign and never a page."""

TRACKING_VALUES = {
    "ref": words("rss feed feeds twitter facebook linkedin newsletter email mail t.co hackernews hn producthunt"),
    "source": words("rss rss_feed feed feeds twitter facebook linkedin newsletter"),
    "src": words("rss feed feeds twsrc fb"),
    "from": words("rss feed feeds twitter facebook"),
    "cmp": words("rss feed share_btn_tw share_btn_fb"),
    "partner": words("rss feedburner"),
    "via": words("rss feed twitter"),
    "spm": None,
}
"""Names that can name a page, dropped only with one of these values (None: with any)."""

WRAPPERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # host (a leading dot: any host under it), start of path, parameters that hold the target
    ("news.google.com", "/news/url", ("url",)),
    ("www.google.", "/url", ("url", "q")),
    ("google.", "/url", ("url", "q")),
    ("l.facebook.com", "/l.php", ("u",)),
    ("lm.facebook.com", "/l.php", ("u",)),
    ("www.facebook.com", "/l.php", ("u",)),
    ("www.facebook.com", "/flx/warn", ("u",)),
    ("l.instagram.com", "/", ("u",)),
    ("l.threads.com", "/", ("u",)),
    ("l.threads.net", "/", ("u",)),
    ("www.youtube.com", "/redirect", ("q",)),
    ("www.linkedin.com", "/redir/redirect", ("url",)),
    ("www.linkedin.com", "/safety/go", ("url",)),
    ("out.reddit.com", "/", ("url",)),
    ("t.umblr.com", "/redirect", ("z",)),
    ("vk.com", "/away.php", ("to",)),
    ("away.vk.com", "/away.php", ("to",)),
    ("steamcommunity.com", "/linkfilter", ("u", "url")),
    ("duckduckgo.com", "/l/", ("uddg",)),
    ("www.bing.com", "/news/apiclick.aspx", ("url",)),
    ("medium.com", "/r/", ("url",)),
    ("disq.us", "/url", ("url",)),
    ("slack-redir.net", "/link", ("url",)),
    ("exit.sc", "/", ("url",)),
    ("href.li", "/", ("",)),
    (".safelinks.protection.outlook.com", "/", ("url",)),
    ("safelinks.protection.outlook.com", "/", ("url",)),
    ("redirect.viglink.com", "/", ("u",)),
    ("go.redirectingat.com", "/", ("url",)),
    ("go.skimresources.com", "/", ("url",)),
    ("click.linksynergy.com", "/deeplink", ("murl",)),
    ("prf.hn", "/click", ("destination",)),
    ("www.newsnow.co.uk", "/", ("url",)),
    ("www.awin1.com", "/cread.php", ("ued", "p")),
    ("feedproxy.google.com", "/", ("url", "q")),
    ("feeds.feedburner.com", "/", ("url", "q")),
)
"""Redirectors whose target stands in the address, each seen in public feeds or share links."""

PRINT_PARAMETERS = frozenset(
    ("print", "printable", "printpage", "printerfriendly", "print-view", "printview", "pf", "printmode")
)
"""Parameter names that ask for a print view of the same page."""

VIEW_VALUES = {
    "output": frozenset(("amp", "print")),
    "outputtype": frozenset(("amp", "default-article", "print")),
    "view": frozenset(("amp", "print", "mobile")),
    "format": frozenset(("amp", "print")),
    "mode": frozenset(("amp", "print")),
    "layout": frozenset(("amp", "print")),
    "tmpl": frozenset(("print", "component")),
    "action": frozenset(("print", "printpreview")),
    "m": frozenset(("0", "1")),
}
"""Parameter values that ask for another view of the same page (`m=1`: Blogger's mobile pages)."""
