-- Patents behind a row.

-- name: newest
SELECT p.key FROM patent p WHERE NOT p.stub AND ({{where}}) AND ({{condition}})
ORDER BY p.publication_date DESC NULLS LAST, p.key LIMIT $most

-- name: in_field
p.key IN (SELECT src FROM in_industry WHERE dst = $item)

-- name: by_applicant
p.key IN (SELECT src FROM applicant WHERE dst = $item)

-- name: by_inventor
p.key IN (SELECT src FROM inventor WHERE dst = $item)

-- name: in_class
p.key IN (SELECT src FROM classified WHERE scheme IN ('ipc', 'cpc') AND (dst = $item OR starts_with(dst, $item || $end)))

-- name: jointly
p.key IN (SELECT src FROM applicant WHERE dst IN (SELECT unnest($items)) GROUP BY src HAVING count(DISTINCT dst) > 1)

-- name: team
p.key IN (SELECT src FROM inventor WHERE dst IN (SELECT unnest($items)) GROUP BY src HAVING count(DISTINCT dst) > 1)

-- name: of_family
p.unit IN (SELECT unnest($items))

-- name: any
true
