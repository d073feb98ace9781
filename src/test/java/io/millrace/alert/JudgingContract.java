package io.millrace.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.alert.PriceRows.Look;
import io.millrace.config.AlertsSettings;
import io.millrace.testing.TestClock;
import io.millrace.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of prices in a warehouse, whichever it is. */
abstract class JudgingContract {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    final TestClock clock = new TestClock(NOW);
    List<SourceState> sources = new ArrayList<>();
    List<Gone> gone = List.of();
    PriceRows rows;
    private Warehouse warehouse;
    private Outbox outbox;
    private Judging judging;

    /** A new, empty one. */
    abstract Warehouse open(Path folder) throws Exception;

    @BeforeEach
    void open() throws Exception {
        warehouse = open(folder);
        rows = new PriceRows(warehouse);
    }

    /** Begins to judge by these rules, as a process does that starts. */
    void rules(String... rules) throws Exception {
        judging = judging(rules);
        judging.judge();
    }

    Judging judging(String... rules) throws Exception {
        return judging(Rules.of(folder, "rules:\n" + String.join("\n", rules).indent(2)));
    }

    private Judging judging(AlertsSettings settings) {
        var tables = new AlertTables(warehouse);
        outbox = new Outbox(tables, settings.giveUpAfter(), clock);
        return new Judging(settings, tables, outbox, () -> sources, () -> gone, false, clock);
    }

    /** What is told of that by now, oldest first, without the names of rules. */
    List<String> told() throws SQLException {
        judging.judge();
        return texts();
    }

    List<String> texts() throws SQLException {
        return outbox.newest(200).stream()
                .map(Outbox.Entry::alert)
                .sorted(Comparator.comparing(Alert::decidedAt).thenComparing(Alert::observedAt))
                .map(Alert::text)
                .toList();
    }

    static Look look(int minute, String price) {
        return Look.of("A-1", NOW.plus(Duration.ofMinutes(minute)), price);
    }

    void at(int minute) {
        clock.move(Duration.between(clock.instant(), NOW.plus(Duration.ofMinutes(minute))));
    }

    @Test
    void aDropIsToldOnceWithWhatThePriceWas() throws Exception {
        rules("- {name: drops, drop: 10%}");
        rows.load(look(0, "100"));
        assertEquals(List.of(), told());
        rows.load(look(1, "90"));
        var drop = "Product A-1 (acme): 90.00 EUR, 10 % down from 100.00";
        assertEquals(List.of(drop), told());
        rows.load(look(2, "90"));
        assertEquals(List.of(drop), told());
    }

    @Test
    void whatWasToldLongAgoIsForgottenAndWhatStillWaitsIsNot() throws Exception {
        rules("- {name: drops, drop: 10%, cooldown: 0s}");
        rows.load(look(0, "100"));
        told();
        rows.load(look(1, "90"));
        told();
        rows.load(look(2, "80"));
        assertEquals(2, told().size());
        var log = Rules.of(folder, "rules:\n  - {name: drops, drop: 10%}\n")
                .channels()
                .get(0);
        outbox.sent(outbox.claim(log).orElseThrow(), "written");
        clock.move(Duration.ofDays(89));
        assertEquals(2, told().size());
        clock.move(Duration.ofDays(2));
        assertEquals(List.of("Product A-1 (acme): 80.00 EUR, 11.1 % down from 90.00"), told());
    }

