-- A field of technology over time, and who is in it.

-- name: coverage
-- Families, those with a filing date, with a field of WIPO's and with an organization as applicant.
WITH picked AS (SELECT p.key, p.unit, p.filing_date FROM patent p WHERE NOT p.stub AND ({{where}}))
SELECT count(DISTINCT unit) AS families, count(DISTINCT unit) FILTER (filing_date IS NOT NULL) AS dated,
       count(DISTINCT unit) FILTER (key IN (SELECT src FROM in_industry WHERE dst IN (SELECT unnest($fields)))) AS fielded,
       count(DISTINCT unit) FILTER (key IN (SELECT src FROM applicant WHERE dst_type = 'Organization')) AS filed
FROM picked

-- name: fields
-- Families by field and filing year, with the weight 1/k; the earliest year of the family's publications.
WITH member AS (
  SELECT p.unit, i.dst AS field, max(i.weight) AS weight, min(left(p.filing_date, 4)) AS year
  FROM patent p JOIN in_industry i ON i.src = p.key
  WHERE NOT p.stub AND i.dst IN (SELECT unnest($fields)) AND ({{where}}) GROUP BY ALL
)
SELECT m.field, coalesce(i.name, i.name_zh, i.key) AS name, m.year, round(sum(m.weight), 6) AS patents
FROM member m JOIN industry i ON i.key = m.field GROUP BY ALL ORDER BY m.field, m.year NULLS FIRST

-- name: applicants
-- Organizations by families, those that began no earlier than a year.
WITH filed AS (
  SELECT a.dst AS id, p.unit, min(left(p.filing_date, 4)) AS year FROM patent p JOIN applicant a ON a.src = p.key
  WHERE NOT p.stub AND a.dst_type = 'Organization' AND ({{where}}) GROUP BY ALL
), counted AS (
  SELECT id, count(*) AS patents, min(year) AS first, max(year) AS last,
         count(*) FILTER (year BETWEEN $recent_from AND $recent_to) AS recent,
         count(*) FILTER (year BETWEEN $before_from AND $before_to) AS before
  FROM filed GROUP BY id HAVING coalesce(min(year), '') >= $since
)
SELECT *, count(*) OVER () AS total FROM counted ORDER BY patents DESC, id LIMIT $limit

-- name: described
-- Names, kinds and seats of organizations, and the field of most of their families.
WITH wanted AS (SELECT unnest($keys) AS id), spread AS (
  SELECT w.id, i.dst AS field, count(DISTINCT p.unit) AS n
  FROM wanted w JOIN applicant a ON a.dst = w.id JOIN patent p ON p.key = a.src JOIN in_industry i ON i.src = p.key
  WHERE NOT p.stub AND i.dst IN (SELECT unnest($fields)) AND ({{where}}) GROUP BY ALL
), main AS (
  SELECT id, field FROM spread QUALIFY row_number() OVER (PARTITION BY id ORDER BY n DESC, field) = 1
)
SELECT w.id, coalesce(o.name, w.id) AS name, o.kind, coalesce(g.name, g.name_zh, g.key) AS region,
       coalesce(f.name, f.name_zh, f.key) AS field
FROM wanted w JOIN organization o ON o.key = w.id LEFT JOIN located_in l ON l.src = w.id AND l.role = 'seat'
LEFT JOIN region g ON g.key = l.dst LEFT JOIN main m ON m.id = w.id LEFT JOIN industry f ON f.key = m.field
ORDER BY w.id
