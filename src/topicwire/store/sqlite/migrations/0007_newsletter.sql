-- The newsletter: issues, subscribers, and a row for every mail. No column holds an address that can be read.

CREATE TABLE issue (
  id TEXT PRIMARY KEY,             -- local day it was due on
  slot_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  payload TEXT NOT NULL,
  html TEXT,                       -- the mail as composed; null: skipped
  plain TEXT                       -- its text twin; null: skipped
) STRICT;
CREATE INDEX issue_by_slot ON issue (slot_at, id);

CREATE TABLE subscriber (
  id TEXT PRIMARY KEY,             -- random
  state TEXT NOT NULL,
  lookup TEXT NOT NULL UNIQUE,     -- keyed hash of the address
  sealed TEXT,                     -- the address, sealed; null: erased
  asked_at INTEGER NOT NULL,
  asks INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  hard_bounces INTEGER NOT NULL,
  soft_bounces INTEGER NOT NULL,
  bounced_at INTEGER,              -- null: never
  origin TEXT NOT NULL
) STRICT;
CREATE INDEX subscriber_by_state ON subscriber (state, asked_at, id);

CREATE TABLE delivery (            -- one mail to one subscriber
  mailing TEXT NOT NULL,           -- an issue's id, or `confirm/` and the time of the sign-up
  subscriber_id TEXT NOT NULL,     -- stays when the subscriber is forgotten: it names nobody
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  code TEXT NOT NULL,              -- the server's figures; empty: no answer yet
  PRIMARY KEY (mailing, subscriber_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_by_state ON delivery (state, mailing, due_at, subscriber_id);
