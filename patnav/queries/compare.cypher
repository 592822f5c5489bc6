// One region or organization, by the measures that all are compared by.

// name: summary
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}})
WITH p.{{unit}} AS unit, min(left(p.filing_date, 4)) AS year, max(CASE WHEN EXISTS { (p)-[:INVENTOR]->() } THEN 1 ELSE 0 END) AS invented
RETURN count(*) AS patents, sum(invented) AS invented, sum(CASE WHEN year >= $recent_from AND year <= $recent_to THEN 1 ELSE 0 END) AS recent,
       sum(CASE WHEN year >= $before_from AND year <= $before_to THEN 1 ELSE 0 END) AS before

// name: applicants
// Organizations with the squares of their counts, and families of several of them, of university and enterprise.
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}})
WITH DISTINCT p.{{unit}} AS unit, {{body}} AS o
WITH unit, collect(o) AS team
WITH collect({
  team: [o IN team | o.key], joint: size(team) > 1,
  bridging: any(o IN team WHERE o.kind = 'university') AND any(o IN team WHERE o.kind = 'enterprise')
}) AS families
CALL (families) {
  UNWIND families AS f UNWIND f.team AS id
  WITH id, count(*) AS n
  RETURN count(*) AS organizations, sum(n * n) AS squares, sum(n) AS held
}
RETURN organizations, squares, held, size([f IN families WHERE f.joint]) AS joint,
       size([f IN families WHERE f.bridging]) AS bridging

// name: inventors
MATCH (p:Patent:PatNav)-[:INVENTOR]->(v:Person) WHERE NOT p.stub AND ({{where}}) RETURN count(DISTINCT v) AS inventors

// name: cited
// Citations from other families, and the fields of the publications they come from.
MATCH (p:Patent:PatNav)<-[:CITES]-(g:Patent) WHERE NOT p.stub AND g.unit <> p.unit AND ({{where}})
WITH collect(g) AS others
CALL (others) {
  UNWIND others AS g MATCH (g)-[b:IN_INDUSTRY]->(f:Industry) WHERE f.key IN $fields
  WITH f.key AS field, round(sum(b.weight), 6) AS n ORDER BY field
  RETURN collect(n) AS spread
}
RETURN size(others) AS citations, spread

// name: citing
// Citations of other families, and the fields of the publications they lead to.
MATCH (p:Patent:PatNav)-[:CITES]->(g:Patent) WHERE NOT p.stub AND g.unit <> p.unit AND ({{where}})
WITH collect(g) AS others
CALL (others) {
  UNWIND others AS g MATCH (g)-[b:IN_INDUSTRY]->(f:Industry) WHERE f.key IN $fields
  WITH f.key AS field, round(sum(b.weight), 6) AS n ORDER BY field
  RETURN collect(n) AS spread
}
RETURN size(others) AS citations, spread
