-- Claims are listed by when they were first made, newest first, of a level, and by
-- whom they rest on.

CREATE INDEX claim_first ON claim (first DESC, story, n);
DROP INDEX claim_level;
CREATE INDEX claim_level ON claim (level, first DESC, story, n);
CREATE INDEX claim_speaker ON claim (speaker);
CREATE INDEX evidence_speaker ON evidence (speaker);
