-- What is recorded: bytes, reports, judgements. Everything below "derived" can be
-- made again from these.

CREATE TABLE record (form BIGINT NOT NULL); -- the number of the last migration
INSERT INTO record (form) VALUES (0);

CREATE TABLE capture (
  sha256 TEXT PRIMARY KEY,      -- of the bytes as received
  size   BIGINT NOT NULL,       -- of the bytes as received
  packed {{blob}} NOT NULL      -- gzip
);

CREATE TABLE report (
  seq       {{serial}},             -- order of adding
  id        TEXT NOT NULL UNIQUE,   -- the first twelve hex digits of the digest
  sha256    TEXT NOT NULL UNIQUE,
  input     TEXT NOT NULL,          -- path or address
  container TEXT NOT NULL,          -- digest of the file it was cut from
  address   TEXT NOT NULL,          -- where versions of it are published; '' where not known
  media     TEXT NOT NULL,          -- type of the bytes as the sender stated it
  served    TEXT NOT NULL,          -- where the bytes were served from; ''
  etag      TEXT NOT NULL,          -- validators that it was served with, for the next fetch
  changed   TEXT NOT NULL,
  received  TEXT NOT NULL,
  added     TEXT NOT NULL,
  state     TEXT NOT NULL,          -- read, kept, forgotten
  reason    TEXT NOT NULL,          -- why it is only kept, or forgotten, and by whom
  source    TEXT NOT NULL           -- digest of the text of all blocks as it was read
);
CREATE INDEX report_address ON report (address, seq);
CREATE INDEX report_input ON report (input, seq);
CREATE INDEX report_added ON report (added);

CREATE TABLE judgement (
  id       {{serial}},
  kind     TEXT NOT NULL,
  a_report TEXT NOT NULL, a_start BIGINT NOT NULL, a_stop BIGINT NOT NULL, a_exact TEXT NOT NULL,
  b_report TEXT NOT NULL, b_start BIGINT NOT NULL, b_stop BIGINT NOT NULL, b_exact TEXT NOT NULL,
  value    TEXT NOT NULL,
  who      TEXT NOT NULL,
  at       TEXT NOT NULL,
  reason   TEXT NOT NULL,
  undone   TEXT NOT NULL,           -- when; '' while it holds
  undo_by  TEXT NOT NULL
);
CREATE INDEX judgement_a ON judgement (a_report);
CREATE INDEX judgement_b ON judgement (b_report);

CREATE TABLE looked (who TEXT PRIMARY KEY, at TEXT NOT NULL);

-- derived

CREATE TABLE document (
  report    TEXT PRIMARY KEY,
  pipeline  TEXT NOT NULL,
  outlet    TEXT NOT NULL,
  origin    TEXT NOT NULL,
  title     TEXT NOT NULL,
  published TEXT NOT NULL,
  known     TEXT NOT NULL,          -- when it was published, else received, in UTC
  words     BIGINT NOT NULL,
  body      {{blob}} NOT NULL       -- package pack
);

CREATE TABLE profile (report BIGINT PRIMARY KEY, body {{blob}} NOT NULL); -- what reports of one story are told by

CREATE TABLE term (term BIGINT NOT NULL, report BIGINT NOT NULL, weight DOUBLE PRECISION NOT NULL, PRIMARY KEY (term, report)){{compact}};
CREATE INDEX term_report ON term (report);

CREATE TABLE story (
  id           TEXT PRIMARY KEY,
  title        TEXT NOT NULL,
  since        TEXT NOT NULL,
  until        TEXT NOT NULL,
  reports      BIGINT NOT NULL,
  origins      BIGINT NOT NULL,
  claims       BIGINT NOT NULL,
  corroborated BIGINT NOT NULL,
  disputed     BIGINT NOT NULL,
  latest       TEXT NOT NULL,       -- when its newest report was known
  stale        BIGINT NOT NULL,     -- 1: to be weighed again
  print        TEXT NOT NULL,       -- of code and types that made the body
  body         {{blob}} NOT NULL
);
CREATE INDEX story_latest ON story (latest);
CREATE INDEX story_stale ON story (stale);

CREATE TABLE member (report TEXT PRIMARY KEY, story TEXT NOT NULL);
CREATE INDEX member_story ON member (story);

CREATE TABLE claim (
  story        TEXT NOT NULL,
  n            BIGINT NOT NULL,     -- place in the story, from 0
  id           TEXT NOT NULL,
  text         TEXT NOT NULL,
  ledger       TEXT NOT NULL,
  status       TEXT NOT NULL,
  level        TEXT NOT NULL,
  count        BIGINT NOT NULL,
  reports      BIGINT NOT NULL,
  independence TEXT NOT NULL,
  speaker      TEXT NOT NULL,       -- of the root of its first evidence
  first        TEXT NOT NULL,       -- when the first report that makes it was known
  stated       BIGINT NOT NULL,     -- 1: first is a date that the report states
  marked       BIGINT NOT NULL,     -- 1: only one says it, of what is worth a line
  PRIMARY KEY (story, n)
){{compact}};
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_level ON claim (level, first);

CREATE TABLE evidence (
  story  TEXT NOT NULL,
  claim  BIGINT NOT NULL,
  report TEXT NOT NULL,
  start  BIGINT NOT NULL,
  stop   BIGINT NOT NULL,
  speaker TEXT NOT NULL
);
CREATE INDEX evidence_report ON evidence (report, start);
CREATE INDEX evidence_story ON evidence (story, claim);

CREATE TABLE bearer (story TEXT NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, reports BIGINT NOT NULL);
CREATE INDEX bearer_folded ON bearer (folded);
CREATE INDEX bearer_story ON bearer (story);

{{search}}
