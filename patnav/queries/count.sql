-- Patents by group. A section named after a group pairs what is counted (unit) with it: by its number in the star where it
-- is a node (grp), else by its word; sure is true where no other row pairs the two. The sections from named_organization on
-- tell the ids and names of groups.

-- name: family
p.unit

-- name: publication
p.id

-- name: all
SELECT count(*) + (SELECT count(DISTINCT {{unit}}) FROM star.patent p WHERE NOT {{alone}} AND ({{where}})) AS patents
FROM star.patent p WHERE {{alone}} AND ({{where}})

-- name: groups
-- What is sure is counted by rows; only the rest needs to be told apart.
WITH pairs AS NOT MATERIALIZED ({{pairs}}), counted AS (
  SELECT grp, sum(patents)::BIGINT AS patents FROM (
    SELECT grp, count(*) AS patents FROM pairs WHERE sure GROUP BY grp
    UNION ALL SELECT grp, count(*) FROM (SELECT DISTINCT grp, unit FROM pairs WHERE NOT sure) GROUP BY grp
  ) WHERE grp IS NOT NULL GROUP BY grp
)
SELECT grp, patents, count(*) OVER () AS total FROM counted ORDER BY {{order}} LIMIT $most

-- name: largest
patents DESC, grp

-- name: newest_first
grp DESC

-- name: covered
WITH pairs AS ({{pairs}})
SELECT count(DISTINCT unit) AS patents FROM pairs WHERE grp IS NOT NULL

-- name: newest
-- The newest publications of groups; their units are publications.
WITH pairs AS ({{pairs}}), member AS (SELECT DISTINCT grp, unit FROM pairs WHERE grp IN (SELECT unnest($groups)))
SELECT m.grp, p.key FROM member m JOIN star.patent q ON q.id = m.unit JOIN patent p ON p.key = q.key
QUALIFY row_number() OVER (PARTITION BY m.grp ORDER BY p.publication_date DESC NULLS LAST, p.key) <= $most
ORDER BY m.grp, p.publication_date DESC NULLS LAST, p.key

-- name: whole
SELECT {{unit}} AS unit, {{alone}} AS sure, 'all' AS grp FROM star.patent p WHERE ({{where}}) AND ({{who}})

-- name: schemes
SELECT DISTINCT split_part(key, ':', 1) AS scheme FROM industry ORDER BY scheme

-- name: applicant
SELECT {{unit}} AS unit, {{alone}} AND NOT p.joint AS sure, p.{{body}} AS grp
FROM star.applicants p JOIN star.organization o ON o.id = p.organization WHERE ({{where}}) AND ({{who}})

-- name: assignee
SELECT {{unit}} AS unit, false AS sure, o.{{body}} AS grp
FROM star.patent p JOIN concerns c ON c.dst = p.key JOIN event e ON e.key = c.src AND e.type = 'assignment'
JOIN party y ON y.src = e.key AND y.role = 'assignee'
JOIN (SELECT key, id AS organization, whole FROM star.organization) o ON o.key = y.dst WHERE ({{where}}) AND ({{who}})

-- name: kind
SELECT {{unit}} AS unit, {{alone}} AND NOT p.joint AS sure, o.kind AS grp
FROM star.applicants p JOIN star.organization o ON o.id = p.organization WHERE ({{where}}) AND ({{who}})

-- name: place
WITH RECURSIVE lifted AS (
  SELECT key AS seat, key FROM region
  UNION SELECT l.seat, y.dst FROM lifted l JOIN part_of y ON y.src = l.key AND y.src_type = 'Region'
), home AS (
  SELECT s.id AS seat, g.id AS grp
  FROM lifted l JOIN star.region s ON s.key = l.seat JOIN star.region g ON g.key = l.key
  JOIN region r ON r.key = l.key AND (r.level = $level OR r.key SIMILAR TO $peers)
)
SELECT {{unit}} AS unit, {{alone}} AND NOT p.joint AS sure, h.grp
FROM star.applicants p JOIN star.organization o ON o.id = p.organization JOIN home h ON h.seat = p.region WHERE ({{where}}) AND ({{who}})

-- name: year
SELECT {{unit}} AS unit, {{alone}} AS sure, (p.filed // 10000)::VARCHAR AS grp FROM star.patent p WHERE ({{where}}) AND ({{who}})

-- name: publication_year
SELECT {{unit}} AS unit, {{alone}} AS sure, left(m.publication_date, 4) AS grp
FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: priority_year
SELECT {{unit}} AS unit, {{alone}} AS sure, left(m.priority_date, 4) AS grp
FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: class
SELECT {{unit}} AS unit, {{alone}} AS sure, p.class AS grp FROM star.subclasses p WHERE ({{where}}) AND ({{who}})

-- name: status
SELECT {{unit}} AS unit, {{alone}} AS sure, m.legal_status AS grp FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: legal_state
SELECT {{unit}} AS unit, {{alone}} AS sure, p.state AS grp FROM star.patent p WHERE ({{where}}) AND ({{who}})

-- name: type
SELECT {{unit}} AS unit, {{alone}} AS sure, m.type AS grp FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: office
SELECT {{unit}} AS unit, {{alone}} AS sure, m.office AS grp FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: industry
-- An industry holds all below it, as the filter by industry does.
WITH RECURSIVE lifted AS (
  SELECT key AS own, key FROM industry
  UNION SELECT l.own, n.dst FROM lifted l JOIN narrower n ON n.src = l.key AND n.src_type = 'Industry'
), home AS (
  SELECT s.id AS industry, m.id AS grp, count(*) OVER (PARTITION BY m.id) = 1 AS only
  FROM lifted l JOIN star.industry s ON s.key = l.own JOIN star.industry m ON m.key = l.key WHERE starts_with(m.key, $scheme)
)
SELECT {{unit}} AS unit, {{alone}} AND h.only AS sure, h.grp FROM star.industries p JOIN home h ON h.industry = p.industry WHERE ({{where}}) AND ({{who}})

-- name: named_organization
SELECT s.id AS grp, s.key AS id, m.name AS name FROM star.organization s JOIN organization m USING (key) WHERE s.id IN (SELECT unnest($groups))

-- name: named_region
SELECT s.id AS grp, s.key AS id, coalesce(m.name, m.name_zh) AS name FROM star.region s JOIN region m USING (key) WHERE s.id IN (SELECT unnest($groups))

-- name: named_industry
SELECT s.id AS grp, s.key AS id, coalesce(m.name, m.name_zh) AS name FROM star.industry s JOIN industry m USING (key) WHERE s.id IN (SELECT unnest($groups))

-- name: named_class
SELECT s.id AS grp, s.key AS id, m.title AS name FROM star.class s LEFT JOIN tech_class m USING (key) WHERE s.id IN (SELECT unnest($groups))

-- name: named_status
SELECT m.legal_status AS grp, m.legal_status AS id, min(m.legal_state) AS name FROM star.patent p JOIN patent m ON m.key = p.key
WHERE m.legal_status IN (SELECT unnest($groups)) AND ({{where}}) GROUP BY ALL

-- name: of_regions
o.region IN (SELECT g.id FROM star.region g WHERE g.key IN (SELECT unnest($regions)))

-- name: of_applicants
o.key IN (SELECT unnest($applicants))

-- name: of_kind
o.kind = $kind

-- name: of_sme
o.sme = $sme
