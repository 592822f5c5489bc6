-- Region by industry.

-- name: home
-- Every seat with the region of the wanted level that it lies in, itself or above it.
SELECT DISTINCT l.seat, r.key AS region FROM (
  WITH RECURSIVE lifted AS (
    SELECT key AS seat, key FROM region
    UNION SELECT l.seat, p.dst FROM lifted l JOIN part_of p ON p.src = l.key AND p.src_type = 'Region'
  ) SELECT seat, key FROM lifted
) l JOIN region r USING (key) WHERE r.level = $level OR r.key SIMILAR TO $peers

-- name: located
-- Families by the seat of their applicants, lifted to the level.
home AS ({{home}}), picked AS (
  SELECT p.key, p.unit, left(p.filing_date, 4) AS year FROM patent p WHERE NOT p.stub AND ({{where}})
), located AS (
  SELECT DISTINCT p.unit, h.region, a.dst AS organization
  FROM picked p JOIN applicant a ON a.src = p.key JOIN located_in l ON l.src = a.dst AND l.role = 'seat'
  JOIN home h ON h.seat = l.dst
), belongs AS (
  SELECT p.unit, i.dst AS industry, max(i.weight) AS weight, min(p.year) AS year
  FROM picked p JOIN in_industry i ON i.src = p.key AND i.src_type = 'Patent'
  WHERE i.dst IN (SELECT unnest($industries)) GROUP BY p.unit, i.dst
)

-- name: cells
-- A family counts once in every region and industry it belongs to; in WIPO's fields with the weight 1/k.
WITH {{located}}, placed AS (SELECT DISTINCT unit, region FROM located), cells AS (
  SELECT l.region, b.industry, round(sum(b.weight), 6) AS patents,
         round(coalesce(sum(b.weight) FILTER (b.year BETWEEN $recent_from AND $recent_to), 0), 6) AS recent,
         round(coalesce(sum(b.weight) FILTER (b.year BETWEEN $before_from AND $before_to), 0), 6) AS before
  FROM placed l JOIN belongs b USING (unit) GROUP BY ALL
)
SELECT c.*, coalesce(g.name, g.name_zh, g.key) AS region_name, coalesce(i.name, i.name_zh, i.key) AS industry_name
FROM cells c JOIN region g ON g.key = c.region JOIN industry i ON i.key = c.industry ORDER BY c.region, c.industry

-- name: teams
-- Applicants of each cell: how many, the squares of their counts for the concentration, and the first three.
WITH {{located}}, member AS (
  SELECT l.region, b.industry, l.organization, round(sum(b.weight), 6) AS n
  FROM located l JOIN belongs b USING (unit) GROUP BY ALL
)
SELECT region, industry, count(*) AS organizations, round(sum(n * n), 6) AS squares, round(sum(n), 6) AS held,
       list(organization ORDER BY n DESC, organization)[1:3] AS leaders
FROM member GROUP BY region, industry ORDER BY region, industry

-- name: rims
-- Families with an applicant seated in each region of the level.
WITH home AS ({{home}})
SELECT h.region, count(DISTINCT p.unit) AS families
FROM patent p JOIN applicant a ON a.src = p.key JOIN located_in l ON l.src = a.dst AND l.role = 'seat'
JOIN home h ON h.seat = l.dst
WHERE NOT p.stub AND ({{where}})
GROUP BY h.region ORDER BY h.region

-- name: coverage
WITH picked AS (SELECT p.key, p.unit FROM patent p WHERE NOT p.stub AND ({{where}})), placed AS (
  SELECT DISTINCT p.unit FROM picked p JOIN applicant a ON a.src = p.key
  JOIN located_in l ON l.src = a.dst AND l.role = 'seat'
)
SELECT (SELECT count(DISTINCT unit) FROM picked) AS families, (SELECT count(*) FROM placed) AS located

-- name: profile
-- How the families of industries spread over WIPO's fields.
WITH picked AS (SELECT p.key, p.unit FROM patent p WHERE NOT p.stub AND ({{where}})), member AS (
  SELECT DISTINCT p.unit, i.dst AS industry FROM picked p JOIN in_industry i ON i.src = p.key
  WHERE i.dst IN (SELECT unnest($industries))
), field AS (
  SELECT p.unit, i.dst AS field, max(i.weight) AS weight FROM picked p JOIN in_industry i ON i.src = p.key
  WHERE i.dst IN (SELECT unnest($fields)) AND p.unit IN (SELECT unit FROM member) GROUP BY ALL
)
SELECT m.industry, f.field, round(sum(f.weight), 6) AS weight FROM member m JOIN field f USING (unit)
GROUP BY ALL ORDER BY m.industry, f.field

-- name: named
SELECT key AS id, name, kind FROM organization WHERE key IN (SELECT unnest($keys)) ORDER BY key

-- name: members
-- Five patents of a cell, the newest first.
WITH RECURSIVE below AS (
  SELECT $region AS key UNION SELECT p.src FROM below b JOIN part_of p ON p.dst = b.key AND p.src_type = 'Region'
)
SELECT p.key FROM patent p JOIN in_industry i ON i.src = p.key AND i.dst = $industry
WHERE NOT p.stub AND ({{where}})
  AND p.key IN (SELECT a.src FROM applicant a JOIN located_in l ON l.src = a.dst AND l.role = 'seat' JOIN below b ON b.key = l.dst)
ORDER BY p.publication_date DESC NULLS LAST, p.key LIMIT 5
