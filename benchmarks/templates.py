"""Templates for Hugo and Jekyll that show what our pages show of a story, in about as many bytes. Nothing else."""

_HUGO_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:; style-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:url" content="{{ .Permalink }}">
<meta property="og:type" content="{{ if .IsPage }}article{{ else }}website{{ end }}">
<meta property="og:site_name" content="{{ site.Title }}">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:description" content="{{ .Description }}">
<meta name="twitter:card" content="summary">
<link rel="stylesheet" href="/assets/site.css">
{{ range .AlternativeOutputFormats -}}
<link rel="alternate" type="{{ .MediaType.Type }}" href="{{ .Permalink }}">
{{ end -}}
<link rel="alternate" type="application/rss+xml" title="{{ site.Title }} (RSS)" href="/index.xml">
</head>
<body>
<a class="skip" href="#main">Skip to the stories</a>
<header class="masthead">
<div class="masthead-row"><p class="brand"><a href="/">{{ site.Title }}</a></p></div>
<nav class="tabs" aria-label="Sections">
<ul>
<li><a href="/">Front page</a></li>
{{ range site.Params.tabs }}<li><a href="/topics/{{ . | urlize }}/">{{ . }}</a></li>
{{ end }}</ul>
</nav>
</header>
<main id="main" tabindex="-1">
{{ block "main" . }}{{ end }}
</main>
<footer class="foot">
<nav class="foot-columns" aria-label="About this site">
<ul>
<li><a href="/topics/">Topics</a></li>
<li><a href="/outlets/">Sources</a></li>
<li><a href="/index.xml">RSS</a></li>
<li><a href="/index.json">JSON API</a></li>
</ul>
</nav>
<p class="imprint"><bdi>{{ site.Title }}</bdi> · Made with {{ hugo.Generator }}</p>
</footer>
</body>
</html>
"""

_HUGO_STORY = """{{ define "main" }}
<div class="story-page">
<article class="story-main">
<header class="story-head">
<ul class="chips" aria-label="Topics">{{ range .Params.topics }}<li><a href="/topics/{{ . | urlize }}/">{{ . }}</a></li>
{{ end }}</ul>
<h1 dir="auto" lang="en">{{ .Title }}</h1>
<p class="byline"><a class="outlet" href="/outlets/{{ .Params.outlet | urlize }}/"><bdi>{{ .Params.outlet }}</bdi></a>
<span class="authors">by {{ range .Params.authors }}<bdi>{{ . }}</bdi> {{ end }}</span>
<time datetime="{{ .Date.Format "2006-01-02T15:04:05Z" }}" title="{{ .Date.Format "2 January 2006, 15:04" }} UTC"
>{{ .Date.Format "2 Jan 2006, 15:04" }}</time></p>
<p class="figures"><span class="figure"><strong>{{ add 1 (len .Params.reports) }}</strong> reports</span></p>
</header>
<figure class="quote"><figcaption>In the publisher’s words</figcaption><blockquote lang="en" dir="auto">{{ .Content }}
</blockquote></figure>
<p class="read"><a class="button" href="{{ .Params.address }}" rel="noopener">Read it at
<bdi>{{ .Params.outlet }}</bdi></a> <a class="quiet" href="{{ .Params.amp }}" rel="noopener">AMP copy</a></p>
{{ with .Params.reports }}
<section>
<h2>Coverage <span class="soft">{{ len . }} reports</span></h2>
<p class="soft">Other outlets on the same event, in their own words.</p>
<ul class="reports">
{{ range sort . "quality" "desc" }}
<li class="report">
<h3 class="report-title" dir="auto"><a href="{{ .address }}" rel="noopener">{{ .title }}</a></h3>
<p class="byline"><a class="outlet" href="/outlets/{{ .outlet | urlize }}/"><bdi>{{ .outlet }}</bdi></a>
<time datetime="{{ .date }}" title="{{ dateFormat "2 January 2006, 15:04" .date }} UTC"
>{{ dateFormat "2 Jan 2006, 15:04" .date }}</time></p>
</li>
{{ end }}
</ul>
</section>
{{ end }}
</article>
<div class="story-side">
{{ with .Params.reports }}
<section class="side-part">
<h2>Who reported when</h2>
<p class="soft">The first report of each outlet. All times are UTC.</p>
<ol class="firsts">
{{ range sort . "date" }}
<li class="first"><p class="first-when"><time datetime="{{ .date }}"
title="{{ dateFormat "2 January 2006, 15:04" .date }} UTC">{{ dateFormat "2 Jan 2006, 15:04" .date }}</time></p>
<p class="first-who"><a class="outlet" href="/outlets/{{ .outlet | urlize }}/"><bdi>{{ .outlet }}</bdi></a></p></li>
{{ end }}
</ol>
</section>
{{ end }}
<section class="side-part why" id="why">
<h2>Why is this here?</h2>
<dl class="tally">
{{ range .Params.cards }}<div><dt>{{ .name | title }}</dt><dd>{{ .total }}</dd></div>
{{ end }}<div><dt>Published from</dt><dd>{{ .Params.threshold }}</dd></div>
</dl>
<p dir="auto">{{ .Params.verdict }}</p>
{{ range .Params.cards }}
<details class="fold"><summary>{{ .name | title }}: <strong>{{ .total }}</strong></summary>
<table class="card"><caption class="unseen">{{ .name | title }}</caption>
<thead><tr><th scope="col">Part</th><th scope="col">Points</th><th scope="col">Why</th></tr></thead>
<tbody>
{{ range .parts }}
<tr><th scope="row">{{ .name }}</th><td class="number">{{ .points }}</td><td dir="auto">{{ .why }}</td></tr>
{{ end }}
</tbody>
<tfoot><tr><th scope="row">Total</th><td class="number">{{ .total }}</td><td></td></tr></tfoot>
</table>
</details>
{{ end }}
</section>
<section class="side-part">
<h2>Records and figures</h2>
<dl class="facts">
<dt>Record</dt><dd><code>{{ .Params.record }}</code></dd>
<dt>API</dt><dd><a href="index.json">API item</a></dd>
</dl>
</section>
</div>
</div>
{{ end }}
"""

_HUGO_LIST = """{{ define "main" }}
<h1>{{ .Title }}</h1>
<ol class="stories">
{{ range .Paginator.Pages }}
<li class="story">
<h2 class="headline" dir="auto"><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p class="byline"><bdi>{{ .Params.outlet }}</bdi>
<time datetime="{{ .Date.Format "2006-01-02T15:04:05Z" }}">{{ .Date.Format "2 Jan 2006, 15:04" }}</time></p>
<p class="excerpt">{{ .Description }}</p>
</li>
{{ end }}
</ol>
{{ with .Paginator.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }}
{{ with .Paginator.Next }}<a href="{{ .URL }}">Older</a>{{ end }}
{{ end }}
"""

_HUGO_TERMS = """{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.ByCount }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>
{{ end }}</ul>
{{ end }}
"""

_HUGO_ITEM = """{{ $images := slice }}{{ dict "path" .Params.record "title" .Title "excerpt" .Description "webUrl"
.Params.address "ampWebUrl" .Params.amp "publishedDateTime" .Params.date "topics" .Params.topics "provider"
(dict "name" .Params.outlet) "related" .Params.reports "images" $images "content" "" | jsonify (dict "indent" "  ") }}
"""

_HUGO_ITEMS = """{{ $found := slice }}{{ range first 25 site.RegularPages }}{{ $found = $found | append
(dict "title" .Title "webUrl" .Params.address "topics" .Params.topics) }}{{ end }}{{ $found | jsonify }}
"""

HUGO = {
    "layouts/_default/baseof.html": _HUGO_HEAD,
    "layouts/_default/single.html": _HUGO_STORY,
    "layouts/_default/list.html": _HUGO_LIST,
    "layouts/_default/terms.html": _HUGO_TERMS,
    "layouts/_default/single.json": _HUGO_ITEM,
    "layouts/index.json": _HUGO_ITEMS,
    "layouts/index.html": _HUGO_LIST,
    "static/assets/site.css": "body { margin: 0 auto }\n",
}
"""Files of a Hugo site, by path."""

JEKYLL = {
    "_layouts/story.html": """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title | escape }} · {{ site.title }}</title>
