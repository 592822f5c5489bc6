-- What is on offer, who offers it, and who might take it up.

-- name: offered
-- A condition on a patent p of the star: its family is under an offer of an open licence, or a body of research filed it and
-- no licence or assignment of it is known.
p.offered OR (NOT p.passed AND p.traits & (SELECT bit_or(t.bit) FROM star.trait t WHERE t.key IN (SELECT unnest($holders))) <> 0)

-- name: filed_by_firms
-- A condition on a patent p of the star: an enterprise filed it.
p.traits & (SELECT t.bit FROM star.trait t WHERE t.key = 'enterprise') <> 0

-- name: latest
-- The latest families of some applicants, each by its latest publication that they filed. Dates of publication are looked up
-- for those of several publications alone, and keys for what may be shown.
WITH filed AS MATERIALIZED (
  SELECT DISTINCT p.id, p.unit, p.filed, p.alone FROM star.applicants p
  WHERE p.organization IN (SELECT o.id FROM star.organization o WHERE o.key IN (SELECT unnest($keys)))
), several AS MATERIALIZED (
  SELECT f.*, q.key FROM star.patent q JOIN (SELECT * FROM filed WHERE NOT alone) f USING (id)
), published AS MATERIALIZED (SELECT key, publication_date FROM patent SEMI JOIN several USING (key)), family AS (
  SELECT id, filed FROM filed WHERE alone
  UNION ALL
  (SELECT s.id, s.filed FROM several s JOIN published p USING (key)
   QUALIFY row_number() OVER (PARTITION BY s.unit ORDER BY p.publication_date DESC NULLS LAST, s.key) = 1)
), newest AS MATERIALIZED (SELECT id, filed FROM family QUALIFY rank() OVER (ORDER BY filed DESC NULLS LAST) <= $most)
SELECT q.key FROM star.patent q JOIN newest n USING (id) ORDER BY n.filed DESC NULLS LAST, q.key LIMIT $most

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
WITH wanted AS (SELECT key, unit FROM star.patent WHERE key IN (SELECT unnest($keys))), member AS MATERIALIZED (
  SELECT w.key, q.key AS publication FROM star.patent q JOIN wanted w USING (unit)
), owned AS (SELECT DISTINCT m.key, o.dst AS id FROM owner o JOIN member m ON o.src = m.publication),
filed AS (SELECT DISTINCT m.key, a.dst AS id FROM applicant a JOIN member m ON a.src = m.publication)
SELECT * FROM owned UNION ALL SELECT * FROM filed WHERE key NOT IN (SELECT key FROM owned) ORDER BY key, id

-- name: offers
-- Offers of open licences of patents' families.
WITH wanted AS (SELECT key, unit FROM star.patent WHERE key IN (SELECT unnest($keys))), member AS MATERIALIZED (
  SELECT w.key, q.key AS publication FROM star.patent q JOIN wanted w USING (unit)
)
SELECT DISTINCT m.key, e.key AS event
FROM member m JOIN concerns c ON c.dst = m.publication JOIN event e ON e.key = c.src
WHERE e.type = 'open_license' AND e.kind = 'offer' ORDER BY m.key, event

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
WITH wanted AS (SELECT DISTINCT unnest($keys) AS key),
filed AS MATERIALIZED (SELECT src, dst FROM applicant SEMI JOIN wanted ON wanted.key = src),
filer AS (SELECT DISTINCT dst AS key FROM filed),
body AS MATERIALIZED (SELECT key, kind FROM organization SEMI JOIN filer USING (key))
SELECT DISTINCT f.src AS key, f.dst AS id FROM filed f JOIN body b ON b.key = f.dst WHERE b.kind = 'enterprise' ORDER BY key, id

-- name: takers
-- Organizations that a patent's family was passed or licensed to.
SELECT DISTINCT t.dst AS id FROM star.patent p JOIN star.patent q USING (unit) JOIN concerns c ON c.dst = q.key
JOIN party t ON t.src = c.src AND t.role IN ('licensee', 'assignee') WHERE p.key = $key ORDER BY t.dst
