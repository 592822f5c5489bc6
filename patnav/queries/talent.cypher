// Who invents.

// name: inventors
MATCH (p:Patent:PatNav)-[:INVENTOR]->(v:Person) WHERE NOT p.stub AND ({{where}})
WITH v.key AS id, p.{{unit}} AS unit, min(left(p.filing_date, 4)) AS year
WITH id, count(*) AS patents, min(year) AS first, max(year) AS last,
     sum(CASE WHEN year >= $recent_from AND year <= $recent_to THEN 1 ELSE 0 END) AS recent,
     sum(CASE WHEN year >= $before_from AND year <= $before_to THEN 1 ELSE 0 END) AS before
ORDER BY patents DESC, id
WITH collect({id: id, patents: patents, first: first, last: last, recent: recent, before: before}) AS found
UNWIND found[..$most] AS r
RETURN r.id AS id, r.patents AS patents, r.first AS first, r.last AS last, r.recent AS recent, r.before AS before,
       size(found) AS total
ORDER BY patents DESC, id

// name: coverage
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}})
RETURN count(DISTINCT p.{{unit}}) AS families,
       count(DISTINCT CASE WHEN EXISTS { (p)-[:INVENTOR]->() } THEN p.{{unit}} END) AS invented

// name: about
// How many inventors invent with, and the field of most of their families.
UNWIND $keys AS id MATCH (r:Person {key: id})
CALL (r) {
  MATCH (r)<-[:INVENTOR]-(p:Patent)-[:INVENTOR]->(v) WHERE NOT p.stub AND ({{where}})
  RETURN count(DISTINCT CASE WHEN v <> r THEN v END) AS partners
}
CALL (r) {
  OPTIONAL MATCH (r)<-[:INVENTOR]-(p:Patent)-[:IN_INDUSTRY]->(f:Industry)
  WHERE f.key IN $fields AND NOT p.stub AND ({{where}})
  WITH f, count(DISTINCT p.{{unit}}) AS n ORDER BY n DESC, f.key LIMIT 1
  RETURN coalesce(f.name, f.name_zh, f.key) AS field
}
RETURN id, partners, field ORDER BY id

// name: named
MATCH (r:Person) WHERE r.key IN $keys RETURN r.key AS id, coalesce(r.name, r.name_zh, r.key) AS name ORDER BY id

// name: employers
// Organizations that inventors' families were applied for by, the three with the most of each.
UNWIND $keys AS id
MATCH (r:Person {key: id})<-[:INVENTOR]-(p:Patent)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}})
WITH id, p, {{body}} AS o
WITH id, o.key AS organization, count(DISTINCT p.{{unit}}) AS patents ORDER BY id, patents DESC, organization
WITH id, collect({organization: organization, patents: patents})[..3] AS ties
UNWIND ties AS t
RETURN id, t.organization AS organization, t.patents AS patents ORDER BY id, patents DESC, organization

// name: moves
// From the last family for one organization to the first for the next, by families with one organization as applicant: of
// one person, or of two of one name with several co-inventors of the same names. Names that many bear tell nothing.
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}})
WITH p, {{body}} AS o
WITH p.{{unit}} AS unit, collect(DISTINCT o.key) AS team, min(p.filing_date) AS date
WHERE size(team) = 1 AND date IS NOT NULL
MATCH (p:Patent {{{unit}}: unit})-[:INVENTOR]->(v:Person) WHERE NOT p.stub AND coalesce(v.name, v.name_zh) IS NOT NULL AND ({{where}})
WITH v, team[0] AS organization, min(date) AS first, max(date) AS last, count(DISTINCT unit) AS patents
WITH toLower(coalesce(v.name, v.name_zh)) AS name,
     collect({person: v, organization: organization, first: first, last: last, patents: patents}) AS stays
WHERE size(stays) >= 2 AND size(stays) <= $namesakes
UNWIND stays AS a UNWIND stays AS b
WITH a, b WHERE a.organization <> b.organization AND a.last < b.first
WITH a, b, a.person AS x, b.person AS y
WITH a, b, x, y, CASE WHEN x <> y THEN COLLECT {
  MATCH (x)<-[:INVENTOR]-(:Patent)-[:INVENTOR]->(c:Person) WHERE c <> x
  WITH DISTINCT toLower(coalesce(c.name, c.name_zh)) AS other WHERE EXISTS {
    MATCH (y)<-[:INVENTOR]-(:Patent)-[:INVENTOR]->(d:Person) WHERE d <> y AND toLower(coalesce(d.name, d.name_zh)) = other
  }
  RETURN other
} ELSE [] END AS others
WHERE x = y OR size(others) >= $shared
WITH a, b, x, y, others ORDER BY a.last DESC, a.organization, x.key
WITH y.key AS person, b, collect({
  former: x.key, organization: a.organization, last: a.last, patents: a.patents,
  partners: CASE WHEN x <> y THEN size(others) END
})[0] AS a
WITH person, a, b ORDER BY b.first DESC, person, b.organization
WITH collect({person: person, a: a, b: b}) AS found
UNWIND found[..$most] AS r
RETURN r.a.former AS former, r.person AS person, r.a.organization AS source, r.b.organization AS target, r.a.last AS last,
       r.b.first AS first, r.a.patents AS left_patents, r.b.patents AS patents, r.a.partners AS partners, size(found) AS total
