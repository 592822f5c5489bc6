-- Patents by group. A section named after a group pairs what is counted (unit) with it (id, name).

-- name: family
p.unit

-- name: publication
p.id

-- name: all
SELECT count(DISTINCT {{unit}}) AS patents FROM star.patent p WHERE {{where}}

-- name: groups
WITH pairs AS ({{pairs}})
SELECT id, min(name) AS name, count(DISTINCT unit) AS patents, count(*) OVER () AS total FROM pairs WHERE id IS NOT NULL
GROUP BY id ORDER BY {{order}} LIMIT $most

-- name: largest
patents DESC, id

-- name: newest_first
id DESC

-- name: covered
WITH pairs AS ({{pairs}})
SELECT count(DISTINCT unit) AS patents FROM pairs WHERE id IS NOT NULL

-- name: newest
-- The newest publications of groups; their units are publications.
WITH pairs AS ({{pairs}}), member AS (SELECT DISTINCT id, unit FROM pairs WHERE id IN (SELECT unnest($groups)))
SELECT m.id, p.key FROM member m JOIN star.patent q ON q.id = m.unit JOIN patent p ON p.key = q.key
QUALIFY row_number() OVER (PARTITION BY m.id ORDER BY p.publication_date DESC NULLS LAST, p.key) <= $most
ORDER BY m.id, p.publication_date DESC NULLS LAST, p.key

-- name: whole
SELECT {{unit}} AS unit, 'all' AS id, NULL AS name FROM star.patent p WHERE ({{where}}) AND ({{who}})

-- name: schemes
SELECT DISTINCT split_part(key, ':', 1) AS scheme FROM industry ORDER BY scheme

-- name: applicant
SELECT {{unit}} AS unit, b.key AS id, m.name
FROM star.applicants p JOIN star.organization o ON o.id = p.organization
JOIN star.organization b ON b.id = p.{{body}} JOIN organization m ON m.key = b.key WHERE ({{where}}) AND ({{who}})

-- name: assignee
SELECT {{unit}} AS unit, b.key AS id, m.name
FROM star.patent p JOIN concerns c ON c.dst = p.key JOIN event e ON e.key = c.src AND e.type = 'assignment'
JOIN party y ON y.src = e.key AND y.role = 'assignee'
JOIN (SELECT key, id AS organization, whole FROM star.organization) o ON o.key = y.dst
JOIN star.organization b ON b.id = o.{{body}} JOIN organization m ON m.key = b.key WHERE ({{where}}) AND ({{who}})

-- name: kind
SELECT {{unit}} AS unit, o.kind AS id, o.kind AS name
FROM star.applicants p JOIN star.organization o ON o.id = p.organization WHERE ({{where}}) AND ({{who}})

-- name: place
WITH RECURSIVE lifted AS (
  SELECT key AS seat, key FROM region
  UNION SELECT l.seat, y.dst FROM lifted l JOIN part_of y ON y.src = l.key AND y.src_type = 'Region'
), home AS (
  SELECT s.id AS seat, r.key AS id, coalesce(r.name, r.name_zh) AS name
  FROM lifted l JOIN star.region s ON s.key = l.seat JOIN region r ON r.key = l.key AND (r.level = $level OR r.key SIMILAR TO $peers)
)
SELECT {{unit}} AS unit, h.id, h.name
FROM star.applicants p JOIN star.organization o ON o.id = p.organization JOIN home h ON h.seat = p.region WHERE ({{where}}) AND ({{who}})

-- name: year
SELECT {{unit}} AS unit, (p.filed // 10000)::VARCHAR AS id, (p.filed // 10000)::VARCHAR AS name FROM star.patent p WHERE ({{where}}) AND ({{who}})

-- name: publication_year
SELECT {{unit}} AS unit, left(m.publication_date, 4) AS id, left(m.publication_date, 4) AS name
FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: priority_year
SELECT {{unit}} AS unit, left(m.priority_date, 4) AS id, left(m.priority_date, 4) AS name
FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: class
SELECT {{unit}} AS unit, c.key AS id, t.title AS name
FROM star.subclasses p JOIN star.class c ON c.id = p.class LEFT JOIN tech_class t ON t.key = c.key WHERE ({{where}}) AND ({{who}})

-- name: status
SELECT {{unit}} AS unit, m.legal_status AS id, m.legal_state AS name FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: legal_state
SELECT {{unit}} AS unit, p.state AS id, p.state AS name FROM star.patent p WHERE ({{where}}) AND ({{who}})

-- name: type
SELECT {{unit}} AS unit, m.type AS id, m.type AS name FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: office
SELECT {{unit}} AS unit, m.office AS id, m.office AS name FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{who}})

-- name: industry
-- An industry holds all below it, as the filter by industry does.
WITH RECURSIVE lifted AS (
  SELECT key AS own, key FROM industry
  UNION SELECT l.own, n.dst FROM lifted l JOIN narrower n ON n.src = l.key AND n.src_type = 'Industry'
), home AS (
  SELECT s.id AS industry, m.key AS id, coalesce(m.name, m.name_zh) AS name
  FROM lifted l JOIN star.industry s ON s.key = l.own JOIN industry m ON m.key = l.key WHERE starts_with(m.key, $scheme)
)
SELECT {{unit}} AS unit, h.id, h.name FROM star.industries p JOIN home h ON h.industry = p.industry WHERE ({{where}}) AND ({{who}})

-- name: of_regions
o.region IN (SELECT g.id FROM star.region g WHERE g.key IN (SELECT unnest($regions)))

-- name: of_applicants
o.key IN (SELECT unnest($applicants))

-- name: of_kind
o.kind = $kind

-- name: of_sme
o.sme = $sme
