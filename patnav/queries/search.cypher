// Conditions on a patent p that the fields of a query make, and what answers say of the hits.

// name: pa
EXISTS { (p)-[:APPLICANT]->(asked_applicant)
         WHERE all(w IN $words WHERE reduce(s = '', n IN [asked_applicant.name, asked_applicant.name_zh, asked_applicant.name_en]
               + coalesce(asked_applicant.aliases, []) | s + ' ' + toLower(coalesce(n, ''))) CONTAINS w) }

// name: in
EXISTS { (p)-[:INVENTOR]->(asked_inventor)
         WHERE all(w IN $words WHERE reduce(s = '', n IN [asked_inventor.name, asked_inventor.name_zh]
               | s + ' ' + toLower(coalesce(n, ''))) CONTAINS w) }

// name: scheme
EXISTS { (p)-[asked_edge:CLASSIFIED]->(asked_class:TechClass)
         WHERE asked_edge.scheme = $scheme AND asked_class.key >= $low AND asked_class.key < $high }

// name: pr
p.priority_date >= $low AND p.priority_date <= $high

// name: ap
p.application >= $low AND p.application <= $high OR p.docdb_application >= $spaced_low AND p.docdb_application <= $spaced_high

// name: ct
EXISTS { (p)-[:CITES]->(asked_cited:Patent)
         WHERE asked_cited.key STARTS WITH $low AND substring(asked_cited.key, size($low)) =~ '([A-Z][0-9]?)?' }

// name: ordered
// Dates of publication, and how many patents cite each.
UNWIND $keys AS key MATCH (p:Patent {key: key})
RETURN key, p.publication_date AS published, COUNT { (p)<-[:CITES]-(:Patent) } AS cited ORDER BY key

// name: texts
UNWIND $keys AS key MATCH (p:Patent {key: key})
RETURN key, p.title AS title, p.abstract AS abstract,
       p.other_title AS other_title, p.other_abstract AS other_abstract ORDER BY key

// name: by_applicant
UNWIND $keys AS key MATCH (p:Patent {key: key})-[:APPLICANT]->(a)
WITH a, count(DISTINCT p) AS families
RETURN a.key AS id, coalesce(a.name, a.key) AS name, a.name_zh AS name_zh, families ORDER BY families DESC, name, id LIMIT $limit

// name: by_class
UNWIND $keys AS key MATCH (p:Patent {key: key})-[:CLASSIFIED]->(t:TechClass)
WITH substring(t.key, 0, 4) AS name, count(DISTINCT p) AS families ORDER BY families DESC, name LIMIT $limit
OPTIONAL MATCH (c:TechClass {key: name}) RETURN name, c.title AS title, c.title_zh AS title_zh, families ORDER BY families DESC, name

// name: by_region
UNWIND $keys AS key MATCH (p:Patent {key: key})-[:APPLICANT]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->(g:Region)
WITH g, count(DISTINCT p) AS families
RETURN g.key AS id, coalesce(g.name, g.name_zh, g.key) AS name, g.name_zh AS name_zh, families ORDER BY families DESC, name, id LIMIT $limit

// name: by_year
UNWIND $keys AS key MATCH (p:Patent {key: key}) WHERE p.filing_date IS NOT NULL
RETURN substring(p.filing_date, 0, 4) AS name, count(p) AS families ORDER BY name DESC LIMIT $limit

// name: by_status
UNWIND $keys AS key MATCH (p:Patent {key: key}) WHERE p.legal_status IS NOT NULL
RETURN p.legal_status AS name, p.legal_state AS state, count(p) AS families ORDER BY families DESC, name, state LIMIT $limit
