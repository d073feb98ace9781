DELETE FROM ${hidden}
