-- Where statements come from.

-- name: nodes
-- Records that describe nodes of one type; a document is its own source.
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT w.key, r.source, r.record || ' (' || r.position || ')' AS record
FROM wanted w JOIN (SELECT leaf, key FROM same UNION ALL SELECT key, key FROM wanted) m ON m.key = w.key
JOIN said.{{table}} s ON s.key = m.leaf JOIN record r USING (rid)
GROUP BY w.key, r.source, r.record, r.position
QUALIFY row_number() OVER (PARTITION BY w.key ORDER BY min(r.authority), r.source, r.record) <= 5
ORDER BY w.key, min(r.authority), r.source, r.record

-- name: stated
-- Passages that state events and observations.
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT w.key, s.dst AS document, d.title, d.url, d.published, s.start, s."end", s.quote, s.speaker
FROM wanted w JOIN stated_in s ON s.src = w.key JOIN document d ON d.key = s.dst
ORDER BY w.key, s.dst, s.start, s."end"

-- name: edges
-- Passages, else records, that state the edges of one type that leave some nodes; at most five between two nodes.
WITH wanted AS (SELECT unnest($keys) AS key), said AS (
  SELECT DISTINCT w.key, coalesce(t.key, e.dst) AS dst, d.key AS document, d.title, d.url, d.published, e.at_start, e.at_end,
         e.quote_text, r.source, r.record, r.position, r.authority
  FROM wanted w JOIN (SELECT leaf, key FROM same UNION ALL SELECT key, key FROM wanted) m ON m.key = w.key
  JOIN said.{{table}} e ON e.src = m.leaf LEFT JOIN same t ON t.leaf = e.dst JOIN record r USING (rid)
  LEFT JOIN document d ON d.key = r.key AND r.type = 'Document'
), best AS (
  SELECT *, row_number() OVER (PARTITION BY key, dst ORDER BY authority, source, record, at_start NULLS FIRST, at_end, quote_text) AS n
  FROM said
)
SELECT key, dst, document, title, url, published, at_start AS start, at_end AS "end", quote_text AS quote,
       CASE WHEN document IS NULL THEN source END AS source,
       CASE WHEN document IS NULL THEN record || ' (' || position || ')' END AS record
FROM best WHERE n <= 5 ORDER BY key, dst, n