    @Test
    void whatWaitsForAChannelOrOfARuleThatIsNotConfiguredAnyMoreIsGivenUp() throws Exception {
        var both = "channels: [{name: ops, type: log}, {name: team, type: log}]\n";
        judging = judging(Rules.of(
                folder, both + "rules: [{name: drops, drop: 10%}, {name: record, new-lowest: true, to: ops}]\n"));
        judging.judge();
        rows.load(look(0, "100"));
        told();
        rows.load(look(1, "90"));
        assertEquals(2, told().size());
        var waiting = List.of("drops ops waiting null", "drops team waiting null", "record ops waiting null");
        at(9);
        var settings = Rules.of(folder, "channels: [{name: ops, type: log}]\nrules: [{name: drops, drop: 10%}]\n");
        var leftovers = outbox.leftovers(settings);
        // Another process may have decided these just now, as it is configured.
        leftovers.endForgotten();
        assertEquals(waiting, deliveries());
        at(18);
        leftovers.endForgotten();
        assertEquals(waiting, deliveries());
        at(19);
        leftovers.endForgotten();
        assertEquals(
                List.of(
                        "drops ops waiting null",
                        "drops team failed channel team is not configured any more",
                        "record ops failed rule record is not configured any more"),
                deliveries());
        assertEquals(0, outbox.retry(List.of("ops"), List.of("drops")));
        assertEquals(2, outbox.retry(List.of("ops", "team"), List.of("drops", "record")));
        at(60);
        leftovers.endForgotten();
        assertEquals(2, outbox.counts().get(0).waiting());
        assertEquals(
                "drops",
                new Posting(settings, outbox, clock)
                        .begin("ops")
                        .delivery()
                        .alert()
                        .rule());
        assertEquals(1, outbox.counts().get(0).waiting());
    }

    /** Rule, channel, state and answer of all, sorted. */
    private List<String> deliveries() throws SQLException {
        return outbox.newest(200).stream()
                .flatMap(entry -> entry.deliveries().stream()
                        .map(told ->
                                entry.alert().rule() + " " + told.channel() + " " + told.state() + " " + told.answer()))
                .sorted()
                .toList();
    }

    @Test
    void whatIsErasedLeavesNoAlertAndNothingRemembered() throws Exception {
        rules("- {name: cheap, below: 95, currency: EUR}");
        var first = rows.load(
                look(0, "90"),
                Look.of("a-1", NOW, "90"),
                Look.of("A-1", NOW, "90").from("other"));
        assertEquals(3, told().size());
        gone = List.of(new Gone("acme", "A-1", NOW.plusSeconds(30)));
        assertEquals(3, told().size());
        // As an erasure does, whose batch takes the place of those that it writes anew.
        var erasing = rows.later();
        rows.replace(first, erasing);
        rows.erase("acme", "A-1");
        rows.load(erasing);
        assertEquals(
                List.of("Product A-1 (other): 90.00 EUR, below 95.00", "Product a-1 (acme): 90.00 EUR, below 95.00"),
                told().stream().sorted().toList());
        assertEquals(2, deliveries().size());
        rows.load(look(1, "80"));
        // Nobody remembers that it was told.
        assertTrue(told().contains("Product A-1 (acme): 80.00 EUR, below 95.00"));
        at(120);
        told();
        rows.load(look(2, "80"));
        assertEquals(3, told().size());
        gone = List.of(new Gone("acme", null, NOW.plusSeconds(600)));
        at(190);
        assertEquals(List.of("Product A-1 (other): 90.00 EUR, below 95.00"), told());
        assertEquals(1, deliveries().size());
    }

    @Test
    void amountsHaveTheDigitsOfTheirCurrency() throws Exception {
        rules("- {name: drops, drop: 1%}");
        rows.load(Look.of("J", NOW, "19000").in("JPY"), Look.of("K", NOW, "20").in("KWD"));
        told();
        var later = NOW.plusSeconds(60);
        rows.load(
                Look.of("J", later, "9500").in("JPY"),
                Look.of("K", later, "10.5").in("KWD"));
        assertEquals(
                List.of(
                        "Product J (acme): 9500 JPY, 50 % down from 19000",
                        "Product K (acme): 10.500 KWD, 47.5 % down from 20.000"),
                told().stream().sorted().toList());
    }

    @Test
    void aDropOfLessThanTheShareIsNotTold() throws Exception {
        rules("- {name: drops, drop: 10%}");
        rows.load(look(0, "100"));
        told();
        rows.load(look(1, "90.01"));
        assertEquals(List.of(), told());
    }

    @Test
    void aDropThatSeveralLooksOfOneLoadShowIsHeldAgainstTheLastJudgement() throws Exception {
        rules("- {name: drops, drop: 10%}");
        rows.load(look(0, "100"));
        told();
        rows.load(look(1, "80"), look(2, "80"));
        assertEquals(List.of("Product A-1 (acme): 80.00 EUR, 20 % down from 100.00"), told());
    }