<link rel="canonical" href="{{ site.url }}{{ page.url }}"></head>
<body><header><nav><ul>{% for tab in site.tabs %}<li><a href="/topics/{{ tab }}/">{{ tab }}</a></li>
{% endfor %}</ul></nav></header>
<main><h1>{{ page.title | escape }}</h1><p>{{ page.outlet }} {{ page.date | date: "%-d %b %Y, %H:%M" }}</p>
<blockquote>{{ content }}</blockquote><p><a href="{{ page.address }}">Read it at {{ page.outlet }}</a></p>
<ul>{% for report in page.reports %}<li><a href="{{ report.address }}">{{ report.title | escape }}</a>
{{ report.outlet }} {{ report.date | date: "%-d %b %Y, %H:%M" }}</li>
{% endfor %}</ul>
<p>{{ page.verdict }}</p>
{% for card in page.cards %}<table>{% for part in card.parts %}<tr><th>{{ part.name }}</th><td>{{ part.points }}</td>
<td>{{ part.why }}</td></tr>
{% endfor %}</table>{% endfor %}</main></body></html>
""",
    "index.html": """---
---
<!doctype html><html lang="en"><head><title>{{ site.title }}</title></head><body><ol>
{% for post in site.posts limit: 200 %}<li><a href="{{ post.url }}">{{ post.title | escape }}</a></li>
{% endfor %}</ol></body></html>
""",
}
"""Files of a Jekyll site, by path: less than Hugo's and ours, as it has neither lists of tags nor a second output."""
