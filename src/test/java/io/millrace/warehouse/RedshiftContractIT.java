package io.millrace.warehouse;

/** Whatever holds of a DuckDB file holds of Redshift, as far as its stand-in is it. */
class RedshiftContractIT extends ServerContractIT {
    private static final String LIMITED = "limited";

    private String url;

    @Override
    Place place() throws Exception {
        var place = RedshiftPlace.open();
        url = ((RedshiftPlace) place).url();
        return place;
    }

    private void administer(String... statements) throws Exception {
        for (var sql : statements) {
            RedshiftPlace.server().administer(url, sql);
        }
    }

    private Place limited() throws Exception {
        RedshiftPlace.server().admit(LIMITED, "right");
        return RedshiftPlace.login(url, LIMITED, "right");
    }

    @Override
    Place withPassword(String password) throws Exception {
        RedshiftPlace.server().admit(LIMITED, "right");
        return RedshiftPlace.login(url, LIMITED, password);
    }

    @Override
    Place withoutCreate() throws Exception {
        return limited();
    }

    @Override
    Place withoutChange() throws Exception {
        var place = limited();
        administer(
                "GRANT CREATE ON SCHEMA public TO " + LIMITED,
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO " + LIMITED,
                "REVOKE INSERT, UPDATE, DELETE ON states FROM " + LIMITED);
        return place;
    }

    @Override
    void allow() throws Exception {
        administer(
                "GRANT CREATE ON SCHEMA public TO " + LIMITED,
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO " + LIMITED);
    }

    @Override
    String refused() {
        return "password authentication failed for user \"" + LIMITED + "\"";
    }

    @Override
    String mayNotCreate() {
        return "permission denied for schema public";
    }

    @Override
    String mayNotChange() {
        return "permission denied for table states";
    }

    @Override
    void fill() throws Exception {
        administer(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100'', MESSAGE = ''Disk Full''; END'",
                "CREATE TRIGGER full_states BEFORE INSERT ON states FOR EACH ROW EXECUTE FUNCTION full_disk()");
    }

    @Override
    void makeRoom() throws Exception {
        administer("DROP TRIGGER full_states ON states");
    }

    @Override
    String full() {
        return "Disk Full";
    }
}