    @Test
    void aDropThatWasOverBeforeAnybodyLookedIsNotTold() throws Exception {
        rules("- {name: drops, drop: 10%}");
        rows.load(look(0, "100"));
        told();
        rows.load(look(1, "80"), look(2, "100"));
        assertEquals(List.of(), told());
    }

    @Test
    void aNewProductIsHeldAgainstItsFirstLook() throws Exception {
        rules("- {name: drops, drop: 10%}");
        rows.load(look(0, "100"), look(1, "95"), look(2, "85"));
        assertEquals(List.of("Product A-1 (acme): 85.00 EUR, 15 % down from 100.00"), told());
    }

    @Test
    void aDropOfAnAmountIsOfOneCurrency() throws Exception {
        rules("- {name: drops, drop: 5, currency: EUR}");
        rows.load(look(0, "100"), Look.of("B", NOW, "100").in("USD"));
        told();
        rows.load(look(1, "95"), Look.of("B", NOW.plusSeconds(60), "90").in("USD"));
        assertEquals(List.of("Product A-1 (acme): 95.00 EUR, 5 % down from 100.00"), told());
    }

    @Test
    void aRiseIsToldAgainstTheAverageOfThirtyDays() throws Exception {
        rules("- {name: rises, rise: 20%, against: average}");
        rows.load(look(-60 * 24 * 40, "1"), look(-60 * 24 * 20, "100"), look(-60 * 24 * 10, "110"));
        told();
        rows.load(look(0, "126"));
        assertEquals(List.of("Product A-1 (acme): 126.00 EUR, 20 % up from an average of 105.00"), told());
    }

    @Test
    void aNewLowestIsLowerThanEverBefore() throws Exception {
        rules("- {name: record, new-lowest: true}");
        rows.load(look(-600, "80"), look(-300, "100"));
        told();
        rows.load(look(0, "80"));
        assertEquals(List.of(), told());
        rows.load(look(1, "79.99"));
        assertEquals(List.of("Product A-1 (acme): 79.99 EUR, lowest ever, was 80.00"), told());
    }

    @Test
    void pricesInAnotherCurrencyAreNeverCompared() throws Exception {
        rules(
                "- {name: drops, drop: 10%}",
                "- {name: record, new-lowest: true}", "- {name: cheap, below: 50, currency: EUR}");
        rows.load(look(0, "100"));
        told();
        rows.load(look(1, "10").in("USD"));
        assertEquals(List.of(), told());
        rows.load(look(2, "100"));
        assertEquals(List.of(), told());
    }

    @Test
    void aPriceBelowIsToldWhenTheRuleBeginsAndAgainOnlyAfterRecovery() throws Exception {
        rows.load(look(-60, "450"), Look.of("B", NOW, "600"));
        rules("- {name: cheap, below: 500, currency: EUR, cooldown: 0s}");
        var first = "Product A-1 (acme): 450.00 EUR, below 500.00";
        assertEquals(List.of(first), told());
        rows.load(look(1, "440"));
        assertEquals(List.of(first), told());
        rows.load(look(2, "510"));
        told();
        rows.load(look(3, "490"));
        assertEquals(List.of(first, "Product A-1 (acme): 490.00 EUR, below 500.00, was 510.00"), told());
    }

    @Test
    void aChangeFromBeforeTheRuleIsNotTold() throws Exception {
        rows.load(look(-60, "100"));
        rows.load(look(-30, "50"));
        rules("- {name: drops, drop: 10%}", "- {name: record, new-lowest: true}");
        assertEquals(List.of(), told());
    }

    @Test
    void nothingIsToldWithinTheCooldownAndWhatHoldsAfterItIs() throws Exception {
        rules("- {name: cheap, below: 500, currency: EUR, cooldown: 10m}", "- {name: drops, drop: 10%, cooldown: 10m}");
        rows.load(look(0, "600"));
        told();
        rows.load(look(1, "400"));
        assertEquals(2, told().size());
        rows.load(look(2, "600"));
        told();
        rows.load(look(3, "400"));
        assertEquals(2, told().size());
        rows.load(look(11, "400"));
        at(11);
        assertEquals("Product A-1 (acme): 400.00 EUR, below 500.00", told().get(2));
        rows.load(look(12, "100"));
        at(12);
        assertEquals("Product A-1 (acme): 100.00 EUR, 75 % down from 400.00", told().get(3));
    }

