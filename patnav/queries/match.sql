-- What is on offer, who offers it, and who might take it up.

-- name: offered
-- A condition on a patent p: its family is under an offer of an open licence, or a body of research filed it and no
-- licence or assignment of it is known.
p.key IN (
  SELECT q.key FROM star.patent q WHERE q.unit IN (
    SELECT r.unit FROM event e JOIN concerns c ON c.src = e.key JOIN star.patent r ON r.key = c.dst
    WHERE e.type = 'open_license' AND e.kind = 'offer'
  ) OR (q.id IN (
    SELECT a.id FROM star.applicants a WHERE a.organization IN (
      SELECT h.id FROM star.organization h WHERE h.kind IN (SELECT unnest($holders)))
  ) AND q.unit NOT IN (
    SELECT r.unit FROM event e JOIN concerns c ON c.src = e.key JOIN star.patent r ON r.key = c.dst
    WHERE e.type IN ('license', 'assignment'))))

-- name: filed_by_firms
-- A condition on a patent p: an enterprise filed it.
p.key IN (SELECT q.key FROM star.patent q WHERE q.id IN (
  SELECT a.id FROM star.applicants a WHERE a.organization IN (SELECT f.id FROM star.organization f WHERE f.kind = 'enterprise')))

-- name: latest
-- The latest families of some applicants.
SELECT p.key FROM patent p
WHERE NOT p.stub AND p.key IN (SELECT src FROM applicant WHERE dst IN (SELECT unnest($keys)))
QUALIFY row_number() OVER (PARTITION BY p.unit ORDER BY p.publication_date DESC NULLS LAST, p.key) = 1
ORDER BY p.filing_date DESC NULLS LAST, p.key LIMIT $most

-- name: profile
-- Technology fields of organizations: families in each, and in all.
WITH wanted AS (SELECT id, key FROM star.organization WHERE key IN (SELECT unnest($keys))),
field AS (SELECT id, key FROM star.industry WHERE starts_with(key, 'wipo35:')), own AS (
  SELECT a.organization, a.id, a.unit FROM star.applicants a WHERE a.organization IN (SELECT id FROM wanted)
), filed AS (
  SELECT DISTINCT o.organization, o.unit, i.industry FROM star.industries i JOIN own o USING (id)
  WHERE i.industry IN (SELECT id FROM field)
), whole AS (SELECT organization, count(DISTINCT unit) AS n FROM filed GROUP BY organization),
counted AS (SELECT organization, industry, count(*) AS families FROM filed GROUP BY ALL)
SELECT w.key AS id, f.key AS field, c.families, h.n AS whole
FROM counted c JOIN whole h USING (organization) JOIN wanted w ON w.id = c.organization JOIN field f ON f.id = c.industry
ORDER BY w.key, f.key

-- name: bodies
SELECT o.key AS id, o.name, o.kind, o.sme, l.dst AS seat, coalesce(s.name, s.name_zh, l.dst) AS region
FROM organization o LEFT JOIN located_in l ON l.src = o.key AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
WHERE o.key IN (SELECT unnest($keys)) ORDER BY o.key

-- name: families
SELECT p.key, p.unit, p.office, p.type, p.filing_date, p.legal_state FROM patent p
WHERE p.key IN (SELECT unnest($keys)) ORDER BY p.key

-- name: holders
-- Owners of patents' families, else applicants.
WITH wanted AS (SELECT key, unit FROM star.patent WHERE key IN (SELECT unnest($keys))), member AS (
  SELECT w.key, q.key AS publication FROM star.patent q JOIN wanted w USING (unit)
), owned AS (SELECT DISTINCT m.key, o.dst AS id FROM owner o JOIN member m ON o.src = m.publication),
filed AS (SELECT DISTINCT m.key, a.dst AS id FROM applicant a JOIN member m ON a.src = m.publication)
SELECT * FROM owned UNION ALL SELECT * FROM filed WHERE key NOT IN (SELECT key FROM owned) ORDER BY key, id

-- name: offers
-- Offers of open licences of patents' families.
WITH wanted AS (SELECT key, unit FROM star.patent WHERE key IN (SELECT unnest($keys))), offered AS (
  SELECT q.unit, e.key AS event FROM event e JOIN concerns c ON c.src = e.key JOIN star.patent q ON q.key = c.dst
  WHERE e.type = 'open_license' AND e.kind = 'offer'
)
SELECT DISTINCT w.key, o.event FROM wanted w JOIN offered o USING (unit) ORDER BY w.key, o.event

-- name: fields
-- Technology fields of patents' families.
WITH wanted AS (SELECT key, unit FROM star.patent WHERE key IN (SELECT unnest($keys))), field AS (
  SELECT n.id, n.key, coalesce(i.name, i.name_zh, i.key) AS name FROM star.industry n JOIN industry i USING (key)
  WHERE starts_with(n.key, 'wipo35:')
)
SELECT DISTINCT w.key, f.key AS field, f.name
FROM star.industries i JOIN wanted w USING (unit) JOIN field f ON f.id = i.industry
WHERE i.industry IN (SELECT id FROM field) ORDER BY w.key, f.key

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
SELECT DISTINCT t.dst AS id FROM star.patent p JOIN star.patent q USING (unit) JOIN concerns c ON c.dst = q.key
JOIN party t ON t.src = c.src AND t.role IN ('licensee', 'assignee') WHERE p.key = $key ORDER BY t.dst
