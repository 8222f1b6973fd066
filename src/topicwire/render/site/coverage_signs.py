"""Signs of opinion, of explanation and of a voice of those concerned, in a report's address and title. Tables.

Labels and folders that newsrooms use; a sign that is not there says nothing.
"""

import re

_SECTIONS = (
    "opinion|opinions|op-ed|oped|comment|commentary|commentisfree|column|columns|columnists|editorial|editorials"
    "|analysis|analyses|explainer|explainers|explained|viewpoint|viewpoints|perspective|perspectives|ideas|voices"
    "|meinung|kommentar|kommentare|kolumne|kolumnen|analyse|leitartikel|debatte|debats|idees|tribune|tribunes"
    "|chroniques|edito|editos|analisis|columnas|editoriales|tribunas|opiniao|opinioni|analisi|commenti|opinie|debat"
)
OPINION_FOLDER = re.compile(rf"^https?://[^/]+(?:/[^/?#]*)*?/(?:{_SECTIONS})/", re.IGNORECASE)
"""A folder in the address."""

_LABELS = (
    "opinion|op-ed|comment|commentary|column|editorial|analysis|explainer|explained|viewpoint|perspective|review"
    "|meinung|kommentar|kolumne|analyse|leitartikel|gastbeitrag|tribune|éditorial|édito|chronique|décryptage|opinión"
    "|análisis|columna|tribuna|editorial|opinião|análise|opinione|analisi|commento|opinie|мнение|анализ|колонка|رأي|تحليل"
)
OPINION_LABEL = re.compile(rf"^\W*(?:{_LABELS})\s*[:|–—]\s|\s[|–—]\s*(?:{_LABELS})\W*$", re.IGNORECASE)
"""A label before or behind the title."""

_QUESTIONS = (
    r"why\s|what\s(?:it|this|the|we|to)\s.*\b(?:means?|says?|learn|know)\b|what\s.*\bshould\b|how\s.*\b(?:could|should)\b"
    r"|warum\s|weshalb\s|wieso\s|was\s.*\bbedeutet\b|pourquoi\s|ce\sque\s.*\b(?:dit|signifie|change)\b|por\squé\s|qué\ssignifica\b"
    r"|por\sque\s|perché\s|waarom\s|почему\s|لماذا\s"
)
_UNSPACED = "社説|解説|コラム|评论|評論|分析|社论|观点|なぜ"
EXPLAINS = re.compile(rf"^\W*(?:{_QUESTIONS})|\bexplained\b|[:,]\s(?:{_QUESTIONS})|{_UNSPACED}", re.IGNORECASE)
"""A title that asks why, or says what something means."""

OFFICIAL_DOMAIN = re.compile(
    r"(?:^|\.)(?:gov|mil|int|gov\.[a-z]{2}|gob\.[a-z]{2}|gouv\.[a-z]{2}|go\.(?:jp|kr|th|id)|govt\.nz|gc\.ca|bund\.de"
    r"|admin\.ch|gv\.at|europa\.eu|overheid\.nl|parliament\.uk|gob\.mx|gov\.uk)$"
)
"""Domains of governments, parliaments and the bodies of states."""