    @Test
    void aPriceThatNobodyIsSureOfCountsForNothing() throws Exception {
        rules("- {name: cheap, below: 500, currency: EUR, cooldown: 0s}", "- {name: drops, drop: 10%, cooldown: 0s}");
        rows.load(look(0, "600"));
        told();
        rows.load(look(1, "300").sure(0.5));
        assertEquals(List.of(), told());
        rows.load(look(2, "600"));
        assertEquals(List.of(), told());
        rows.load(look(3, "300"));
        assertEquals(2, told().size());
        // Neither an unsure price nor none at all is a recovery.
        rows.load(look(4, "600").sure(0.1));
        rows.load(look(5, null));
        told();
        rows.load(look(6, "300"));
        assertEquals(2, told().size());
    }

    @Test
    void aPriceWithoutAConfidenceIsTrusted() throws Exception {
        rules("- {name: drops, drop: 10%}");
        rows.load(look(0, "100").sure(null));
        told();
        rows.load(look(1, "50").sure(null));
        assertEquals(1, told().size());
    }

    @Test
    void aLookThatComesLateIsNotTold() throws Exception {
        rules("- {name: drops, drop: 10%}", "- {name: cheap, below: 50, currency: EUR}");
        rows.load(look(0, "100"));
        told();
        rows.load(look(5, "100"));
        told();
        rows.load(look(3, "40"));
        assertEquals(List.of(), told());
    }

    @Test
    void aBatchThatIsLoadedLateIsJudgedToo() throws Exception {
        rules("- {name: drops, drop: 10%}");
        rows.load(look(0, "100"));
        var late = rows.later();
        rows.load(Look.of("B", NOW, "1"));
        told();
        rows.load(late, look(1, "50"));
        assertEquals(List.of("Product A-1 (acme): 50.00 EUR, 50 % down from 100.00"), told());
    }

    @Test
    void theFirstBatchOfAllMayComeLast() throws Exception {
        rules("- {name: drops, drop: 10%}");
        var late = rows.later();
        rows.load(Look.of("B", NOW, "1"));
        told();
        rows.load(late, look(0, "100"), look(1, "50"));
        assertEquals(List.of("Product A-1 (acme): 50.00 EUR, 50 % down from 100.00"), told());
    }

    @Test
    void aHistoryThatIsLoadedLateIsNotTold() throws Exception {
        rules("- {name: drops, drop: 10%}", "- {name: cheap, below: 50, currency: EUR}");
        rows.load(look(-60 * 24 * 9, "100"));
        told();
        rows.load(look(-60 * 24 * 2, "20"));
        assertEquals(List.of(), told());
        rows.load(look(0, "20"));
        assertEquals(List.of("Product A-1 (acme): 20.00 EUR, below 50.00"), told());
    }

    @Test
    void whatIsBackInStockIsToldButNotWhatAlwaysWas() throws Exception {
        rules("- {name: back, back-in-stock: true, cooldown: 0s}");
        rows.load(look(0, "100").stock("InStock"), Look.of("B", NOW, null).stock("OutOfStock"));
        assertEquals(List.of(), told());
        rows.load(
                Look.of("B", NOW.plusSeconds(60), "70").stock("InStock"),
                look(1, "100").stock("SoldOut"));
        var b = "Product B (acme): back in stock, 70.00 EUR";
        assertEquals(List.of(b), told());
        rows.load(look(2, "100").stock(null));
        rows.load(look(3, "100").stock("PreOrder"));
        assertEquals(List.of(b), told());
        rows.load(look(4, "100").stock("LimitedAvailability"));
        assertEquals(List.of(b, "Product A-1 (acme): back in stock, 100.00 EUR"), told());
    }

