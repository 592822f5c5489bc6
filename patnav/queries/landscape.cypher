// A field of technology over time, and who is in it.

// name: coverage
// Families, those with a filing date, with a field of WIPO's and with an organization as applicant.
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}})
RETURN count(DISTINCT p.{{unit}}) AS families,
       count(DISTINCT CASE WHEN p.filing_date IS NOT NULL THEN p.{{unit}} END) AS dated,
       count(DISTINCT CASE WHEN EXISTS { (p)-[:IN_INDUSTRY]->(f:Industry) WHERE f.key IN $fields } THEN p.{{unit}} END) AS fielded,
       count(DISTINCT CASE WHEN EXISTS { (p)-[:APPLICANT]->(:Organization) } THEN p.{{unit}} END) AS filed

// name: fields
// Families by field and filing year, with the weight 1/k; the earliest year of the family's publications.
MATCH (i:Industry)<-[b:IN_INDUSTRY]-(p:Patent) WHERE i.key IN $fields AND NOT p.stub AND ({{where}})
WITH i, p.{{unit}} AS unit, max(b.weight) AS weight, min(left(p.filing_date, 4)) AS year
RETURN i.key AS field, coalesce(i.name, i.name_zh, i.key) AS name, year, round(sum(weight), 6) AS patents
ORDER BY field, year IS NOT NULL, year

// name: applicants
// Organizations by families, those that began no earlier than a year.
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}})
WITH p, {{body}} AS o
WITH o, p.{{unit}} AS unit, min(left(p.filing_date, 4)) AS year
WITH o.key AS id, count(*) AS patents, min(year) AS first, max(year) AS last,
     sum(CASE WHEN year >= $recent_from AND year <= $recent_to THEN 1 ELSE 0 END) AS recent,
     sum(CASE WHEN year >= $before_from AND year <= $before_to THEN 1 ELSE 0 END) AS before
WHERE coalesce(first, '') >= $since
WITH id, patents, first, last, recent, before ORDER BY patents DESC, id
WITH collect({id: id, patents: patents, first: first, last: last, recent: recent, before: before}) AS found
UNWIND found[..$limit] AS r
RETURN r.id AS id, r.patents AS patents, r.first AS first, r.last AS last, r.recent AS recent, r.before AS before,
       size(found) AS total
ORDER BY patents DESC, id

// name: described
// Names, kinds and seats of organizations, and the field of most of their families.
UNWIND $keys AS id MATCH (shown:Organization {key: id})
OPTIONAL MATCH (shown)-[:LOCATED_IN {role: 'seat'}]->(g:Region)
CALL (shown) {
  MATCH (shown)<-[:PART_OF*0..]-(o:Organization)
  WITH DISTINCT o
  WITH o, {{body}} AS body WHERE body = shown
  OPTIONAL MATCH (o)<-[:APPLICANT]-(p:Patent)-[:IN_INDUSTRY]->(f:Industry)
  WHERE f.key IN $fields AND NOT p.stub AND ({{where}})
  WITH f, count(DISTINCT p.{{unit}}) AS n ORDER BY f IS NULL, n DESC, f.key LIMIT 1
  RETURN coalesce(f.name, f.name_zh, f.key) AS field
}
RETURN id, coalesce(shown.name, id) AS name, shown.kind AS kind, coalesce(g.name, g.name_zh, g.key) AS region, field ORDER BY id
