-- Front pages as they were: what readers saw first in each edition, to be shown again.

CREATE TABLE front (
  sequence INTEGER PRIMARY KEY,    -- names it in front_article
  edition_id TEXT NOT NULL UNIQUE,
  as_of INTEGER NOT NULL,
  packed BLOB NOT NULL             -- as render/site/snapshots.py writes it
) STRICT;

CREATE TABLE front_article (       -- which articles stood there: what an editor hides must be hidden there too
  article_id TEXT NOT NULL,
  front INTEGER NOT NULL,          -- the sequence of the front page
  PRIMARY KEY (article_id, front)
) STRICT, WITHOUT ROWID;
CREATE INDEX front_article_by_front ON front_article (front);
