// name: patents
UNWIND $keys AS key MATCH (p:Patent:PatNav {key: key})
WITH DISTINCT p
RETURN p.key AS key, p.unit AS unit, p.title AS title, p.abstract AS abstract,
       p.other_title AS other_title, p.other_abstract AS other_abstract, p.stub AS stub,
       p.priority_date AS priority_date, p.filing_date AS filing_date, p.publication_date AS publication_date ORDER BY key

// name: family
// All publications of some families, those that are only named among them.
UNWIND $units AS unit
CALL (unit) {
  MATCH (p:Patent {unit: unit}) RETURN p.key AS key
  UNION
  MATCH (p:Patent)-[:FAMILY {kind: 'simple'}]->(:Patent {key: unit}) RETURN p.key AS key
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

// name: siblings
// What the other patents of the same inventors cite.
UNWIND $own AS own MATCH (:Patent {key: own})-[:INVENTOR]->(r:Person)
WITH DISTINCT r MATCH (s:Patent)-[:INVENTOR]->(r) WHERE NOT s.key IN $own
WITH DISTINCT s MATCH (s)-[:CITES]->(d:Patent)
WITH coalesce(s.unit, s.key) AS family, collect(DISTINCT d.key) AS cited
WITH cited, toInteger(round(1000000 / log(2 + size(cited)))) AS weight
UNWIND cited AS key
WITH key, sum(weight) AS weight WHERE NOT key IN $own
RETURN key, weight ORDER BY weight DESC, key LIMIT $depth

// name: units
// The described ones among some publications, with their families.
UNWIND $keys AS key MATCH (p:Patent {key: key})
WITH key, p WHERE NOT p.stub AND ({{where}})
RETURN key, p.unit AS unit, p.key AS shown ORDER BY key

// name: stood
// The described patents that publications which are only named stand for: those of their family.
UNWIND $keys AS key MATCH (k:Patent {key: key})
WITH key, coalesce(head(COLLECT { MATCH (k)-[:FAMILY {kind: 'simple'}]->(f:Patent) RETURN f.key ORDER BY f.key LIMIT 1 }), key) AS unit
MATCH (p:Patent {unit: unit})
WITH key, p WHERE NOT p.stub AND ({{where}})
RETURN key, p.unit AS unit, p.key AS shown ORDER BY key, shown

// name: shown
// What reasons may name of some patents: classes, names of inventors and applicants, citations both ways.
UNWIND $keys AS key MATCH (p:Patent {key: key})
CALL (p) {
  MATCH (p)-[:CLASSIFIED]->(t:TechClass) RETURN 'class' AS what, t.key AS value
  UNION MATCH (p)-[:INVENTOR]->(r:Person) RETURN 'inventor' AS what, coalesce(r.name, r.key) AS value
  UNION MATCH (p)-[:APPLICANT]->(a) RETURN 'applicant' AS what, coalesce(a.name, a.key) AS value
  UNION MATCH (p)-[:CITES]->(d:Patent) RETURN 'cites' AS what, d.key AS value
  UNION MATCH (p)<-[:CITES]-(c:Patent) RETURN 'cited' AS what, c.key AS value
}
RETURN DISTINCT key, what, value ORDER BY key, what, value

// name: before
p.publication_date < $cutoff
