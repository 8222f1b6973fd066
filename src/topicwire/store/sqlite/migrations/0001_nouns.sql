-- Everything a hub keeps. `payload` is the noun as JSON; the columns beside it are copies to search and order by.
-- Times are microseconds since 1970, UTC. Foreign keys are left to `check`: ids are derived, so a stage may keep
-- a thing before the thing it names, and forgetting a feed must not forget its tips.

PRAGMA application_id = 1953982834;  -- 0x74776972, "twir"

CREATE TABLE schema_version (      -- a row for each migration that ran
  version INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE feed (
  id TEXT PRIMARY KEY,
  payload TEXT NOT NULL
) STRICT;

CREATE TABLE feed_state (
  feed_id TEXT PRIMARY KEY,
  payload TEXT NOT NULL
) STRICT;

CREATE TABLE tip (
  id TEXT PRIMARY KEY,
  feed_id TEXT NOT NULL,           -- the feed that named it first
  first_seen_at INTEGER NOT NULL,
  article_id TEXT,                 -- null until the tip gave an article
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX tip_standing ON tip (feed_id, id, article_id);  -- all the ledger reads of a tip
CREATE INDEX tip_by_article ON tip (article_id, first_seen_at) WHERE article_id IS NOT NULL;
CREATE INDEX tip_by_first_seen ON tip (first_seen_at);

CREATE TABLE tip_entry (           -- which tip a feed last named by an entry id
  feed_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  tip_id TEXT NOT NULL,
  PRIMARY KEY (feed_id, entry_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sighting (            -- which feeds named a tip
  tip_id TEXT NOT NULL,
  feed_id TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (tip_id, feed_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_by_last ON sighting (last_at);

CREATE TABLE page (                -- the newest page of a tip
  tip_id TEXT PRIMARY KEY,
  payload TEXT NOT NULL
) STRICT;

CREATE TABLE article (
  id TEXT PRIMARY KEY,
  newest INTEGER NOT NULL,         -- the sequence of its newest revision
  tip_id TEXT NOT NULL             -- of the newest revision: the tip it was read from
) STRICT;

CREATE TABLE article_revision (
  article_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,       -- 1 for the first
  payload TEXT NOT NULL,
  PRIMARY KEY (article_id, sequence)
) STRICT;

CREATE TABLE article_address (
  sequence INTEGER PRIMARY KEY,    -- the earliest kept wins
  address TEXT NOT NULL UNIQUE,
  article_id TEXT NOT NULL
) STRICT;

CREATE TABLE enrichment (
  article_id TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX enrichment_by_version ON enrichment (version, article_id);

CREATE TABLE story (
  id TEXT PRIMARY KEY,
  last_at INTEGER NOT NULL,        -- latest publication among its members
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX story_by_last ON story (last_at);

CREATE TABLE story_member (        -- an article is in at most one story
  article_id TEXT PRIMARY KEY,
  story_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX story_member_by_story ON story_member (story_id);

CREATE TABLE near_miss (
  article_id TEXT PRIMARY KEY,
  payload TEXT NOT NULL
) STRICT;

CREATE TABLE ranked (
  article_id TEXT PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,       -- of its record file: two articles must never share one
  published_at INTEGER NOT NULL,
  is_lead INTEGER NOT NULL,
  is_copy INTEGER NOT NULL,
  is_published INTEGER NOT NULL,   -- 0 also when the record does not say
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX ranked_by_time ON ranked (published_at DESC, article_id);
CREATE INDEX ranked_standing ON ranked (article_id, is_copy, is_lead, is_published);  -- all the ledger reads

CREATE TABLE change (              -- when a table last changed
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE thumbnail (
  picture_url TEXT PRIMARY KEY,
  payload TEXT NOT NULL
) STRICT;

CREATE TABLE thumbnail_failure (
  picture_url TEXT PRIMARY KEY,
  why TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE published_file (      -- what we last wrote where
  target TEXT NOT NULL,
  path TEXT NOT NULL,
  key TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (target, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE edition (
  sequence INTEGER PRIMARY KEY,    -- the newest is the greatest
  id TEXT NOT NULL UNIQUE,
  as_of INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  published INTEGER NOT NULL
) STRICT;

CREATE TABLE learned (
  name TEXT PRIMARY KEY,
  state BLOB NOT NULL
) STRICT;

CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,             -- null: it runs, or was cut off
  tips_seen INTEGER NOT NULL DEFAULT 0,
  tips_new INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE work (
  stage TEXT NOT NULL,
  subject TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  leased_until INTEGER,            -- null: nobody works on it
  again_at INTEGER,                -- null: not made due again since it was leased
  PRIMARY KEY (stage, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_by_due ON work (stage, due_at, subject);

CREATE TABLE verdict (             -- the latest of each stage for each subject
  stage TEXT NOT NULL,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,            -- empty when done
  detail TEXT NOT NULL,
  at INTEGER NOT NULL,
  run INTEGER NOT NULL,
  took_ms INTEGER NOT NULL,
  PRIMARY KEY (stage, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_by_run ON verdict (run);
CREATE INDEX verdict_spiked ON verdict (stage, subject, reason) WHERE kind = 'spike';
