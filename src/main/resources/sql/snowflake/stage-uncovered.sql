-- Also what a transaction fills later: it is committed by whatever makes a table.
CREATE OR REPLACE TEMPORARY TABLE ${uncovered} (${key-definitions});
CREATE OR REPLACE TEMPORARY TABLE ${hidden} (${staged-definitions}, batch NUMBER(19,0) NOT NULL);
