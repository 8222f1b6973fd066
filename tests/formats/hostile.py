"""Titles made to break whoever reads or writes them: generated, so that every pattern meets every place."""

FRAGMENTS = (
    # YAML indicators and words it reads as something else
    "- a", "? a", ": a", "a: b", "a : b", "# c", "a # c", "[a", "a]", "{a", "}", "[]", "{}", ",", "&a", "*a", "!a",
    "!!python/object:x",
    "|", ">", "|-", "%TAG", "@a", "`a", "---", "--- a", "...", "'", '"', "''", '""', "\\", "\\n", "\\x41", "<<", "=",
    "~",
    "null", "Null", "NULL", "true", "True", "yes", "No", "on", "OFF", "y", "N", ".inf", "-.INF", ".nan", "NaN", "0",
    "-1", "+1",
    "1.0", "1e5", "1_000", "0x1F", "0o17", "017", "0b1", "12:30:45", "1:1", "2021-01-01", "2021-01-01T10:00:00Z",
    "2021-01-01 10:00:00", "key: value\nother: 1", "a\n---\nb", "a\n...\n", " lead", "trail ", "a  b", "\ttab", "a\tb",
    # templates and markup
    "{{ x }}", "{% raw %}", "{{{x}}}", "${x}", "#{x}", "<%= x %>", "{::options /}", "{: .x}", "$(id)", "`id`",
    "%{x}", "{0}",
    "<script>alert(1)</script>", "<!-- x -->", "]]>", "&lt;", "&#0;", "</title>", "javascript:alert(1)",
    # control and format characters
    "a\x00b", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x7f", "a\x85b", "\x9f", "a\u2028b", "a\u2029b",
    "\ufeffa", "a\ufeff",
    "\u200b", "\u200d", "\xad", "\ufffd", "\ufffe", "\uffff", "\U0001fffe", "\ud800", "a\udfffb", "a\r\nb", "a\rb",
    "\n", "\r", "",
    # scripts and directions
    "مرحبا بالعالم", "שלום עולם", "\u202egnp.exe", "\u2066x\u2069", "日本語", "한국어", "中文：标题", "ไทย",
    "Ελληνικά", "Ünïcödé",
    "e\u0301", "🎉", "👩‍👩‍👧", "🇩🇪", "ﬁ", "Ⅷ", "½", "İstanbul", "ß", "𝔘𝔫𝔦", "\U000e0041", "z̸̢̛",
    # paths, headers, shells, databases
    "../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\con", "con", "NUL", "com1", "aux.md", ".", "..", "~root",
    "a/b", "a\\b",
    "a%2f..%2fb", "file:///x", "\\\\server\\x", "a:b", "a?b*c", "a|b", "-rf", "--help", "; rm -rf /", "a && b", "| cat",
    "Subject: x", "a\r\nBcc: x@y.example", "a\nSet-Cookie: x", "' OR 1=1 --", "'; DROP TABLE x; --", "%s%n", "%00",
    "\\0",
    "=1+1", "@SUM(1)", "+cmd|' /C calc'!A0", "x" * 300, "word " * 80, "-" * 50, "!" * 40,
)  # fmt: skip
"""What is dangerous by itself."""


def hostile_titles() -> tuple[str, ...]:
    """Give every fragment alone, inside words and at the end of words; more than 500 titles."""
    shapes = ("{}", "News {} today", "News {}")
    return tuple(dict.fromkeys(shape.replace("{}", fragment) for fragment in FRAGMENTS for shape in shapes))
