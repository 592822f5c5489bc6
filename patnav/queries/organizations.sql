-- Organizations by name.

-- name: called
SELECT key, key = coalesce((SELECT key FROM same WHERE leaf = $name), $name) AS by_key,
       list_concat([name, name_zh, name_en], aliases, table_names) AS names
FROM organization
WHERE key IN (SELECT coalesce((SELECT key FROM same WHERE leaf = $name), $name)
              UNION SELECT key FROM star.called WHERE spelling = $spelling)
ORDER BY key

-- name: like
SELECT key, false AS by_key, list_concat([name, name_zh, name_en], aliases, table_names) AS names FROM organization
WHERE len(list_filter(list_concat([name, name_zh, name_en], aliases, table_names, spellings),
                      lambda a: regexp_full_match(lower(a), $pattern))) > 0
ORDER BY key

-- name: wholes
-- The topmost body that each is part of, else itself.
SELECT o.key, w.key AS id, coalesce(m.name, w.key) AS name
FROM star.organization o JOIN star.organization w ON w.id = o.whole JOIN organization m ON m.key = w.key
WHERE o.key IN (SELECT unnest($keys)) ORDER BY o.key

-- name: near
SELECT c.spelling, c.key, list_concat([name, name_zh, name_en], aliases, table_names) AS names
FROM star.called c JOIN organization o USING (key)
WHERE c.spelling >= $start AND starts_with(c.spelling, $start) ORDER BY c.spelling, c.key DESC LIMIT 1000
