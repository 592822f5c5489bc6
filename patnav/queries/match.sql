-- What is on offer, who offers it, and who might take it up.

-- name: offered
-- A condition on a patent p: its family is under an offer of an open licence, or a body of research filed it and no
-- licence or assignment of it is known.
(p.unit IN (SELECT q.unit FROM event e JOIN concerns c ON c.src = e.key JOIN patent q ON q.key = c.dst
            WHERE e.type = 'open_license' AND e.kind = 'offer')
 OR (p.key IN (SELECT a.src FROM applicant a JOIN organization h ON h.key = a.dst WHERE h.kind IN (SELECT unnest($holders)))
     AND p.unit NOT IN (SELECT q.unit FROM event e JOIN concerns c ON c.src = e.key JOIN patent q ON q.key = c.dst
                        WHERE e.type IN ('license', 'assignment') AND q.unit IS NOT NULL)))

-- name: filed_by_firms
-- A condition on a patent p: an enterprise filed it.
p.key IN (SELECT a.src FROM applicant a JOIN organization f ON f.key = a.dst WHERE f.kind = 'enterprise')

-- name: latest
-- The latest families of some applicants.
SELECT p.key FROM patent p
WHERE NOT p.stub AND p.key IN (SELECT src FROM applicant WHERE dst IN (SELECT unnest($keys)))
QUALIFY row_number() OVER (PARTITION BY p.unit ORDER BY p.publication_date DESC NULLS LAST, p.key) = 1
ORDER BY p.filing_date DESC NULLS LAST, p.key LIMIT $most

-- name: profile
-- Technology fields of organizations: families in each, and in all.
WITH filed AS (
  SELECT DISTINCT a.dst AS id, p.unit, i.dst AS field
  FROM (SELECT src, dst FROM applicant WHERE dst IN (SELECT unnest($keys))) a JOIN patent p ON p.key = a.src
  JOIN in_industry i ON i.src = p.key AND i.via = 'wipo35'
)
SELECT id, field, count(*) AS families, (SELECT count(DISTINCT g.unit) FROM filed g WHERE g.id = f.id) AS whole
FROM filed f GROUP BY id, field ORDER BY id, field

-- name: bodies
SELECT o.key AS id, o.name, o.kind, o.sme, l.dst AS seat, coalesce(s.name, s.name_zh, l.dst) AS region
FROM organization o LEFT JOIN located_in l ON l.src = o.key AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
WHERE o.key IN (SELECT unnest($keys)) ORDER BY o.key

-- name: families
SELECT p.key, p.unit, p.office, p.type, p.filing_date, p.legal_status FROM patent p
WHERE p.key IN (SELECT unnest($keys)) ORDER BY p.key

-- name: holders
-- Owners of patents' families, else applicants.
WITH wanted AS (SELECT unnest($keys) AS key), member AS (
  SELECT w.key, q.key AS publication FROM wanted w JOIN patent p USING (key) JOIN patent q ON q.unit = p.unit
), owned AS (SELECT DISTINCT m.key, o.dst AS id FROM member m JOIN owner o ON o.src = m.publication),
filed AS (SELECT DISTINCT m.key, a.dst AS id FROM member m JOIN applicant a ON a.src = m.publication)
SELECT * FROM owned UNION ALL SELECT * FROM filed WHERE key NOT IN (SELECT key FROM owned) ORDER BY key, id

-- name: offers
-- Offers of open licences of patents' families.
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT DISTINCT w.key, e.key AS event
FROM wanted w JOIN patent p USING (key) JOIN patent q ON q.unit = p.unit JOIN concerns c ON c.dst = q.key
JOIN event e ON e.key = c.src WHERE e.type = 'open_license' AND e.kind = 'offer' ORDER BY w.key, event

-- name: fields
-- Technology fields of patents' families.
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT DISTINCT w.key, i.dst AS field, coalesce(n.name, n.name_zh, i.dst) AS name
FROM wanted w JOIN patent p USING (key) JOIN patent q ON q.unit = p.unit
JOIN in_industry i ON i.src = q.key AND i.via = 'wipo35' JOIN industry n ON n.key = i.dst ORDER BY w.key, field

-- name: deals
-- Licences, acceptances and assignments that organizations gave to enterprises, or took as enterprises.
SELECT DISTINCT g.dst AS giver, t.dst AS taker, e.key AS event
FROM event e JOIN party g ON g.src = e.key AND g.role IN ('licensor', 'assignor')
JOIN party t ON t.src = e.key AND t.role IN ('licensee', 'assignee')
JOIN organization f ON f.key = t.dst AND f.kind = 'enterprise'
WHERE e.type IN ('license', 'assignment', 'open_license') AND g.dst <> t.dst
  AND (g.dst IN (SELECT unnest($keys)) OR t.dst IN (SELECT unnest($keys)))
ORDER BY giver, taker, event

-- name: firms
-- Enterprises that filed patents.
SELECT DISTINCT a.src AS key, a.dst AS id FROM (SELECT src, dst FROM applicant WHERE src IN (SELECT unnest($keys))) a
JOIN organization f ON f.key = a.dst AND f.kind = 'enterprise' ORDER BY key, id

-- name: takers
-- Organizations that a patent's family was passed or licensed to.
SELECT DISTINCT t.dst AS id FROM patent p JOIN patent q ON q.unit = p.unit JOIN concerns c ON c.dst = q.key
JOIN party t ON t.src = c.src AND t.role IN ('licensee', 'assignee') WHERE p.key = $key ORDER BY id
