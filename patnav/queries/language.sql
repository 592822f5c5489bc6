-- Chinese names of what an answer shows.

-- name: names
WITH wanted AS (SELECT unnest($keys) AS key), named AS (
  SELECT key, name_zh FROM organization UNION ALL SELECT key, name_zh FROM person
  UNION ALL SELECT key, name_zh FROM region UNION ALL SELECT key, name_zh FROM industry
  UNION ALL SELECT key, title_zh FROM tech_class
)
SELECT key, name_zh AS name FROM named SEMI JOIN wanted USING (key) WHERE name_zh IS NOT NULL ORDER BY key

-- name: applicants
-- Applicants of patents, in printed order.
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT a.src AS key, list(coalesce(o.name_zh, o.name, r.name_zh, r.name, a.dst) ORDER BY a.sequence, a.dst) AS name
FROM (SELECT src, dst, sequence FROM applicant SEMI JOIN wanted ON wanted.key = src) a
LEFT JOIN organization o ON o.key = a.dst LEFT JOIN person r ON r.key = a.dst GROUP BY a.src ORDER BY a.src

-- name: places
-- Regions and industries by their English name, where all that bear it go by one in Chinese.
SELECT name AS key, any_value(name_zh) AS name
FROM (SELECT name, name_zh FROM region UNION ALL SELECT name, name_zh FROM industry)
WHERE name IN (SELECT unnest($keys)) AND name_zh IS NOT NULL
GROUP BY name HAVING count(DISTINCT name_zh) = 1 ORDER BY name
