package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.reconcile.Progress;
import io.millrace.reconcile.Status;
import io.millrace.reconcile.Statuses;
import io.millrace.run.Role;
import io.millrace.source.PageRef;
import io.millrace.source.SiteAccess;
import io.millrace.source.Source;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final List<Source> SOURCES = List.of(new Source(
            "acme",
            Duration.ofMinutes(5),
            null,
            Duration.ZERO,
            List.of(new PageRef("https://acme.example/p/1", Map.of(), "")),
            List.of(),
            Map.of(),
            null,
            null,
            SiteAccess.of(Duration.ZERO, false),
            ""));

    private final List<Status.Held> held = new ArrayList<>();
    private final StringWriter printed = new StringWriter();
    private final Progress progress = new Progress();

    private Status status(long written, Map<String, Long> reasons, Status.Sum... sums) {
        var rejected = reasons.values().stream().mapToLong(Long::longValue).sum();
        return Statuses.of(
                new Status.Clean(
                        0, 0, written + rejected, 0, written, 0, rejected, 0, reasons, held.size(), held, null, 0),
                List.of(new Status.WarehouseStatus(
                        "local", "duckdb", "prices", 0, 1, null, 0, 0, 0, 0, 0, 0, 0, 1_000, null)),
                List.of(sums));
    }

    private int print(Set<Role> roles, Status before, Status after, String fault) {
        return new Summary(progress, roles, () -> SOURCES, before).print(after, fault, new PrintWriter(printed));
    }

    private static Exchange page(boolean priced) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty("MillraceSource", "acme");
        exchange.setProperty("MillracePriced", priced);
        return exchange;
    }

    private void observe(boolean priced) {
        progress.eventsPublished(1);
        progress.pageDone(page(priced));
    }

    @Test
    void onlyWhatThisRunDidIsCounted() {
        observe(true);
        observe(false);
        var before = status(40, Map.of("no_price_or_availability", 5L, "bad_price", 1L));
        var after = status(41, Map.of("no_price_or_availability", 6L, "bad_price", 1L));
        assertEquals(0, print(Role.all(), before, after, null));
        assertEquals(
                List.of(
                        "acme: 2 pages looked at: 1 with a price, 1 without, 0 failed",
                        "2 events published; cleaned to 1 row, 1 rejected, 0 duplicates",
                        "  rejected as no_price_or_availability: 1",
                        "warehouse local: table prices has 1,000 rows",
                        "everything is through, and all sums hold"),
                printed.toString().lines().toList());
    }

    @Test
    void aSumThatDoesNotHoldFailsTheRun() {
        observe(true);
        var after = status(1, Map.of(), new Status.Sum("read = written", 3, 2, false));
        assertEquals(1, print(Role.all(), status(0, Map.of()), after, null));
        assertTrue(printed.toString().contains("a sum does not hold: read = written (3 and 2)"), printed.toString());
    }

    @Test
    void aBatchThatIsHeldFailsTheRunAndIsNamed() {
        observe(true);
        held.add(new Status.Held(7, "newer_version", "prices version 9", 1));
        assertEquals(1, print(Role.all(), status(0, Map.of()), status(1, Map.of()), null));
        assertTrue(
                printed.toString().contains("batch 7 is held, 1 record: newer_version: prices version 9"),
                printed.toString());
    }

    @Test
    void whatIsNotThroughFailsTheRun() {
        observe(true);
        assertEquals(1, print(Role.all(), status(0, Map.of()), status(0, Map.of()), "stopped while landing"));
        assertTrue(printed.toString().contains("not finished: stopped while landing; what was published is kept"));
    }

    @Test
    void aPageGivenUpFailsTheRun() {
        observe(true);
        progress.workFailed(page(false));
        assertEquals(1, print(Role.all(), status(0, Map.of()), status(1, Map.of()), null));
        assertTrue(printed.toString().contains("not everything worked: 1 page or event given up"), printed.toString());
    }

    @Test
    void aPageThatWasLeftToAnotherInstanceFailsTheRun() {
        observe(true);
        progress.pageLeft(page(false));
        assertEquals(1, print(Set.of(Role.FETCH), status(0, Map.of()), status(0, Map.of()), null));
        var said = printed.toString();
        assertTrue(said.contains("1 with a price, 0 without, 0 failed, 1 left to another instance\n"), said);
        assertTrue(
                said.contains("not every page was looked at: the hosts of 1 page are held by other instances"), said);
    }

    @Test
    void aProcessThatDoesNotCleanNeedsNoRows() {
        observe(true);
        assertEquals(0, print(Set.of(Role.FETCH), status(0, Map.of()), status(0, Map.of()), null));
        assertTrue(printed.toString().contains("\n1 event published\n"), printed.toString());
    }
}
