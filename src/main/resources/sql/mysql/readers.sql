-- For each who reads, by the name ann: a role that was granted is not in force at login until it is the default one, and tools of
-- BI cannot run SET ROLE. MySQL knows the second statement, MariaDB the third.
GRANT ${reader} TO 'ann'@'%';
SET DEFAULT ROLE ${reader} TO 'ann'@'%';
SET DEFAULT ROLE ${reader} FOR 'ann'@'%';
