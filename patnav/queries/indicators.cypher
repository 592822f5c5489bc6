// name: rows
MATCH (o:Observation:PatNav)
WHERE {{where}}
RETURN o.key AS id, o.indicator AS indicator, o.label AS label, o.value AS value, o.unit AS unit,
       o.modifier AS modifier, o.change AS change, o.share_of AS share_of, o.period AS period, o.period_text AS period_text,
       COLLECT { MATCH (o)-[:ABOUT]->(a)
                 RETURN {id: a.key, name: CASE WHEN a:Region THEN coalesce(a.name, a.name_zh, a.key) ELSE coalesce(a.name, a.key) END}
                 ORDER BY a.key } AS about,
       head(COLLECT { MATCH (o)-[:STATED_IN]->(d:Document) RETURN d.published ORDER BY d.published LIMIT 1 }) AS published,
       COLLECT { MATCH (o)-[:STATED_IN]->(d:Document) RETURN d.key ORDER BY d.key } AS documents
ORDER BY indicator, period IS NULL, period DESC, label, id

// name: regions
EXISTS { (o)-[:ABOUT]->(place:Region) WHERE place.key IN $regions }

// name: applicants
EXISTS { (o)-[:ABOUT]->(body:Organization) WHERE body.key IN $applicants }

// name: indicator
o.indicator = $indicator OR toLower(o.label) CONTAINS toLower($indicator)

// name: from_date
coalesce(o.period, '~') >= $from_date

// name: to_date
o.period <= $to_date
