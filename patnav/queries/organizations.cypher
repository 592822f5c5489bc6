// Organizations by name.

// name: called
CALL () {
  MATCH (o:Organization:PatNav {key: $name}) RETURN o, true AS by_key
  UNION
  MATCH (s:PatNavSame {key: $name}) MATCH (o:Organization {key: s.survivor}) RETURN o, true AS by_key
  UNION
  CALL db.index.fulltext.queryNodes('patnav_names', '"' + replace(replace($spelling, '\\', '\\\\'), '"', '\\"') + '"')
  YIELD node AS o
  WHERE o:Organization AND $spelling IN o.spellings
  RETURN o, false AS by_key
}
WITH o, max(by_key) AS by_key
RETURN o.key AS key, by_key,
       [o.name, o.name_zh, o.name_en] + coalesce(o.aliases, []) + coalesce(o.table_names, []) AS names ORDER BY key

// name: like
MATCH (o:Organization:PatNav)
WITH o, [o.name, o.name_zh, o.name_en] + coalesce(o.aliases, []) + coalesce(o.table_names, []) AS names
WHERE any(n IN names + coalesce(o.spellings, []) WHERE toLower(n) =~ $pattern)
RETURN o.key AS key, false AS by_key, names ORDER BY key

// name: wholes
// The topmost body that each is part of, else itself.
UNWIND $keys AS key MATCH (o:Organization {key: key})
WITH o, coalesce(head(COLLECT { MATCH (o)-[:PART_OF*]->(top:Organization) WHERE NOT (top)-[:PART_OF]->(:Organization) RETURN top ORDER BY top.key LIMIT 1 }), o) AS w
RETURN o.key AS key, w.key AS id, coalesce(w.name, w.key) AS name ORDER BY key

// name: near
// The index holds characters of Chinese alone, other words whole.
WITH CASE WHEN $start =~ '.*\\p{IsHan}.*' THEN '"' + $start + '"' ELSE split($start, ' ')[0] + '*' END AS words
CALL db.index.fulltext.queryNodes('patnav_names', words) YIELD node AS o WHERE o:Organization
UNWIND [s IN o.spellings WHERE s STARTS WITH $start] AS spelling
RETURN spelling, o.key AS key,
       [o.name, o.name_zh, o.name_en] + coalesce(o.aliases, []) + coalesce(o.table_names, []) AS names
ORDER BY spelling, key DESC LIMIT 1000
