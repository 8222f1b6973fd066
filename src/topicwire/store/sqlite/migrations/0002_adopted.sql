CREATE TABLE adopted (             -- records taken over from an existing hub
  article_id TEXT PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,       -- of the file
  payload TEXT NOT NULL
) STRICT;
