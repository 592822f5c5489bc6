-- What licences are about, and when they were told.

-- name: patents
SELECT p.key AS id, p.unit, p.office, p.type, p.filing_date FROM patent p
WHERE p.key IN (SELECT unnest($keys)) ORDER BY p.key

-- name: told
-- When events were first published.
SELECT s.src AS id, min(d.published) AS published FROM stated_in s JOIN document d ON d.key = s.dst
WHERE s.src_type = 'Event' AND s.src IN (SELECT unnest($keys)) GROUP BY s.src ORDER BY s.src

-- name: fields
-- Industries of events and of their patents.
WITH about AS (SELECT src AS event, dst AS key FROM concerns WHERE src IN (SELECT unnest($keys))), patent_of AS (
  SELECT a.event, p.id FROM about a JOIN star.patent p USING (key)
), pair AS (
  SELECT DISTINCT p.event, i.industry FROM star.industries i JOIN patent_of p USING (id)
  UNION SELECT a.event, n.id FROM about a JOIN star.industry n USING (key)
)
SELECT p.event, list(n.key ORDER BY n.key) AS industries
FROM pair p JOIN star.industry n ON n.id = p.industry GROUP BY p.event ORDER BY p.event

-- name: acceptances
-- Acceptances of open licences that are about a family of some patents, or whose licensor is one of some.
WITH family AS (SELECT DISTINCT unnest($units) AS unit),
member AS (SELECT key FROM patent SEMI JOIN family USING (unit) UNION SELECT unit FROM family)
SELECT e.key AS id FROM event e WHERE e.type = 'open_license' AND e.kind = 'acceptance' AND (
  e.key IN (SELECT c.src FROM concerns c SEMI JOIN member m ON m.key = c.dst)
  OR e.key IN (SELECT src FROM party WHERE role = 'licensor' AND dst IN (SELECT unnest($givers))))
ORDER BY e.key
