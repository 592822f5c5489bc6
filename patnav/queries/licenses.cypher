// What licences are about.

// name: patents
UNWIND $keys AS key MATCH (p:Patent {key: key})
RETURN DISTINCT p.key AS id, p.unit AS unit, p.office AS office, p.type AS type, p.filing_date AS filing_date
ORDER BY id

// name: fields
// Industries of events and of their patents.
UNWIND $keys AS key MATCH (e:Event {key: key})-[:CONCERNS]->(x)
CALL (x) {
  WITH x WHERE x:Industry RETURN x AS i UNION MATCH (x)-[:IN_INDUSTRY]->(i:Industry) RETURN i
}
WITH DISTINCT key, i.key AS industry ORDER BY key, industry
RETURN key AS event, collect(industry) AS industries ORDER BY event

// name: acceptances
// Acceptances of open licences that are about a family of some patents, or whose licensor is one of some.
CALL () {
  UNWIND $units AS unit MATCH (:Patent {unit: unit})<-[:CONCERNS]-(e:Event) RETURN e
  UNION
  UNWIND $units AS unit MATCH (:Patent {key: unit})<-[:CONCERNS]-(e:Event) RETURN e
  UNION
  UNWIND $givers AS giver MATCH (:Organization {key: giver})<-[:PARTY {role: 'licensor'}]-(e:Event) RETURN e
  UNION
  UNWIND $givers AS giver MATCH (:Person {key: giver})<-[:PARTY {role: 'licensor'}]-(e:Event) RETURN e
}
WITH DISTINCT e WHERE e.type = 'open_license' AND e.kind = 'acceptance' RETURN e.key AS id ORDER BY id