ORDER BY first DESC, person, target

// name: ties
// Families of two inventors, among those with the most families.
MATCH (p:Patent:PatNav)-[:INVENTOR]->(v:Person) WHERE NOT p.stub AND ({{where}})
WITH v.key AS id, collect(DISTINCT p.{{unit}}) AS units
WITH id, units, size(units) AS held ORDER BY held DESC, id LIMIT $most
UNWIND units AS unit
WITH unit, collect(id) AS team WHERE size(team) > 1
UNWIND team AS a UNWIND team AS b
WITH a, b WHERE a < b
WITH a, b, count(*) AS patents WHERE patents >= $often
RETURN a, b, patents ORDER BY a, b

// name: joint
// Families that two or more of a team invented, with the first and last filing year.
UNWIND range(0, size($keys) - 1) AS i
MATCH (v:Person {key: $keys[i]})<-[:INVENTOR]-(p:Patent) WHERE NOT p.stub AND ({{where}})
WITH $groups[i] AS grp, p.{{unit}} AS unit, count(DISTINCT v) AS members, min(left(p.filing_date, 4)) AS year WHERE members > 1
RETURN grp, count(*) AS patents, min(year) AS first, max(year) AS last ORDER BY grp

// name: sided_each
// Whose kinds tell whom inventors' families were applied for by: the applicants'.
WITH p, o

// name: sided_whole
// Those of the wholes that they are part of.
WITH p, {{body}} AS o

// name: bridges
// Inventors with families of universities and of enterprises.
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}})
{{sided}}
WITH p.{{unit}} AS unit, collect(DISTINCT o.kind) AS kinds, min(left(p.filing_date, 4)) AS year
WITH unit, 'university' IN kinds AS university, 'enterprise' IN kinds AS enterprise, year
WHERE university OR enterprise
MATCH (p:Patent {{{unit}}: unit})-[:INVENTOR]->(v:Person) WHERE NOT p.stub AND ({{where}})
WITH DISTINCT v.key AS id, unit, university, enterprise, year
WITH id, sum(CASE WHEN university AND enterprise THEN 1 ELSE 0 END) AS joint,
     sum(CASE WHEN university THEN 1 ELSE 0 END) AS university, sum(CASE WHEN enterprise THEN 1 ELSE 0 END) AS enterprise,
     min(year) AS first, max(year) AS last
WHERE university > 0 AND enterprise > 0
WITH id, joint, university, enterprise, first, last,
     CASE WHEN university < enterprise THEN university ELSE enterprise END AS lesser
ORDER BY joint DESC, lesser DESC, id
WITH collect({id: id, joint: joint, university: university, enterprise: enterprise, first: first, last: last, lesser: lesser}) AS found
UNWIND found[..$most] AS r
RETURN r.id AS id, r.joint AS joint, r.university AS university, r.enterprise AS enterprise, r.first AS first,
       r.last AS last, size(found) AS total
ORDER BY joint DESC, r.lesser DESC, id

// name: sides
// Organizations of one kind that inventors' families were applied for by, the three with the most of each.
UNWIND $keys AS id
MATCH (r:Person {key: id})<-[:INVENTOR]-(p:Patent)-[:APPLICANT]->(o:Organization)
WHERE NOT p.stub AND ({{where}})
WITH id, p, {{body}} AS o WHERE o.kind IN ['university', 'enterprise']
WITH id, o.kind AS kind, o.key AS organization, count(DISTINCT p.{{unit}}) AS patents
ORDER BY id, kind, patents DESC, organization
WITH id, kind, collect({organization: organization, patents: patents})[..3] AS ties
UNWIND ties AS t
RETURN id, kind, t.organization AS organization ORDER BY id, kind, t.patents DESC, organization

// name: between
// The last patent of an inventor for one organization, and the first for the next.
UNWIND [[$former, $source, $last], [$person, $target, $first]] AS side
MATCH (:Person {key: side[0]})<-[:INVENTOR]-(p:Patent {filing_date: side[2]})-[:APPLICANT]->(o:Organization)
WHERE NOT p.stub AND ({{where}})
WITH side, p, {{body}} AS o WHERE o.key = side[1]
WITH side, p ORDER BY p.key
WITH side, collect(p)[0] AS p
RETURN p.key AS key ORDER BY p.filing_date, key
