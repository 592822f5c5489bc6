-- Places on the map.

-- name: on_map
-- Families of each industry with the seats that are points on the map: provinces and countries are none.
belongs AS (
  SELECT p.unit, i.dst AS industry, max(i.weight) AS weight FROM patent p JOIN in_industry i ON i.src = p.key
  WHERE NOT p.stub AND i.dst IN (SELECT unnest($industries)) AND ({{where}}) GROUP BY p.unit, i.dst
), point AS (
  SELECT key, coalesce(name, name_zh, key) AS name, lat, lng FROM region
  WHERE lat IS NOT NULL AND lng IS NOT NULL AND (level IN ('city', 'district', 'zone') OR key SIMILAR TO $peers)
), seated AS (
  SELECT DISTINCT p.unit, l.dst AS place, a.dst AS organization
  FROM patent p JOIN applicant a ON a.src = p.key JOIN located_in l ON l.src = a.dst AND l.role = 'seat'
  WHERE NOT p.stub AND l.dst IN (SELECT key FROM point) AND ({{where}})
)

-- name: places
WITH {{on_map}}, placed AS (SELECT DISTINCT unit, place FROM seated)
SELECT g.key, g.name, g.lat, g.lng, b.industry, round(sum(b.weight), 6) AS patents
FROM belongs b JOIN placed s USING (unit) JOIN point g ON g.key = s.place GROUP BY ALL ORDER BY b.industry, g.key

-- name: groups
-- Families and applicants of each cluster, a family counted once however many of its places are in it.
WITH {{on_map}}, part AS (SELECT unnest($keys) AS place, unnest($fields) AS industry, unnest($clusters) AS cluster),
member AS (
  SELECT DISTINCT r.cluster, s.unit, s.organization, b.weight
  FROM part r JOIN seated s ON s.place = r.place JOIN belongs b ON b.unit = s.unit AND b.industry = r.industry
), team AS (
  SELECT cluster, organization, round(sum(weight), 6) AS n FROM member GROUP BY ALL
), counted AS (
  SELECT cluster, round(sum(weight), 6) AS patents FROM (SELECT DISTINCT cluster, unit, weight FROM member) GROUP BY ALL
), led AS (
  SELECT cluster, count(*) AS organizations, list(organization ORDER BY n DESC, organization)[1:3] AS leaders
  FROM team GROUP BY ALL
)
SELECT cluster, patents, organizations, leaders FROM counted JOIN led USING (cluster) ORDER BY cluster

-- name: coverage
WITH {{on_map}}
SELECT b.industry, any_value(coalesce(i.name, i.name_zh, i.key)) AS name, round(sum(b.weight), 6) AS patents,
       round(coalesce(sum(b.weight) FILTER (b.unit IN (SELECT unit FROM seated)), 0), 6) AS placed
FROM belongs b JOIN industry i ON i.key = b.industry GROUP BY b.industry ORDER BY b.industry

-- name: members
-- Five patents of a cluster, the newest first.
SELECT p.key FROM patent p JOIN in_industry i ON i.src = p.key AND i.dst = $industry
WHERE NOT p.stub AND ({{where}}) AND p.key IN (
  SELECT a.src FROM applicant a JOIN located_in l ON l.src = a.dst AND l.role = 'seat'
  WHERE l.dst IN (SELECT unnest($keys)))
ORDER BY p.publication_date DESC NULLS LAST, p.key LIMIT 5
