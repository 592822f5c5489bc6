-- name: rows
SELECT o.key AS id, o.indicator, o.label, o.value, o.unit, o.modifier, o.change, o.share_of, o.period, o.period_text,
       (SELECT list({'id': a.dst, 'name': coalesce(g.name, g.name_zh, n.name, a.dst)} ORDER BY a.dst) FROM about a
        LEFT JOIN region g ON g.key = a.dst LEFT JOIN organization n ON n.key = a.dst WHERE a.src = o.key) AS about,
       (SELECT min(d.published) FROM stated_in s JOIN document d ON d.key = s.dst WHERE s.src = o.key) AS published,
       (SELECT list(s.dst ORDER BY s.dst) FROM stated_in s WHERE s.src = o.key) AS documents
FROM observation o
WHERE {{where}}
ORDER BY o.indicator NULLS LAST, o.period DESC NULLS LAST, o.label, o.key

-- name: regions
o.key IN (SELECT a.src FROM about a WHERE a.dst IN (SELECT unnest($regions)))

-- name: applicants
o.key IN (SELECT a.src FROM about a WHERE a.dst IN (SELECT unnest($applicants)))

-- name: indicator
o.indicator = $indicator OR contains(lower(o.label), lower($indicator))

-- name: from_date
coalesce(o.period, '~') >= $from_date

-- name: to_date
o.period <= $to_date