    @Test
    void whatWasGoneBeforeTheRuleBeganIsToldWhenItIsBack() throws Exception {
        rows.load(look(-60, null).stock("OutOfStock"));
        rules("- {name: back, back-in-stock: true}");
        rows.load(look(0, "5").stock("InStock"));
        assertEquals(List.of("Product A-1 (acme): back in stock, 5.00 EUR"), told());
    }

    @Test
    void onlyWhatTheFiltersNameIsTold() throws Exception {
        rules(
                "- {name: one, drop: 10%, gtin: '4006381333931', label: {our_sku: X-1}, source: acme}",
                "- {name: two, drop: 10%, sku: B}");
        var base = Look.of("A-1", NOW, "100");
        rows.load(
                base.gtin("4006381333931").labels("{\"our_sku\": \"X-1\"}"),
                Look.of("B", NOW, "100").gtin("4006381333931"),
                Look.of("C", NOW, "100").gtin("04006381333931").labels("{\"our_sku\": \"X-2\"}"),
                Look.of("A-1", NOW, "100").from("other").gtin("4006381333931").labels("{\"our_sku\": \"X-1\"}"));
        told();
        var then = NOW.plusSeconds(60);
        rows.load(
                Look.of("A-1", then, "50").gtin("04006381333931").labels("{\"our_sku\": \"X-1\"}"),
                Look.of("B", then, "50").gtin("4006381333931"),
                Look.of("C", then, "50").gtin("4006381333931").labels("{\"our_sku\": \"X-2\"}"),
                Look.of("A-1", then, "50").from("other").gtin("4006381333931").labels("{\"our_sku\": \"X-1\"}"));
        told();
        var rules = outbox.newest(9).stream()
                .map(entry ->
                        entry.alert().rule() + " " + entry.alert().product().sku())
                .sorted()
                .toList();
        assertEquals(List.of("one A-1", "two B"), rules);
    }

    @Test
    void aRuleThatSaysSomethingElseBeginsAnew() throws Exception {
        rules("- {name: cheap, below: 500, currency: EUR}");
        rows.load(look(0, "390"));
        assertEquals(1, told().size());
        rules("- {name: cheap, below: 500, currency: EUR, cooldown: 1h, to: log}");
        assertEquals(1, told().size());
        rules("- {name: cheap, below: 400, currency: EUR}");
        assertTrue(told().contains("Product A-1 (acme): 390.00 EUR, below 400.00"));
        rules("- {name: cheap, below: 400, currency: EUR}");
        assertEquals(2, told().size());
    }

    @Test
    void aReplayTellsNothingAgain() throws Exception {
        rules("- {name: drops, drop: 10%, cooldown: 0s}", "- {name: cheap, below: 95, currency: EUR, cooldown: 0s}");
        rows.load(look(0, "100"));
        told();
        var first = rows.load(look(1, "90"));
        var second = rows.load(look(2, "90"));
        assertEquals(2, told().size());
        var replay = rows.later();
        rows.replace(first, replay);
        rows.replace(second, replay);
        rows.load(replay, look(1, "90"), look(2, "90"));
        assertEquals(2, told().size());
        rows.load(look(3, "90"));
        assertEquals(2, told().size());
    }

    @Test
    void whatWasNotJudgedYetIsJudgedAlsoWhereAnotherBatchTookItsPlace() throws Exception {
        rules("- {name: drops, drop: 10%}");
        rows.load(look(0, "100"));
        told();
        var first = rows.load(look(1, "90"));
        var replay = rows.later();
        rows.replace(first, replay);
        rows.load(replay, look(1, "90"));
        assertEquals(1, told().size());
    }

    @Test
    void aSourceThatGivesNothingIsToldOnceAndAgainAfterItGaveSomething() throws Exception {
        sources = List.of(state("acme", false, false), state("never", false, false), state("resting", true, false));
        rules("- {name: silence, no-data: 2h, cooldown: 0s}");
        rows.load(look(0, "100"));
        told();
        at(119);
        assertEquals(List.of(), told());
        at(120);
        var silent = " no data since 2026-11-22 10:00 UTC, longer than 2 h";
        assertEquals(
                List.of("acme:" + silent, "never:" + silent),
                told().stream().sorted().toList());
        at(200);
        assertEquals(2, told().size());
        rows.load(look(200, "100"));
        told();
        at(321);
        assertEquals(List.of("acme: no data since 2026-11-22 13:20 UTC, longer than 2 h"), told().subList(2, 3));
    }

