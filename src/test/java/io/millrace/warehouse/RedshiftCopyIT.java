package io.millrace.warehouse;

import static io.millrace.warehouse.TypesIT.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batched;
import io.millrace.lake.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of whatever declaration are copied by place into Redshift, by the types that they have. */
class RedshiftCopyIT extends PlaceIT {
    private static final String SHORT = RedshiftTypesIT.SHORT;
    private static final Dataset VALUES = Declared.dataset(SHORT);

    RedshiftCopyIT() {
        super(VALUES);
    }

    @Override
    Place place() throws Exception {
        return RedshiftPlace.open();
    }

    @Test
    void batchesOfOtherColumnsGoIntoOneLoad() throws Exception {
        warehouse.commit(1, VALUES, row("a", "old"));
        var later = Declared.dataset(
                SHORT.replace("version: 1", "version: 2") + "  - {name: price, type: \"decimal(10,2)\"}\n");
        warehouse.declare(10, later);
        warehouse.commit(2, later, row("b", "new").replace("NULL)", "NULL, 1.50)"));
        warehouse.load();
        assertEquals(List.of("a null", "b 1.50"), warehouse.rows("SELECT id, price FROM vals ORDER BY id"));
        assertEquals(List.of("1 1 1 0 0 0", "2 1 1 0 0 0"), warehouse.ledger());
    }

    @Test
    void filesOfAnOlderDeclarationAreTakenByTheirOwnTypesAndWithoutWhatItHasLost() throws Exception {
        warehouse.commit(
                1,
                VALUES,
                row("a", "x")
                        .replace("NULL)", "'{}')")
                        .replace("NULL, NULL, NULL, NULL, NULL", "7, 8, 1.5, 2.5, true"));
        var later = Declared.dataset(SHORT.replace("version: 1", "version: 2")
                .replace("small, type: int", "small, type: bigint")
                .replace("  - {name: amount, type: \"decimal(38,10)\"}\n", ""));
        warehouse.declare(10, later);
        warehouse.load();
        assertEquals(List.of("a 7 8 x"), warehouse.rows("SELECT id, small, big, word FROM vals"));
        assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger());
    }

    @Test
    void aCompactionOfOldRowsIsTakenByTheTypesThatTheyHave() throws Exception {
        var old = warehouse.manifest(
                2,
                VALUES,
                1,
                Map.of(row("a", "x").replace("NULL, NULL, NULL, NULL, NULL", "7, 8, 1.5, 2.5, true"), 1L));
        warehouse.commit(1, VALUES, row("a", "x"));
        var later = Declared.dataset(
                SHORT.replace("version: 1", "version: 2").replace("small, type: int", "small, type: bigint"));
        var part = old.datasets().get("vals");
        warehouse.commit(Batched.about(
                Batched.manifest(
                        2,
                        Instant.EPOCH,
                        1,
                        0,
                        Map.of(),
                        Map.of("vals", new Manifest.Written(2, part.columns(), 1, part.files())),
                        Map.of()),
                BatchKind.COMPACT,
                List.of(1L),
                null));
        warehouse.declare(10, later);
        warehouse.load();
        assertEquals(List.of("a 7 1"), warehouse.rows("SELECT id, small, batch FROM vals"));
    }

    @Test
    void aColumnThatWasDeclaredSinceIsAddedAndOneOfAnotherTypeRefused() throws Exception {
        warehouse.next();
        warehouse.declare(10, Declared.dataset(SHORT + "  - {name: price, type: \"decimal(10,2)\"}\n"));
        warehouse.next();
        assertEquals(List.of(), warehouse.rows("SELECT price FROM vals"));
        warehouse.declare(10, Declared.dataset(SHORT.replace("small, type: int", "small, type: bigint")));
        var fault = assertThrows(IllegalStateException.class, warehouse::next);
        assertTrue(
                fault.getMessage().contains("has small as integer, the declaration has it as bigint"),
                fault::getMessage);
    }

    @Test
    void aLongerTextIsRefusedWithTheStatementThatIsTheCureAndAShorterOneFits() throws Exception {
        warehouse.next();
        warehouse.declare(10, Declared.dataset(SHORT.replace("max-length: 8", "max-length: 4")));
        warehouse.next();
        warehouse.declare(10, Declared.dataset(SHORT.replace("max-length: 8", "max-length: 9")));
        var fault = assertThrows(IllegalStateException.class, warehouse::next).getMessage();
        assertTrue(fault.contains("has word as character varying(32)"), fault);
        warehouse.execute(fault.substring(fault.indexOf("ALTER")));
        assertEquals(List.of(), warehouse.next());
    }

    @Test
    void theListOfFilesOfACopyStaysWhereTheNextLoaderFindsIt() throws Exception {
        warehouse.commit(1, VALUES, row("a", "x"));
        warehouse.load();
        var lists = warehouse.lake().list("processed/_copies/test/vals/", null, 10);
        assertEquals(1, lists.size());
        var list = warehouse.lake().text(lists.get(0));
        assertTrue(
                list.contains(
                        "/processed/vals/batch=1/part.parquet\",\"mandatory\":true,\"meta\":{\"content_length\":"),
                list);
    }
}
