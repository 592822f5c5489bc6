-- What licences are about.

-- name: patents
SELECT DISTINCT k.patent AS id, k.family AS unit, k.office, k.type, k.filing_date FROM star.concerned k
WHERE k.patent IN (SELECT unnest($keys)) ORDER BY k.patent

-- name: fields
-- Industries of events and of their patents.
SELECT event, industries FROM star.touched WHERE event IN (SELECT unnest($keys)) ORDER BY event

-- name: acceptances
-- Acceptances of open licences that are about a family of some patents, or whose licensor is one of some.
SELECT e.key AS id FROM event e WHERE e.type = 'open_license' AND e.kind = 'acceptance' AND (
  e.key IN (SELECT event FROM star.concerned WHERE family IN (SELECT unnest($units)) OR patent IN (SELECT unnest($units)))
  OR e.key IN (SELECT src FROM party WHERE role = 'licensor' AND dst IN (SELECT unnest($givers))))
ORDER BY e.key
