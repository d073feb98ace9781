DROP TABLE IF EXISTS "staging_offers";

CREATE TEMP TABLE "staging_offers" (
    "source" VARCHAR(1020), "sku" VARCHAR(2000), "at" TIMESTAMP, "price" NUMERIC(18,4), "labels" SUPER,
    batch BIGINT NOT NULL,
    millrace_manifest BIGINT,
    millrace_row BIGINT IDENTITY(1, 1)
) DISTSTYLE KEY DISTKEY ("sku");

DROP TABLE IF EXISTS "part_offers";

CREATE TEMP TABLE "part_offers" ("source" VARCHAR(1020), "sku" VARCHAR(2000), "at" TIMESTAMP, "price" NUMERIC(18,4), "labels" VARCHAR(65535), "batch" BIGINT, "shard" VARCHAR(256), "seq" VARCHAR(256)) DISTSTYLE EVEN;

COPY "part_offers" FROM 's3://my-lake/processed/_copies/cloud/offers/485593746d56bafbfc4eca4c84168bbd.json' IAM_ROLE 'arn:aws:iam::123456789012:role/copy' FORMAT AS PARQUET MANIFEST;

INSERT INTO "staging_offers" ("source", "sku", "at", "price", "labels", batch, millrace_manifest)
SELECT "source", "sku", "at", "price", json_parse("labels"), batch, CAST(3 AS BIGINT) FROM "part_offers";

DROP TABLE "part_offers";

DROP TABLE IF EXISTS "uncovered_offers";

CREATE TEMP TABLE "uncovered_offers" ("source" VARCHAR(1020), "sku" VARCHAR(2000), "at" TIMESTAMP) DISTSTYLE KEY DISTKEY ("sku");

SELECT count(*) AS staged FROM "staging_offers";

COMMIT;

LOCK millrace_locks;

SELECT batch, false AS replaced FROM millrace_loads WHERE dataset = 'offers' AND batch IN (3)
UNION ALL
SELECT batch, true AS replaced FROM millrace_replaced WHERE dataset = 'offers' AND batch IN (3);

UPDATE millrace_replaced SET replaced_by = 3
WHERE dataset = 'offers' AND batch IN (1, 2) AND replaced_by < 3;

INSERT INTO millrace_replaced (batch, dataset, replaced_by)
SELECT r.batch, 'offers', 3 FROM (SELECT 1 AS batch UNION ALL SELECT 2 AS batch) AS r
WHERE r.batch NOT IN (SELECT batch FROM millrace_replaced WHERE dataset = 'offers');

DELETE FROM "staging_offers" USING millrace_replaced
WHERE millrace_replaced.dataset = 'offers' AND millrace_replaced.batch = "staging_offers".batch
  AND millrace_replaced.replaced_by > "staging_offers".millrace_manifest;

INSERT INTO "uncovered_offers"
SELECT t."source", t."sku", t."at" FROM "offers" AS t
LEFT JOIN "staging_offers" AS s
    ON t."source" = s."source" AND t."sku" = s."sku" AND t."at" = s."at" AND (s."at" > t."at" OR s."at" = t."at" AND s.batch >= t.batch)
WHERE t.batch IN (1, 2) AND s.batch IS NULL;

DELETE FROM "uncovered_offers" USING "staging_offers" WHERE "uncovered_offers"."source" = "staging_offers"."source" AND "uncovered_offers"."sku" = "staging_offers"."sku" AND "uncovered_offers"."at" = "staging_offers"."at";

DELETE FROM "offers" USING "uncovered_offers" WHERE "offers"."source" = "uncovered_offers"."source" AND "offers"."sku" = "uncovered_offers"."sku" AND "offers"."at" = "uncovered_offers"."at" AND "offers".batch > 0;

DELETE FROM "staging_offers" WHERE millrace_row IN (
    SELECT millrace_row FROM (
        SELECT millrace_row,
            row_number() OVER (PARTITION BY "source", "sku", "at" ORDER BY "at" DESC NULLS LAST, batch DESC) AS place
        FROM "staging_offers"
    ) AS ordered
    WHERE place > 1
);

DELETE FROM "staging_offers" USING "offers"
WHERE "offers"."source" = "staging_offers"."source" AND "offers"."sku" = "staging_offers"."sku" AND "offers"."at" = "staging_offers"."at" AND (
    "offers".batch IN (1, 2) AND "offers".batch = "staging_offers".batch AND ("offers"."source" = "staging_offers"."source" OR "offers"."source" IS NULL AND "staging_offers"."source" IS NULL) AND ("offers"."sku" = "staging_offers"."sku" OR "offers"."sku" IS NULL AND "staging_offers"."sku" IS NULL) AND ("offers"."at" = "staging_offers"."at" OR "offers"."at" IS NULL AND "staging_offers"."at" IS NULL) AND ("offers"."price" = "staging_offers"."price" OR "offers"."price" IS NULL AND "staging_offers"."price" IS NULL) AND (json_serialize("offers"."labels") = json_serialize("staging_offers"."labels") OR json_serialize("offers"."labels") IS NULL AND json_serialize("staging_offers"."labels") IS NULL)
    OR "offers".batch > 0 AND "offers".batch NOT IN (1, 2) AND (
        "offers"."at" > "staging_offers"."at"
        OR "offers"."at" = "staging_offers"."at" AND "offers".batch >= "staging_offers".batch
    )
);

SELECT count(CASE WHEN coalesce(t.batch, 0) = 0 THEN 1 END) AS inserted, count(CASE WHEN t.batch > 0 THEN 1 END) AS updated,
    (SELECT count(*) FROM "uncovered_offers") AS deleted
FROM "staging_offers" AS s LEFT JOIN "offers" AS t ON t."source" = s."source" AND t."sku" = s."sku" AND t."at" = s."at";

INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored, deleted, loaded_at)
SELECT b.batch, 'offers', b.attempt, b.written,
    coalesce(c.inserted, 0), coalesce(c.updated, 0),
    b.written - coalesce(c.inserted, 0) - coalesce(c.updated, 0), (SELECT count(*) FROM "uncovered_offers"), getdate()
FROM (SELECT 3 AS batch, 'attempt3' AS attempt, 3 AS written) AS b
LEFT JOIN (
    SELECT s.millrace_manifest AS batch,
        sum(CASE WHEN coalesce(t.batch, 0) = 0 THEN 1 ELSE 0 END) AS inserted,
        sum(CASE WHEN t.batch > 0 THEN 1 ELSE 0 END) AS updated
    FROM "staging_offers" AS s LEFT JOIN "offers" AS t ON t."source" = s."source" AND t."sku" = s."sku" AND t."at" = s."at"
    GROUP BY s.millrace_manifest
) AS c ON c.batch = b.batch;

MERGE INTO "offers" USING "staging_offers" AS s ON "offers"."source" = s."source" AND "offers"."sku" = s."sku" AND "offers"."at" = s."at"
WHEN MATCHED THEN UPDATE SET "price" = s."price", "labels" = s."labels", "batch" = s."batch"
WHEN NOT MATCHED THEN INSERT ("source", "sku", "at", "price", "labels", batch) VALUES (s."source", s."sku", s."at", s."price", s."labels", s.batch);

COMMIT;
