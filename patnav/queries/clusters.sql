-- Region by industry.

-- name: cells
-- Families by the seat of their applicants, lifted to one level, and by industry. A family counts once in every region
-- and industry it belongs to; in WIPO's fields with the weight 1/k.
WITH RECURSIVE lifted AS (
  SELECT key AS seat, key FROM region UNION SELECT l.seat, p.dst FROM lifted l JOIN part_of p ON p.src = l.key AND p.src_type = 'Region'
), home AS (
  SELECT DISTINCT l.seat, r.key AS region FROM lifted l JOIN region r USING (key) WHERE r.level = $level
), picked AS (
  SELECT p.key, p.unit FROM patent p WHERE NOT p.stub AND ({{where}})
), located AS (
  SELECT DISTINCT p.unit, h.region, a.dst AS organization
  FROM picked p JOIN applicant a ON a.src = p.key JOIN located_in l ON l.src = a.dst AND l.role = 'seat'
  JOIN home h ON h.seat = l.dst
), belongs AS (
  SELECT p.unit, i.dst AS industry, max(i.weight) AS weight FROM picked p JOIN in_industry i ON i.src = p.key
  WHERE i.dst IN (SELECT unnest($industries)) GROUP BY p.unit, i.dst
), placed AS (SELECT DISTINCT unit, region FROM located),
cells AS (
  SELECT l.region, b.industry, round(sum(b.weight), 9) AS patents FROM placed l JOIN belongs b USING (unit) GROUP BY ALL
), teams AS (
  SELECT l.region, b.industry, count(DISTINCT l.organization) AS organizations
  FROM located l JOIN belongs b USING (unit) GROUP BY ALL
)
SELECT c.region, coalesce(g.name, g.name_zh) AS region_name, c.industry, coalesce(i.name, i.name_zh) AS industry_name,
       c.patents, t.organizations
FROM cells c JOIN teams t USING (region, industry)
JOIN region g ON g.key = c.region JOIN industry i ON i.key = c.industry
ORDER BY c.region, c.industry

-- name: rims
-- Families with an applicant seated in each region of a level.
WITH RECURSIVE lifted AS (
  SELECT key AS seat, key FROM region UNION SELECT l.seat, p.dst FROM lifted l JOIN part_of p ON p.src = l.key AND p.src_type = 'Region'
)
SELECT r.key AS region, count(DISTINCT p.unit) AS families
FROM patent p JOIN applicant a ON a.src = p.key JOIN located_in l ON l.src = a.dst AND l.role = 'seat'
JOIN lifted h ON h.seat = l.dst JOIN region r ON r.key = h.key AND r.level = $level
WHERE NOT p.stub AND ({{where}})
GROUP BY r.key ORDER BY r.key

-- name: coverage
WITH picked AS (SELECT p.key, p.unit FROM patent p WHERE NOT p.stub AND ({{where}}))
SELECT count(DISTINCT p.unit) AS families,
       count(DISTINCT p.unit) FILTER (p.key IN (SELECT a.src FROM applicant a JOIN located_in l ON l.src = a.dst AND l.role = 'seat')) AS located
FROM picked p

-- name: members
-- Five patents of a cell, the newest first.
WITH RECURSIVE below AS (
  SELECT $region AS key UNION SELECT p.src FROM below b JOIN part_of p ON p.dst = b.key AND p.src_type = 'Region'
)
SELECT p.key FROM patent p JOIN in_industry i ON i.src = p.key AND i.dst = $industry
WHERE NOT p.stub AND ({{where}})
  AND p.key IN (SELECT a.src FROM applicant a JOIN located_in l ON l.src = a.dst AND l.role = 'seat' JOIN below b ON b.key = l.dst)
ORDER BY p.publication_date DESC NULLS LAST, p.key LIMIT 5
