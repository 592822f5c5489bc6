-- Bodies of intellectual-property services.

-- name: rows
SELECT o.key AS id, o.name, o.name_zh, o.aliases, l.dst AS seat, coalesce(s.name, s.name_zh, l.dst) AS region,
       (SELECT list({'id': h.key, 'name': h.name, 'kind': h.kind} ORDER BY h.key) FROM part_of p
        JOIN organization h ON h.key = p.dst WHERE p.src = o.key AND p.src_type = 'Organization') AS parents
FROM organization o LEFT JOIN located_in l ON l.src = o.key AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
WHERE o.kind = 'ip_service' AND ({{where}})
ORDER BY o.key

-- name: regions
l.dst IN (SELECT unnest($regions))

-- name: applicants
o.key IN (SELECT unnest($applicants))
