-- Conditions on a patent p that the fields of a query make, and what answers say of the hits.

-- name: pa
p.key IN (
  SELECT src FROM applicant WHERE dst IN (
    SELECT key FROM (
      SELECT key, lower(' ' || concat_ws(' ', name, name_zh, name_en, array_to_string(aliases, ' '))) AS names
      FROM organization UNION ALL SELECT key, lower(' ' || concat_ws(' ', name, name_zh)) FROM person)
    WHERE list_bool_and(list_transform($words, lambda w: contains(names, w)))))

-- name: in
p.key IN (
  SELECT src FROM inventor WHERE dst IN (
    SELECT key FROM (SELECT key, lower(' ' || concat_ws(' ', name, name_zh)) AS names FROM person)
    WHERE list_bool_and(list_transform($words, lambda w: contains(names, w)))))

-- name: scheme
p.key IN (SELECT src FROM classified WHERE scheme = $scheme AND dst >= $low AND dst < $high)

-- name: pr
p.priority_date >= $low AND p.priority_date <= $high

-- name: ap
p.application >= $low AND p.application <= $high OR p.docdb_application >= $spaced_low AND p.docdb_application <= $spaced_high

-- name: ct
p.key IN (
  SELECT src FROM cites WHERE dst >= $low AND dst < $high
  AND regexp_full_match(substr(dst, length($low) + 1), '([A-Z][0-9]?)?'))

-- name: ordered
-- Dates of publication, and how many patents cite each.
WITH wanted AS (SELECT unnest($keys) AS key),
cited AS (SELECT c.dst AS key, count(DISTINCT c.src) AS times FROM cites c SEMI JOIN wanted w ON w.key = c.dst GROUP BY c.dst)
SELECT p.key, p.publication_date AS published, coalesce(c.times, 0) AS cited
FROM patent p SEMI JOIN wanted USING (key) LEFT JOIN cited c USING (key) ORDER BY p.key

-- name: texts
SELECT p.key, p.title, p.abstract, p.other_title, p.other_abstract FROM patent p SEMI JOIN (SELECT unnest($keys) AS key) USING (key) ORDER BY p.key

-- name: by_applicant
WITH wanted AS (SELECT unnest($keys) AS key),
counted AS MATERIALIZED (
  SELECT dst AS key, count(DISTINCT src) AS families FROM (SELECT src, dst FROM applicant SEMI JOIN wanted ON wanted.key = src) GROUP BY dst
), named AS (
  SELECT key, name, name_zh FROM organization SEMI JOIN counted USING (key)
  UNION ALL SELECT key, name, name_zh FROM person SEMI JOIN counted USING (key)
)
SELECT c.key AS id, coalesce(n.name, c.key) AS name, n.name_zh, c.families FROM counted c LEFT JOIN named n USING (key)
ORDER BY families DESC, name, id LIMIT $limit

-- name: by_class
WITH wanted AS MATERIALIZED (SELECT id FROM star.patent SEMI JOIN (SELECT unnest($keys) AS key) USING (key)), counted AS (
  SELECT class, count(*) AS families FROM (
    SELECT DISTINCT s.id, c.subclass AS class FROM star.symbols s SEMI JOIN wanted USING (id) JOIN star.class c ON c.id = s.class
  ) GROUP BY class ORDER BY families DESC, class LIMIT $limit
)
SELECT c.key AS name, t.title, t.title_zh, n.families
FROM counted n JOIN star.class c ON c.id = n.class LEFT JOIN tech_class t ON t.key = c.key ORDER BY families DESC, name

-- name: by_region
WITH wanted AS MATERIALIZED (SELECT id FROM star.patent SEMI JOIN (SELECT unnest($keys) AS key) USING (key)), counted AS (
  SELECT region, count(*) AS families FROM (SELECT DISTINCT id, region FROM star.applicants SEMI JOIN wanted USING (id)) GROUP BY region
)
SELECT g.key AS id, coalesce(g.name, g.name_zh, g.key) AS name, g.name_zh, n.families
FROM counted n JOIN star.region r ON r.id = n.region JOIN region g USING (key) ORDER BY families DESC, name, id LIMIT $limit

-- name: by_year
SELECT (p.filed // 10000)::VARCHAR AS name, count(*) AS families
FROM star.patent p SEMI JOIN (SELECT unnest($keys) AS key) USING (key) WHERE p.filed IS NOT NULL
GROUP BY ALL ORDER BY name DESC LIMIT $limit

-- name: by_status
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT p.legal_status AS name, p.legal_state AS state, count(*) AS families
FROM patent p SEMI JOIN wanted USING (key) WHERE p.legal_status IS NOT NULL
GROUP BY ALL ORDER BY families DESC, name, state LIMIT $limit
