-- What report cards are counted from: polls by day, and small facts of every article's revisions.

CREATE TABLE poll_day (
  feed_id TEXT NOT NULL,
  day INTEGER NOT NULL,            -- days since 1 January of the year 1 (UTC): date.toordinal
  asked INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  tips INTEGER NOT NULL,
  PRIMARY KEY (feed_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX poll_day_by_day ON poll_day (day);

CREATE TABLE article_track (       -- derived from the revisions of an article, in their order
  article_id TEXT PRIMARY KEY,
  first_seen_at INTEGER NOT NULL,
  read_at INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  dated_by TEXT NOT NULL,
  confidence REAL NOT NULL,
  is_disputed INTEGER NOT NULL,
  is_future INTEGER NOT NULL,
  extractor TEXT NOT NULL,
  words TEXT NOT NULL,
  changed_at INTEGER,              -- null: its words never changed
  redated_at INTEGER               -- null: never dated anew
) STRICT;
CREATE INDEX article_track_by_time ON article_track (first_seen_at);
