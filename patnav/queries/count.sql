-- Patents by group. A section named after a group pairs what is counted (unit) with it (id, name).

-- name: family
p.unit

-- name: publication
p.key

-- name: all
SELECT count(DISTINCT {{unit}}) AS patents FROM patent p WHERE NOT p.stub AND ({{where}})

-- name: groups
WITH pairs AS ({{pairs}})
SELECT id, min(name) AS name, count(DISTINCT unit) AS patents FROM pairs WHERE id IS NOT NULL
GROUP BY id ORDER BY patents DESC, id

-- name: covered
WITH pairs AS ({{pairs}})
SELECT count(DISTINCT unit) AS patents FROM pairs WHERE id IS NOT NULL

-- name: schemes
SELECT DISTINCT split_part(key, ':', 1) AS scheme FROM industry ORDER BY scheme

-- name: applicant
SELECT {{unit}} AS unit, o.key AS id, o.name FROM patent p JOIN applicant a ON a.src = p.key JOIN organization o ON o.key = a.dst
WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: assignee
SELECT {{unit}} AS unit, o.key AS id, o.name
FROM patent p JOIN concerns c ON c.dst = p.key JOIN event e ON e.key = c.src AND e.type = 'assignment'
JOIN party y ON y.src = e.key AND y.role = 'assignee' JOIN organization o ON o.key = y.dst
WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: whole
WITH RECURSIVE counted AS ({{pairs}}), up AS (
  SELECT DISTINCT id AS part, id AS key FROM counted
  UNION SELECT u.part, y.dst FROM up u JOIN part_of y ON y.src = u.key AND y.src_type = 'Organization'
), whole AS (SELECT part, key FROM up WHERE key NOT IN (SELECT src FROM part_of WHERE src_type = 'Organization'))
SELECT c.unit, o.key AS id, o.name
FROM counted c LEFT JOIN whole w ON w.part = c.id JOIN organization o ON o.key = coalesce(w.key, c.id)

-- name: kind
SELECT {{unit}} AS unit, o.kind AS id, o.kind AS name
FROM patent p JOIN applicant a ON a.src = p.key JOIN organization o ON o.key = a.dst
WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: place
WITH RECURSIVE lifted AS (
  SELECT key AS seat, key FROM region
  UNION SELECT l.seat, y.dst FROM lifted l JOIN part_of y ON y.src = l.key AND y.src_type = 'Region'
)
SELECT {{unit}} AS unit, r.key AS id, coalesce(r.name, r.name_zh) AS name
FROM patent p JOIN applicant a ON a.src = p.key JOIN organization o ON o.key = a.dst
JOIN located_in l ON l.src = o.key AND l.role = 'seat'
JOIN lifted h ON h.seat = l.dst JOIN region r ON r.key = h.key AND r.level = $level
WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: year
SELECT {{unit}} AS unit, p.filing_date[:4] AS id, p.filing_date[:4] AS name FROM patent p
WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: class
SELECT {{unit}} AS unit, c.dst[:4] AS id, t.title AS name
FROM patent p JOIN classified c ON c.src = p.key AND c.scheme IN ('ipc', 'cpc') LEFT JOIN tech_class t ON t.key = c.dst[:4]
WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: status
SELECT {{unit}} AS unit, p.legal_status AS id, p.legal_status AS name FROM patent p
WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: type
SELECT {{unit}} AS unit, p.type AS id, p.type AS name FROM patent p WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: office
SELECT {{unit}} AS unit, p.office AS id, p.office AS name FROM patent p WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: industry
SELECT {{unit}} AS unit, i.dst AS id, coalesce(n.name, n.name_zh) AS name
FROM patent p JOIN in_industry i ON i.src = p.key AND starts_with(i.dst, $scheme) LEFT JOIN industry n ON n.key = i.dst
WHERE NOT p.stub AND ({{where}}) AND ({{who}})

-- name: of_regions
o.key IN (SELECT src FROM located_in WHERE role = 'seat' AND dst IN (SELECT unnest($regions)))

-- name: of_applicants
o.key IN (SELECT unnest($applicants))

-- name: of_kind
o.kind = $kind

-- name: of_sme
o.sme = $sme
