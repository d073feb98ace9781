package io.millrace.warehouse;

import io.millrace.local.snowflake.SnowflakeServer;

/** Whatever holds of a DuckDB file holds of Snowflake, as far as its stand-in is it. */
class SnowflakeContractIT extends ServerContractIT {
    private Place.SnowflakePlace place;

    @Override
    Place place() throws Exception {
        place = (Place.SnowflakePlace) Place.snowflake(folder);
        return place;
    }

    @Override
    Place withPassword(String password) {
        var login = new SnowflakeLogin(SnowflakeServer.USER, password, "", "", false, "", "");
        return place.login(login);
    }

    private Place without(String beginning) {
        place.server().revoke(beginning);
        return place.login(Place.SnowflakePlace.LOGIN);
    }

    @Override
    Place withoutCreate() {
        return without("CREATE TABLE");
    }

    @Override
    Place withoutChange() {
        return without("MERGE");
    }

    @Override
    void allow() {
        place.server().grantAll();
    }

    @Override
    String refused() {
        return "Incorrect username or password was specified";
    }

    @Override
    String mayNotCreate() {
        return "Insufficient privileges to operate on schema 'PUBLIC'";
    }

    @Override
    String mayNotChange() {
        return "Insufficient privileges to operate on schema 'PUBLIC'";
    }

    /** It has no disk that could be full, but a quota that is used up. */
    @Override
    void fill() {
        place.server().suspend("MERGE");
    }

    @Override
    void makeRoom() {
        place.server().suspend(null);
    }

    @Override
    String full() {
        return "resource monitor 'MONTHLY' has exceeded its quota";
    }
}
