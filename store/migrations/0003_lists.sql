-- Claims are listed by when they were first made, newest first, of a level, and by
-- whom they rest on.

CREATE INDEX claim_first ON claim (first DESC, story, n, speaker);
DROP INDEX claim_level;
CREATE INDEX claim_level ON claim (level, first DESC, story, n);
CREATE INDEX claim_speaker ON claim (speaker);
CREATE INDEX evidence_speaker ON evidence (speaker, report);

-- Whether anything is to be placed or weighed is asked before every answer.

CREATE INDEX report_state ON report (state);
DROP INDEX story_stale;
CREATE INDEX story_stale ON story (stale, print, id);