    /** What is read and not loaded, as the warehouse was away, and what is read of cities, is no silence. */
    @Test
    void aSourceWhosePagesAreReadIsNotSilentWhateverIsLoaded() throws Exception {
        sources = List.of(new SourceState("acme", false, false, null, NOW, ""));
        rules("- {name: silence, no-data: 2h}");
        told();
        sources = List.of(new SourceState("acme", false, false, null, NOW.plusSeconds(7200), ""));
        at(180);
        assertEquals(List.of(), told());
        at(241);
        assertEquals(List.of("acme: no data since 2026-11-22 12:00 UTC, longer than 2 h"), told());
    }

    @Test
    void aSourceThatIsResumedHasTheWholeTimeAgain() throws Exception {
        sources = List.of(state("acme", false, false));
        rules("- {name: silence, no-data: 2h}");
        rows.load(look(0, "100"));
        told();
        sources = List.of(state("acme", true, false));
        at(5000);
        told();
        sources = List.of(state("acme", false, false));
        at(5010);
        assertEquals(List.of(), told());
        at(5121);
        assertEquals(1, told().size());
    }

    @Test
    void theLowestEverIsThatOfAllLooks() throws Exception {
        rules("- {name: record, new-lowest: true}");
        told();
        rows.load(look(0, "100"), look(1, "80"), look(2, "90"));
        assertEquals(List.of(), told());
        rows.load(look(3, "70"), look(4, "75"));
        assertEquals(List.of(), told());
        rows.load(look(5, "69"));
        assertEquals(1, told().size());
    }

    @Test
    void aProcessThatWasAwayLooksBeforeItSaysThatThereIsNothing() throws Exception {
        rows.load(look(-600, "100"));
        rules("- {name: silence, no-data: 2h, source: acme}");
        assertEquals(List.of(), told());
        at(10);
        assertEquals(List.of("acme: no data since 2026-11-22 00:00 UTC, longer than 2 h"), told());
    }

    @Test
    void aBrokenSourceIsToldOnceAndAgainAfterItWorked() throws Exception {
        rules("- {name: broken, source-broken: true, cooldown: 1h}");
        sources = List.of(state("acme", false, true), state("fine", false, false));
        var first = "acme: pages show something else than they did since 2026-11-22 10:00 UTC: price is gone";
        assertEquals(List.of(first), told());
        assertEquals(List.of(first), told());
        sources = List.of(state("acme", false, false));
        told();
        sources = List.of(new SourceState("acme", false, true, NOW.plusSeconds(1800), null, "price is gone"));
        at(30);
        assertEquals(1, told().size());
        at(61);
        assertEquals(2, told().size());
    }

    @Test
    void aProcessThatStartsAnewRepeatsNothing() throws Exception {
        String[] rules = {"- {name: drops, drop: 10%}", "- {name: cheap, below: 95, currency: EUR}"};
        rules(rules);
        rows.load(look(0, "100"));
        told();
        rows.load(look(1, "90"));
        assertEquals(2, told().size());
        rules(rules);
        assertEquals(2, told().size());
    }

    @Test
    void aScrapedNameIsOneLineOfPlainText() {
        assertEquals("a b c d", Wording.plain("a\r\nb\u0000 \u202Ec\u2028d "));
        assertTrue(Wording.plain("x".repeat(500)).length() <= 120);
    }

    @Test
    void anAddressThatIsNoneIsNotShown() {
        var fault = assertThrows(IllegalArgumentException.class, () -> HookAddress.of("https://h.example/se cret"));
        assertFalse(fault.getMessage().contains("se cret"), fault.getMessage());
        assertFalse(fault.getMessage().contains("h.example"), fault.getMessage());
        assertEquals(
                "h.example:443", HookAddress.of("https://h.example/x?token=1").toString());
    }

    static SourceState state(String source, boolean paused, boolean broken) {
        return new SourceState(source, paused, broken, broken ? NOW : null, null, broken ? "price is gone" : "");
    }
}
