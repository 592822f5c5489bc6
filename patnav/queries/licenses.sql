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
SELECT p.event, i.key AS id, coalesce(i.name, i.name_zh, i.key) AS name
FROM pair p JOIN star.industry n ON n.id = p.industry JOIN industry i ON i.key = n.key ORDER BY p.event, i.key
