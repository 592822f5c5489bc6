// Patents behind a row.

// name: newest
MATCH (p:Patent) WHERE NOT p.stub AND ({{where}}) AND ({{condition}})
RETURN p.key AS key ORDER BY p.publication_date IS NULL, p.publication_date DESC, key LIMIT $most

// name: in_field
EXISTS { (p)-[:IN_INDUSTRY]->(:Industry {key: $item}) }

// name: by_applicant
EXISTS { (p)-[:APPLICANT]->(:Organization {key: $item}) }

// name: by_inventor
EXISTS { (p)-[:INVENTOR]->(:Person {key: $item}) }

// name: in_class
EXISTS { (p)-[k:CLASSIFIED]->(item:TechClass) WHERE k.scheme IN ['ipc', 'cpc']
         AND (item.key = $item OR item.key STARTS WITH $item + $end) }

// name: jointly
COUNT { MATCH (p)-[:APPLICANT]->(item:Organization) WHERE item.key IN $items RETURN DISTINCT item } > 1

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

// name: only_family
// Whether a row counts for one that no other row stands for.
true

// name: only_publication
true
