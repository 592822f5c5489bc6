// What licences are about, and when they were told.

// name: patents
UNWIND $keys AS key MATCH (p:Patent {key: key})
RETURN DISTINCT p.key AS id, p.unit AS unit, p.office AS office, p.type AS type, p.filing_date AS filing_date
ORDER BY id

// name: told
// When events were first published.
UNWIND $keys AS key MATCH (e:Event {key: key})-[:STATED_IN]->(d:Document)
RETURN key AS id, min(d.published) AS published ORDER BY id

// name: fields
// Industries of events and of their patents.
UNWIND $keys AS key MATCH (e:Event {key: key})-[:CONCERNS]->(x)
CALL (x) {
  WITH x WHERE x:Industry RETURN x AS i UNION MATCH (x)-[:IN_INDUSTRY]->(i:Industry) RETURN i
}
RETURN DISTINCT key AS event, i.key AS id, coalesce(i.name, i.name_zh, i.key) AS name ORDER BY event, id
