-- What editors decided, and the very bytes that record files had when we last knew them.

CREATE TABLE ruling (
  sequence INTEGER PRIMARY KEY,    -- the order they were learned in
  id TEXT NOT NULL UNIQUE,
  article_id TEXT NOT NULL,
  other_id TEXT,                   -- null unless it ties or parts two articles
  undone_at INTEGER,               -- null: in force
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX ruling_by_article ON ruling (article_id, sequence);
CREATE INDEX ruling_by_other ON ruling (other_id, sequence) WHERE other_id IS NOT NULL;

CREATE TABLE published_bytes (     -- of files a person may edit: what an edit is compared with
  target TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,            -- of the bytes before they were deflated
  deflated BLOB NOT NULL,
  PRIMARY KEY (target, path, sha256)
) STRICT, WITHOUT ROWID;
