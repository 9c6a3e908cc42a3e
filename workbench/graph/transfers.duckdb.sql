SELECT
  COALESCE("t0"."payer", "t0"."payer_name") AS "payer",
  "t0"."payer_name",
  COALESCE("t0"."payee", "t0"."payee_name") AS "payee",
  "t0"."payee_name",
  CAST(TRY_CAST("t0"."amount" AS DECIMAL(18, 2)) * 100 AS BIGINT) AS "amount",
  CASE
    WHEN CAST(TRY_CAST("t0"."amount" AS DECIMAL(18, 2)) * 100 AS BIGINT) IS NULL
    THEN "t0"."amount"
    ELSE NULL
  END AS "amount_text",
  TRY_CAST("t0"."date" AS DATE) AS "date",
  CASE WHEN TRY_CAST("t0"."date" AS DATE) IS NULL THEN "t0"."date" ELSE NULL END AS "date_text"
FROM "cells" AS "t0"
