-- What is recorded carries a sum over all columns of its row, so that verify sees
-- what a disk changed; and reports whose stories a judgement parts or joins are
-- marked until they are grouped anew.

ALTER TABLE capture ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE judgement ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE looked ADD COLUMN sum TEXT NOT NULL DEFAULT '';

UPDATE capture SET sum = {{sum}}(sha256, size, packed);
UPDATE report SET sum = {{sum}}(seq, id, sha256, input, container, address, media, served, etag, changed, received, added, state, reason, source);
UPDATE judgement SET sum = {{sum}}(id, kind, a_report, a_start, a_stop, a_exact, b_report, b_start, b_stop, b_exact, value, who, at, reason, undone, undo_by);
UPDATE looked SET sum = {{sum}}(who, at);

CREATE TABLE ungrouped (n {{serial}}, a TEXT NOT NULL, b TEXT NOT NULL);
