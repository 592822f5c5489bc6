// Patents behind a row.

// name: newest
MATCH (p:Patent) WHERE NOT p.stub AND ({{where}}) AND ({{condition}})
RETURN p.key AS key ORDER BY p.publication_date IS NULL, p.publication_date DESC, key LIMIT $most

// name: in_field
EXISTS { (p)-[:IN_INDUSTRY]->(:Industry {key: $item}) }

// name: by_applicant
EXISTS { MATCH (p)-[:APPLICANT]->(o:Organization) WITH {{body}} AS item WHERE item.key = $item RETURN item }

// name: by_inventor
EXISTS { (p)-[:INVENTOR]->(:Person {key: $item}) }

// name: in_class
EXISTS { (p)-[k:CLASSIFIED]->(item:TechClass) WHERE k.scheme IN ['ipc', 'cpc']
         AND (item.key = $item OR item.key STARTS WITH $item + $end) }

// name: jointly
COUNT { MATCH (p)-[:APPLICANT]->(o:Organization) WITH {{body}} AS item WHERE item.key IN $items RETURN DISTINCT item } > 1

// name: team
COUNT { MATCH (p)-[:INVENTOR]->(item:Person) WHERE item.key IN $items RETURN DISTINCT item } > 1

// name: of_family
p.unit IN $items

// name: any
true

// name: family
// What counts as one.
unit

// name: publication
key

// name: each
// Which body an applicant o counts for.
o

// name: whole
coalesce(head(COLLECT { MATCH (o)-[:PART_OF*]->(top:Organization) WHERE NOT (top)-[:PART_OF]->(:Organization) RETURN top ORDER BY top.key LIMIT 1 }), o)

// name: only_family
// Whether a row counts for one that no other row stands for.
true

// name: only_publication
true
