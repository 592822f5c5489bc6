-- One region or organization, by the measures that all are compared by.

-- name: summary
WITH family AS (
  SELECT p.filed // 10000 AS year, p.invented FROM star.patent p WHERE {{alone}} AND ({{where}})
  UNION ALL
  SELECT min(p.filed) // 10000, bool_or(p.invented) FROM star.patent p WHERE NOT {{alone}} AND ({{where}}) GROUP BY p.{{unit}}
)
SELECT count(*) AS patents, count(*) FILTER (invented) AS invented, count(*) FILTER (year BETWEEN try_cast($recent_from AS INTEGER) AND try_cast($recent_to AS INTEGER)) AS recent,
       count(*) FILTER (year BETWEEN try_cast($before_from AS INTEGER) AND try_cast($before_to AS INTEGER)) AS before FROM family

-- name: applicants
-- Organizations with the squares of their counts, and families of several of them, of university and enterprise.
WITH several AS (
  SELECT DISTINCT p.{{unit}} AS unit, p.{{body}} AS organization FROM star.applicants p
  WHERE (NOT {{alone}} OR p.joint) AND ({{where}})
), filed AS (
  SELECT p.{{body}} AS organization FROM star.applicants p WHERE {{alone}} AND NOT p.joint AND ({{where}})
  UNION ALL SELECT organization FROM several
), team AS (
  SELECT s.unit, count(*) > 1 AS joint, bool_or(o.kind = 'university') AND bool_or(o.kind = 'enterprise') AS bridging
  FROM several s JOIN star.organization o ON o.id = s.organization GROUP BY s.unit
), size AS (SELECT organization, count(*) AS n FROM filed GROUP BY organization)
SELECT (SELECT count(*) FROM size) AS organizations, (SELECT coalesce(sum(n * n), 0)::BIGINT FROM size) AS squares,
       (SELECT count(*) FROM filed) AS held, count(*) FILTER (joint) AS joint, count(*) FILTER (bridging) AS bridging FROM team

-- name: inventors
SELECT count(DISTINCT p.person) AS inventors FROM star.inventors p WHERE {{where}}

-- name: cited
-- Citations from other families, and the fields of the publications they come from.
WITH own AS (SELECT p.id FROM star.patent p WHERE {{where}}), arc AS (
  SELECT c.id AS other FROM star.citations c SEMI JOIN own ON own.id = c.cited
), spread AS (
  SELECT i.industry, round(sum(i.weight), 6) AS n FROM star.industries i JOIN arc a ON a.other = i.id
  WHERE i.industry IN (SELECT id FROM star.industry WHERE key IN (SELECT unnest($fields))) GROUP BY i.industry
)
SELECT (SELECT count(*) FROM arc) AS citations, list(n ORDER BY industry) AS spread FROM spread

-- name: citing
-- Citations of other families, and the fields of the publications they lead to.
WITH own AS (SELECT p.id FROM star.patent p WHERE {{where}}), arc AS (
  SELECT c.cited AS other FROM star.citations c SEMI JOIN own ON own.id = c.id
), spread AS (
  SELECT i.industry, round(sum(i.weight), 6) AS n FROM star.industries i JOIN arc a ON a.other = i.id
  WHERE i.industry IN (SELECT id FROM star.industry WHERE key IN (SELECT unnest($fields))) GROUP BY i.industry
)
SELECT (SELECT count(*) FROM arc) AS citations, list(n ORDER BY industry) AS spread FROM spread
