-- Full-text search over published stories. All of it can be made anew from the newest edition.

CREATE TABLE search_story (
  number INTEGER PRIMARY KEY,      -- the row of search_text
  story_id TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  payload TEXT NOT NULL            -- the ListedStory
) STRICT;
CREATE INDEX search_story_by_time ON search_story (published_at DESC, story_id);

CREATE TABLE search_label (        -- what stories are filtered by
  kind TEXT NOT NULL,              -- topic or source
  value TEXT NOT NULL,             -- topic id or domain
  number INTEGER NOT NULL,
  name TEXT NOT NULL,              -- of the source, empty for a topic
  PRIMARY KEY (kind, value, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_label_by_story ON search_label (number);

-- Holds folded words only, parted by spaces (text/searchwords.py): the tokenizer has nothing left to decide. The texts
-- themselves are not kept twice.
CREATE VIRTUAL TABLE search_text USING fts5(
  title, headlines, topics, outlets, authors, excerpt, texts,
  content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
CREATE VIRTUAL TABLE search_word USING fts5vocab(search_text, row);
