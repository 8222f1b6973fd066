-- What becomes of stories: which one leads on to which, what happened in their lives, and who was near to whom.

CREATE TABLE story_successor (
  story_id TEXT PRIMARY KEY,       -- a story that is no more
  into_id TEXT NOT NULL,           -- the one that took most of its articles; may be no more either
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE story_event (
  sequence INTEGER PRIMARY KEY,    -- the order they happened in
  story_id TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX story_event_by_story ON story_event (story_id, sequence);

CREATE TABLE kinship (             -- of articles in the window only: what clustering remembers of them
  sequence INTEGER PRIMARY KEY,    -- the order they were kept in: of two that speak of one pair, the later is right
  article_id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,             -- published, as clustering sees it
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX kinship_by_time ON kinship (at);
