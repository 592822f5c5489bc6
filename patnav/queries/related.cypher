// name: patents
UNWIND $keys AS key MATCH (p:Patent:PatNav {key: key})
WITH DISTINCT p
RETURN p.key AS key, p.unit AS unit, p.title AS title, p.abstract AS abstract, p.stub AS stub,
       p.priority_date AS priority_date, p.filing_date AS filing_date, p.publication_date AS publication_date ORDER BY key

// name: family
// All publications of some families, those that are only named among them.
UNWIND $units AS unit
CALL (unit) {
  MATCH (p:Patent {unit: unit}) RETURN p.key AS key
  UNION
  MATCH (p:Patent)-[:FAMILY]->(:Patent {key: unit}) RETURN p.key AS key
  UNION
  MATCH (p:Patent {key: unit}) RETURN p.key AS key
}
RETURN DISTINCT key ORDER BY key

// name: classes
UNWIND $keys AS key MATCH (p:Patent {key: key})-[:CLASSIFIED]->(t:TechClass)
WITH coalesce(p.unit, p.key) AS unit, t.key AS symbol ORDER BY unit, symbol
RETURN unit, collect(DISTINCT symbol) AS symbols ORDER BY unit

// name: parties
// Patents of the same inventors; and those of the pool of the same applicants, or of inventors of the same name.
CALL () {
  UNWIND $own AS own MATCH (:Patent {key: own})-[:INVENTOR]->(r:Person) WITH DISTINCT r
  MATCH (p:Patent)-[:INVENTOR]->(r) RETURN DISTINCT p.key AS key, 1 AS inventor, 0 AS applicant
  UNION ALL
  UNWIND $own AS own MATCH (:Patent {key: own})-[:INVENTOR]->(r:Person)
  WITH collect(DISTINCT r.name) AS names
  UNWIND $pool AS near MATCH (p:Patent {key: near})-[:INVENTOR]->(r:Person) WHERE r.name IN names
  RETURN DISTINCT p.key AS key, 1 AS inventor, 0 AS applicant
  UNION ALL
  UNWIND $own AS own MATCH (:Patent {key: own})-[:APPLICANT]->(a)
  WITH collect(DISTINCT a) AS applicants
  UNWIND $pool AS near MATCH (p:Patent {key: near})-[:APPLICANT]->(a) WHERE a IN applicants
  RETURN DISTINCT p.key AS key, 0 AS inventor, 1 AS applicant
}
WITH key, max(inventor) AS inventor, max(applicant) AS applicant WHERE NOT key IN $own
RETURN key, inventor, applicant ORDER BY inventor DESC, applicant DESC, key LIMIT $depth

// name: cocited
// Weights in whole millionths, whose sums depend on no order.
CALL () {
  UNWIND $own AS own MATCH (c:Patent)-[:CITES]->(:Patent {key: own}) WHERE NOT c.key IN $own
  WITH DISTINCT c MATCH (c)-[:CITES]->(d:Patent)
  WITH coalesce(c.unit, c.key) AS family, collect(DISTINCT d.key) AS cited
  WITH cited, toInteger(round(1000000 / log(2 + size(cited)))) AS weight
  UNWIND cited AS key RETURN key, weight
  UNION ALL
  UNWIND $own AS own MATCH (c:Patent)-[:CITES]->(:Patent {key: own}) RETURN DISTINCT c.key AS key, 1000000 AS weight
  UNION ALL
  UNWIND $own AS own MATCH (:Patent {key: own})-[:CITES]->(d:Patent) RETURN DISTINCT d.key AS key, 1000000 AS weight
}
WITH key, sum(weight) AS weight WHERE NOT key IN $own
RETURN key, weight ORDER BY weight DESC, key LIMIT $depth

// name: coupled
UNWIND $own AS own MATCH (:Patent {key: own})-[:CITES]->(d:Patent) WHERE NOT d.key IN $own
WITH DISTINCT d MATCH (p:Patent)-[:CITES]->(d)
WITH d, collect(DISTINCT p) AS citing
WITH citing, toInteger(round(1000000 / log(2 + size(citing)))) AS weight
UNWIND citing AS p
WITH p, sum(weight) AS weight WHERE NOT p.key IN $own
WITH p, weight ORDER BY weight DESC, p.key LIMIT $depth * 4
MATCH (p)-[:CITES]->(d:Patent)
WITH p, weight, count(DISTINCT d) AS n
RETURN p.key AS key, toInteger(round(weight / sqrt(n))) AS weight ORDER BY weight DESC, key LIMIT $depth

// name: units
// The described patents that some publications stand for, with their families: themselves, or those of their family.
UNWIND $keys AS key
MATCH (k:Patent {key: key})
CALL (k) {
  WITH k WHERE NOT k.stub RETURN k AS p
  UNION
  WITH k WHERE k.stub
  WITH coalesce(head(COLLECT { MATCH (k)-[:FAMILY]->(f:Patent) RETURN f.key ORDER BY f.key LIMIT 1 }), k.key) AS unit
  MATCH (p:Patent {unit: unit}) WHERE NOT p.stub RETURN p
}
WITH key, p WHERE ({{where}})
RETURN key, p.unit AS unit, p.key AS shown ORDER BY key, shown

// name: shown
// What the reasons name of the patents shown.
UNWIND $keys AS key MATCH (p:Patent {key: key})
RETURN key, coalesce(p.title, '') + ' ' + coalesce(p.abstract, '') AS text,
       COLLECT { MATCH (p)-[:CLASSIFIED]->(t:TechClass) RETURN DISTINCT t.key ORDER BY t.key } AS symbols,
       COLLECT { MATCH (p)-[:INVENTOR]->(r:Person)
                 WHERE EXISTS { UNWIND $own AS own MATCH (:Patent {key: own})-[:INVENTOR]->(q:Person)
                                WHERE coalesce(q.name, q.key) = coalesce(r.name, r.key) }
                 RETURN DISTINCT coalesce(r.name, r.key) AS name ORDER BY name } AS inventors,
       COLLECT { MATCH (p)-[:APPLICANT]->(a)
                 WHERE EXISTS { UNWIND $own AS own MATCH (:Patent {key: own})-[:APPLICANT]->(a) }
                 RETURN DISTINCT coalesce(a.name, a.key) AS name ORDER BY name } AS applicants,
       COLLECT { MATCH (c:Patent)-[:CITES]->(p)
                 WHERE EXISTS { MATCH (c)-[:CITES]->(o:Patent) WHERE o.key IN $own }
                 RETURN DISTINCT c.key ORDER BY c.key LIMIT 3 } AS citing,
       COLLECT { MATCH (p)-[:CITES]->(d:Patent)
                 WHERE EXISTS { MATCH (o:Patent)-[:CITES]->(d) WHERE o.key IN $own }
                 RETURN DISTINCT d.key ORDER BY d.key LIMIT 3 } AS cited
ORDER BY key

// name: before
p.publication_date < $cutoff
