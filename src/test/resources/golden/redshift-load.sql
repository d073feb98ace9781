DROP TABLE IF EXISTS "staging_offers";

CREATE TEMP TABLE "staging_offers" (
    "source" VARCHAR(1020), "sku" VARCHAR(2000), "at" TIMESTAMP, "price" NUMERIC(18,4), "labels" SUPER,
    batch BIGINT NOT NULL,
    millrace_manifest BIGINT,
    millrace_row BIGINT IDENTITY(1, 1)
) DISTSTYLE KEY DISTKEY ("sku");

DROP TABLE IF EXISTS "part_offers";

CREATE TEMP TABLE "part_offers" ("source" VARCHAR(1020), "sku" VARCHAR(2000), "at" TIMESTAMP, "price" NUMERIC(18,4), "batch" BIGINT, "shard" VARCHAR(256), "seq" VARCHAR(256)) DISTSTYLE EVEN;

COPY "part_offers" FROM 's3://my-lake/processed/_copies/cloud/offers/1371bc138bf47d54ee155b79527e297d.json' IAM_ROLE 'arn:aws:iam::123456789012:role/copy' FORMAT AS PARQUET MANIFEST;

INSERT INTO "staging_offers" ("source", "sku", "at", "price", batch, millrace_manifest)
SELECT "source", "sku", "at", "price", batch, CAST("batch" AS BIGINT) FROM "part_offers";

DROP TABLE "part_offers";

DROP TABLE IF EXISTS "part_offers";

CREATE TEMP TABLE "part_offers" ("source" VARCHAR(1020), "sku" VARCHAR(2000), "at" TIMESTAMP, "price" NUMERIC(18,4), "labels" VARCHAR(65535), "batch" BIGINT, "shard" VARCHAR(256), "seq" VARCHAR(256)) DISTSTYLE EVEN;

COPY "part_offers" FROM 's3://my-lake/processed/_copies/cloud/offers/9567f63391e7d8d8c88733779d7327e0.json' IAM_ROLE 'arn:aws:iam::123456789012:role/copy' FORMAT AS PARQUET MANIFEST;

INSERT INTO "staging_offers" ("source", "sku", "at", "price", "labels", batch, millrace_manifest)
SELECT "source", "sku", "at", "price", json_parse("labels"), batch, CAST("batch" AS BIGINT) FROM "part_offers";

DROP TABLE "part_offers";

DROP TABLE IF EXISTS "uncovered_offers";

CREATE TEMP TABLE "uncovered_offers" ("source" VARCHAR(1020), "sku" VARCHAR(2000), "at" TIMESTAMP) DISTSTYLE KEY DISTKEY ("sku");

SELECT count(*) AS staged FROM "staging_offers";

COMMIT;

LOCK millrace_locks;

SELECT batch, false AS replaced FROM millrace_loads WHERE dataset = 'offers' AND batch IN (1, 2)
UNION ALL
SELECT batch, true AS replaced FROM millrace_replaced WHERE dataset = 'offers' AND batch IN (1, 2);

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
    "offers".batch IN (-1) AND "offers".batch = "staging_offers".batch AND ("offers"."source" = "staging_offers"."source" OR "offers"."source" IS NULL AND "staging_offers"."source" IS NULL) AND ("offers"."sku" = "staging_offers"."sku" OR "offers"."sku" IS NULL AND "staging_offers"."sku" IS NULL) AND ("offers"."at" = "staging_offers"."at" OR "offers"."at" IS NULL AND "staging_offers"."at" IS NULL) AND ("offers"."price" = "staging_offers"."price" OR "offers"."price" IS NULL AND "staging_offers"."price" IS NULL) AND (json_serialize("offers"."labels") = json_serialize("staging_offers"."labels") OR json_serialize("offers"."labels") IS NULL AND json_serialize("staging_offers"."labels") IS NULL)
    OR "offers".batch > 0 AND "offers".batch NOT IN (-1) AND (
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
FROM (SELECT 1 AS batch, 'attempt1' AS attempt, 3 AS written UNION ALL SELECT 2 AS batch, 'attempt2' AS attempt, 3 AS written) AS b
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
