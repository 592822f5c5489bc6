-- Conditions on a patent p, and the looking up of names. Only the keys bound here come from the user.

-- name: industries
p.key IN (SELECT src FROM in_industry WHERE src_type = 'Patent' AND dst IN (SELECT unnest($industries)))

-- name: regions
p.key IN (SELECT a.src FROM applicant a JOIN located_in l ON l.src = a.dst AND l.role = 'seat'
          WHERE l.dst IN (SELECT unnest($regions)))

-- name: class_from
p.key IN (SELECT src FROM classified WHERE dst >= $class_from AND dst < $class_to)

-- name: applicants
p.key IN (SELECT src FROM applicant WHERE dst IN (SELECT unnest($applicants)))

-- name: kind
p.key IN (SELECT a.src FROM applicant a JOIN organization o ON o.key = a.dst WHERE o.kind = $kind)

-- name: sme
p.key IN (SELECT a.src FROM applicant a JOIN organization o ON o.key = a.dst WHERE o.sme = $sme)

-- name: status
lower(p.legal_status) = $status

-- name: event
p.key IN (SELECT c.dst FROM concerns c JOIN event e ON e.key = c.src WHERE e.type = $event)

-- name: assignees
p.key IN (SELECT c.dst FROM concerns c JOIN event e ON e.key = c.src AND e.type = 'assignment'
          JOIN party y ON y.src = e.key AND y.role = 'assignee' WHERE y.dst IN (SELECT unnest($assignees)))

-- name: sme_known
SELECT count(sme) AS known, count(*) AS organizations FROM organization

-- name: from_date
p.filing_date >= $from_date

-- name: to_date
p.filing_date <= $to_date

-- name: region_names
SELECT key, name, name_zh FROM region ORDER BY CASE level WHEN 'country' THEN 0 WHEN 'macro' THEN 1
  WHEN 'province' THEN 2 WHEN 'city' THEN 3 ELSE 4 END, key

-- name: region_below
WITH RECURSIVE below AS (
  SELECT $key AS key UNION SELECT p.src FROM below b JOIN part_of p ON p.dst = b.key AND p.src_type = 'Region'
)
SELECT key FROM below ORDER BY key

-- name: industry_names
SELECT key, name, name_zh FROM industry ORDER BY key

-- name: industry_below
WITH RECURSIVE below AS (
  SELECT $key AS key UNION SELECT n.src FROM below b JOIN narrower n ON n.dst = b.key AND n.src_type = 'Industry'
)
SELECT key FROM below ORDER BY key

-- name: organizations
SELECT key FROM organization
WHERE key = coalesce((SELECT key FROM same WHERE leaf = $name), $name) OR lower(name) = $lower
   OR lower(name_zh) = $lower OR lower(name_en) = $lower
   OR list_contains(list_transform(aliases, lambda a: lower(a)), $lower)
ORDER BY key

-- name: organizations_below
WITH RECURSIVE below AS (
  SELECT unnest($keys) AS key
  UNION SELECT p.src FROM below b JOIN part_of p ON p.dst = b.key AND p.src_type = 'Organization'
)
SELECT key FROM below ORDER BY key

-- name: organizations_like
SELECT key FROM organization
WHERE regexp_full_match(lower(name), $pattern) OR regexp_full_match(lower(name_zh), $pattern)
   OR regexp_full_match(lower(name_en), $pattern)
   OR len(list_filter(aliases, lambda a: regexp_full_match(lower(a), $pattern))) > 0
ORDER BY key
