-- Who passes technology to whom.

-- name: events
-- Recorded and reported assignments and licences that pass the conditions.
WITH side AS (
  SELECT p.src AS event, p.role IN ('assignor', 'licensor') AS gives, p.dst AS id, o.kind, o.sme, l.dst AS seat
  FROM party p LEFT JOIN organization o ON o.key = p.dst LEFT JOIN located_in l ON l.src = p.dst AND l.role = 'seat'
  WHERE p.role IN ('assignor', 'assignee', 'licensor', 'licensee')
), place AS (SELECT src AS event, dst AS seat FROM party WHERE role = 'place')
SELECT e.key AS id, e.date FROM event e
WHERE e.type IN ('assignment', 'license', 'open_license') AND ({{where}})
ORDER BY e.date DESC NULLS LAST, e.key

-- name: joint
-- Joint filings: families with two or more organizations as applicants, some of which give and others receive.
WITH filed AS (
  SELECT DISTINCT p.unit, a.dst AS id, o.kind, o.sme
  FROM applicant a JOIN patent p ON p.key = a.src JOIN organization o ON o.key = a.dst
), joint AS (
  SELECT g.unit FROM filed g JOIN filed f USING (unit) WHERE g.id <> f.id AND ({{giver}}) AND ({{receiver}})
)
SELECT p.key AS id, p.filing_date AS date FROM patent p
WHERE NOT p.stub AND p.unit IN (SELECT unit FROM joint) AND ({{where}})
QUALIFY row_number() OVER (PARTITION BY p.unit ORDER BY p.key) = 1
ORDER BY p.filing_date DESC NULLS LAST, p.key

-- name: event_rows
SELECT e.key AS id, e.type, e.date, e.patents, e.amount, e.currency, e.other_values FROM event e
WHERE e.key IN (SELECT unnest($keys)) ORDER BY e.key

-- name: event_parties
SELECT p.src AS event, p.role, p.dst AS id, coalesce(o.name, r.name, g.name, g.name_zh, p.dst) AS name, o.kind,
       coalesce(s.name, s.name_zh, CASE p.role WHEN 'place' THEN coalesce(g.name, g.name_zh, g.key) END) AS region
FROM party p LEFT JOIN organization o ON o.key = p.dst LEFT JOIN person r ON r.key = p.dst
LEFT JOIN region g ON g.key = p.dst
LEFT JOIN located_in l ON l.src = p.dst AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
WHERE p.src IN (SELECT unnest($keys)) ORDER BY p.src, p.role, name, p.dst

-- name: joint_rows
SELECT p.key AS id, p.filing_date AS date FROM patent p WHERE p.key IN (SELECT unnest($keys)) ORDER BY p.key

-- name: joint_parties
SELECT q.key AS event, a.dst AS id, any_value(o.name) AS name, any_value(o.kind) AS kind, any_value(s.name) AS region
FROM patent q JOIN patent p ON p.unit = q.unit JOIN applicant a ON a.src = p.key JOIN organization o ON o.key = a.dst
LEFT JOIN located_in l ON l.src = a.dst AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
WHERE q.key IN (SELECT unnest($keys)) GROUP BY q.key, a.dst ORDER BY q.key, min(a.sequence), a.dst

-- name: from_kind
e.key IN (SELECT event FROM side WHERE gives AND kind = $from_kind)

-- name: to_kind
e.key IN (SELECT event FROM side WHERE NOT gives AND kind = $to_kind)

-- name: sme
e.key IN (SELECT event FROM side WHERE NOT gives AND sme = $sme)

-- name: regions
e.key IN (SELECT event FROM side WHERE seat IN (SELECT unnest($regions))
          UNION ALL SELECT event FROM place WHERE seat IN (SELECT unnest($regions)))

-- name: industries
e.key IN (SELECT c.src FROM concerns c LEFT JOIN in_industry i ON i.src = c.dst
          WHERE c.dst IN (SELECT unnest($industries)) OR i.dst IN (SELECT unnest($industries)))

-- name: class_from
e.key IN (SELECT c.src FROM concerns c JOIN classified k ON k.src = c.dst
          WHERE k.dst >= $class_from AND k.dst < $class_to)

-- name: applicants
e.key IN (SELECT event FROM side WHERE id IN (SELECT unnest($applicants)))

-- name: from_date
e.date >= $from_date

-- name: to_date
e.date <= $to_date

-- name: channel
e.type = $channel

-- name: giver
g.kind = $from_kind

-- name: receiver
f.kind = $to_kind

-- name: receiver_sme
f.sme = $sme
