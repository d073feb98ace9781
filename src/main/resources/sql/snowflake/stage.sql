-- A new table also has no memory of files that were copied into one of its name.
CREATE OR REPLACE TEMPORARY TABLE ${staging} (
    ${staged-definitions},
    batch NUMBER(19,0) NOT NULL,
    millrace_restaged BOOLEAN
)
