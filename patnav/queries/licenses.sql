-- What licences are about, and when they were told.

-- name: patents
SELECT p.key AS id, p.unit, p.office, p.type, p.filing_date, p.legal_status FROM patent p
WHERE p.key IN (SELECT unnest($keys)) ORDER BY p.key

-- name: told
-- When events were first published.
SELECT s.src AS id, min(d.published) AS published FROM stated_in s JOIN document d ON d.key = s.dst
WHERE s.src_type = 'Event' AND s.src IN (SELECT unnest($keys)) GROUP BY s.src ORDER BY s.src

-- name: fields
-- Industries of events and of their patents.
SELECT c.src AS event, i.key AS id, coalesce(i.name, i.name_zh, i.key) AS name
FROM concerns c LEFT JOIN in_industry b ON b.src = c.dst JOIN industry i ON i.key = coalesce(b.dst, c.dst)
WHERE c.src IN (SELECT unnest($keys)) GROUP BY ALL ORDER BY event, id
