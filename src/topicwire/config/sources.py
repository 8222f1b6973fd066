"""Reads and writes `sources.opml`, the list of feeds a hub follows."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from topicwire.config.files import SOURCES, at_line, line_with, read_bytes
from topicwire.errors import FormatError, SettingsError
from topicwire.formats.opml import read_opml, write_opml
from topicwire.model.source import Feed
