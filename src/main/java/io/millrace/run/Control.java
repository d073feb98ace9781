package io.millrace.run;

import io.millrace.dataset.Json;
import io.millrace.reconcile.StatusReader;
import io.millrace.warehouse.Query;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Map;
import org.apache.camel.Exchange;

/** Answers other commands of the same user, who can read the token in the data folder. */
public final class Control {
    private final byte[] expected;
    private final StatusReader status;
    private final DeepJob deep;
    private final Query query;
    private final BatchDesk desk;

    /** @param query null where this process has no warehouse open */
    Control(String token, StatusReader status, DeepJob deep, Query query, BatchDesk desk) {
        this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.status = status;
        this.deep = deep;
        this.query = query;
        this.desk = desk;
    }

    /**
     * Lets only a caller pass who shows the token.
     *
     * @throws SecurityException otherwise
     */
    public void check(String authorization) {
        var shown = authorization == null ? new byte[0] : authorization.getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, shown)) {
            throw new SecurityException(
                    "this address is for Millrace's own commands: use ./millrace status, query or batches");
        }
    }

    public String status() throws SQLException {
        return status.toJson();
    }

    /**
     * Begins a deep check or tells how far one is: {@link DeepJob.Answer} as JSON, within seconds.
     *
     * @param id of the check as an answer gave it; null or empty: begin
     */
    public byte[] deep(String id) throws InterruptedException {
        return Json.bytes(deep.ask(id));
    }

    /** Runs the body, a SELECT; what is wrong with it is part of the answer. */
    public byte[] query(Exchange exchange) {
        var sql = exchange.getMessage().getBody(String.class);
        if (query == null) {
            return Json.bytes(
                    Map.of("error", "the process on this data folder has no warehouse open: it does not load"));
        }
        try {
            return Json.bytes(query.run(sql));
        } catch (SQLException e) {
            return Json.bytes(Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    /** Answers the body, a {@link BatchTalk.Request}. */
    public byte[] batches(Exchange exchange) throws SQLException {
        return desk.answer(exchange.getMessage().getBody(byte[].class));
    }
}
