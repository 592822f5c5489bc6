-- Patents behind a row.

-- name: newest
SELECT m.key FROM star.patent p JOIN patent m ON m.key = p.key WHERE ({{where}}) AND ({{condition}})
ORDER BY m.publication_date DESC NULLS LAST, m.key LIMIT $most

-- name: in_field
p.id IN (SELECT i.id FROM star.industries i WHERE i.industry IN (SELECT n.id FROM star.industry n WHERE n.key = $item))

-- name: by_applicant
p.id IN (SELECT a.id FROM star.applicants a WHERE a.{{body}} IN (SELECT o.id FROM star.organization o WHERE o.key = $item))

-- name: by_inventor
p.id IN (SELECT v.id FROM star.inventors v WHERE v.person IN (SELECT r.id FROM star.person r WHERE r.key = $item))

-- name: in_class
p.key IN (SELECT src FROM classified WHERE scheme IN ('ipc', 'cpc') AND (dst = $item OR starts_with(dst, $item || $end)))

-- name: jointly
p.id IN (SELECT a.id FROM star.applicants a
         WHERE a.{{body}} IN (SELECT o.id FROM star.organization o WHERE o.key IN (SELECT unnest($items)))
         GROUP BY a.id HAVING count(DISTINCT a.{{body}}) > 1)

-- name: team
p.id IN (SELECT v.id FROM star.inventors v
         WHERE v.person IN (SELECT r.id FROM star.person r WHERE r.key IN (SELECT unnest($items)))
         GROUP BY v.id HAVING count(*) > 1)

-- name: of_family
p.unit IN (SELECT q.id FROM star.patent q WHERE q.key IN (SELECT unnest($items)))

-- name: any
true

-- name: family
-- What counts as one.
unit

-- name: publication
id

-- name: each
-- Which body an applicant counts for.
organization

-- name: whole
whole

-- name: only_family
-- Whether a row counts for one that no other row stands for. Compared, as DuckDB would take a bare column for a condition
-- that few rows meet, and hash all patents to join them to the few that a filter names.
p.alone = true

-- name: only_publication
true
