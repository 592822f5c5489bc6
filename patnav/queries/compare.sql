-- One region or organization, by the measures that all are compared by.

-- name: summary
WITH family AS (
  SELECT p.unit, min(left(p.filing_date, 4)) AS year FROM patent p WHERE NOT p.stub AND ({{where}}) GROUP BY p.unit
)
SELECT count(*) AS patents, count(*) FILTER (year BETWEEN $recent_from AND $recent_to) AS recent,
       count(*) FILTER (year BETWEEN $before_from AND $before_to) AS before FROM family

-- name: applicants
-- Organizations with the squares of their counts, and families of several of them, of university and enterprise.
WITH filed AS (
  SELECT DISTINCT p.unit, a.dst AS id FROM patent p JOIN applicant a ON a.src = p.key
  WHERE NOT p.stub AND a.dst_type = 'Organization' AND ({{where}})
), team AS (
  SELECT f.unit, count(*) > 1 AS joint, bool_or(o.kind = 'university') AND bool_or(o.kind = 'enterprise') AS bridging
  FROM filed f JOIN organization o ON o.key = f.id GROUP BY f.unit
), size AS (SELECT id, count(*) AS n FROM filed GROUP BY id)
SELECT (SELECT count(*) FROM size) AS organizations, (SELECT coalesce(sum(n * n), 0)::BIGINT FROM size) AS squares,
       (SELECT count(*) FROM filed) AS held, count(*) FILTER (joint) AS joint, count(*) FILTER (bridging) AS bridging FROM team

-- name: inventors
SELECT count(DISTINCT v.dst) AS inventors FROM patent p JOIN inventor v ON v.src = p.key WHERE NOT p.stub AND ({{where}})

-- name: fields
-- Families by field, in all and by span of years, with the weight 1/k.
WITH member AS (
  SELECT p.unit, i.dst AS field, max(i.weight) AS weight, min(left(p.filing_date, 4)) AS year
  FROM patent p JOIN in_industry i ON i.src = p.key
  WHERE NOT p.stub AND i.dst IN (SELECT unnest($fields)) AND ({{where}}) GROUP BY ALL
)
SELECT m.field, any_value(coalesce(i.name, i.name_zh, i.key)) AS name, round(sum(m.weight), 6) AS patents,
       round(coalesce(sum(m.weight) FILTER (m.year BETWEEN $recent_from AND $recent_to), 0), 6) AS recent,
       round(coalesce(sum(m.weight) FILTER (m.year BETWEEN $before_from AND $before_to), 0), 6) AS before
FROM member m JOIN industry i ON i.key = m.field GROUP BY m.field ORDER BY m.field

-- name: cited
-- Citations from other families, and the fields of the publications they come from.
WITH own AS (SELECT p.key, p.unit FROM patent p WHERE NOT p.stub AND ({{where}})), arc AS (
  SELECT c.src AS other FROM cites c JOIN own ON own.key = c.dst JOIN patent g ON g.key = c.src WHERE g.unit <> own.unit
), spread AS (
  SELECT i.dst AS field, round(sum(i.weight), 6) AS n FROM arc JOIN in_industry i ON i.src = arc.other
  WHERE i.dst IN (SELECT unnest($fields)) GROUP BY i.dst
)
SELECT (SELECT count(*) FROM arc) AS citations, list(n ORDER BY field) AS spread FROM spread

-- name: citing
-- Citations of other families, and the fields of the publications they lead to.
WITH own AS (SELECT p.key, p.unit FROM patent p WHERE NOT p.stub AND ({{where}})), arc AS (
  SELECT c.dst AS other FROM cites c JOIN own ON own.key = c.src JOIN patent g ON g.key = c.dst WHERE g.unit <> own.unit
), spread AS (
  SELECT i.dst AS field, round(sum(i.weight), 6) AS n FROM arc JOIN in_industry i ON i.src = arc.other
  WHERE i.dst IN (SELECT unnest($fields)) GROUP BY i.dst
)
SELECT (SELECT count(*) FROM arc) AS citations, list(n ORDER BY field) AS spread FROM spread
