// Events and their parties. Who takes part in any role is a party, and the region where an event applies is, too.

// name: listed
// Events of some types that pass the conditions, the newest first.
MATCH (e:Event) WHERE e.type IN $types AND ({{where}})
RETURN e.key AS id, e.date AS date ORDER BY date IS NULL, date DESC, id

// name: rows
// Where no date is told, the day of the first document that tells the event stands in ``reported``.
UNWIND $keys AS key MATCH (e:Event {key: key})
RETURN e.key AS id, e.type AS type, e.kind AS kind, e.date AS date, e.amount AS amount, e.currency AS currency,
       e.patents AS patents, e.royalty_free AS royalty_free, e.royalty AS royalty, e.rate AS rate, e.until AS until,
       e.exclusivity AS exclusivity, e.each AS each, e.ended AS ended, e.beneficiaries AS beneficiaries, e.status AS status, e.summary AS summary,
       e.other_values AS other_values,
       CASE WHEN e.date IS NULL THEN
         reduce(first = null, day IN [(e)-[:STATED_IN]->(d:Document) WHERE d.published IS NOT NULL | d.published] |
                CASE WHEN first < day THEN first ELSE day END) END AS reported
ORDER BY id

// name: parties
UNWIND $keys AS key MATCH (e:Event {key: key})-[p:PARTY]->(x)
OPTIONAL MATCH (x)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
RETURN e.key AS event, p.role AS role, x.key AS id,
       CASE WHEN x:Region THEN coalesce(x.name, x.name_zh, x.key) ELSE coalesce(x.name, x.key) END AS name,
       CASE WHEN x:Organization THEN x.kind END AS kind, CASE WHEN x:Organization THEN x.sme END AS sme,
       CASE p.role WHEN 'place' THEN x.key ELSE s.key END AS seat,
       coalesce(s.name, s.name_zh, CASE p.role WHEN 'place' THEN coalesce(x.name, x.name_zh, x.key) END) AS region,
       s.lat AS lat, s.lng AS lng
ORDER BY event, role, name, id

// name: concerned
// Patents and industries that events are about.
UNWIND $keys AS key MATCH (e:Event {key: key})-[:CONCERNS]->(x)
WITH e.key AS event, CASE WHEN x:Patent THEN 'Patent' ELSE 'Industry' END AS type, x.key AS id,
     CASE WHEN x:Industry THEN coalesce(x.name, x.name_zh, x.key) ELSE x.key END AS name
RETURN event, type, id, name ORDER BY event, type, id

// name: regions_at
// The region of a level that each region lies in; of several the least.
UNWIND $keys AS seat MATCH (:Region {key: seat})-[:PART_OF*0..]->(g:Region {level: $level})
WITH DISTINCT seat, g ORDER BY seat, g.key
WITH seat, collect(g)[0] AS g
RETURN seat, g.key AS id, coalesce(g.name, g.name_zh, g.key) AS name ORDER BY seat

// name: regions
(EXISTS { (e)-[:PARTY]->()-[:LOCATED_IN {role: 'seat'}]->(seat:Region) WHERE seat.key IN $regions }
 OR EXISTS { (e)-[:PARTY {role: 'place'}]->(place:Region) WHERE place.key IN $regions })

// name: industries
(EXISTS { (e)-[:CONCERNS]->(field:Industry) WHERE field.key IN $industries }
 OR EXISTS { (e)-[:CONCERNS]->(:Patent)-[:IN_INDUSTRY]->(field:Industry) WHERE field.key IN $industries })

// name: class_from
EXISTS { (e)-[:CONCERNS]->(:Patent)-[:CLASSIFIED]->(class:TechClass)
         WHERE class.key >= $class_from AND class.key < $class_to }

// name: about
EXISTS { MATCH (e)-[:CONCERNS]->(p:Patent) WHERE NOT p.stub AND {{where}} }

// name: applicants
EXISTS { (e)-[:PARTY]->(party) WHERE party.key IN $applicants }

// name: role
EXISTS { (e)-[:PARTY {role: $role}]->(party) WHERE party.key IN $applicants }

// name: kind
EXISTS { (e)-[:PARTY]->(party:Organization) WHERE party.kind = $kind }

// name: sme
EXISTS { (e)-[:PARTY]->(party:Organization) WHERE party.sme = $sme }

// name: giver_kind
EXISTS { (e)-[gives:PARTY]->(giver:Organization) WHERE gives.role IN $gives AND giver.kind = $giver_kind }

// name: taker_kind
EXISTS { (e)-[takes:PARTY]->(taker:Organization) WHERE takes.role IN $takes AND taker.kind = $taker_kind }

// name: taker_sme
EXISTS { (e)-[takes:PARTY]->(taker:Organization) WHERE takes.role IN $takes AND taker.sme = $taker_sme }

// name: total
// The total of a region's open licences: who offers what is not told.
e.type = 'open_license' AND coalesce(e.kind, '') = 'offer' AND EXISTS { (e)-[:PARTY {role: 'place'}]->() }
AND NOT EXISTS { (e)-[:PARTY {role: 'licensor'}]->() } AND NOT EXISTS { (e)-[:CONCERNS]->(:Patent) }

// name: totals
// How many totals pass, and of how many patents they are.
MATCH (e:Event:PatNav) WHERE e.type IN $types AND ({{total}}) AND ({{where}})
RETURN count(*) AS n, coalesce(sum(e.patents), 0) AS patents

// name: stage
e.kind = $stage

// name: founded
// Investments of universities, research institutes and hospitals in enterprises, such as pay for an assignment or licence
// told of the same two left out: that is the transfer.
EXISTS { (g:Organization)<-[:PARTY {role: 'investor'}]-(e)-[:PARTY {role: 'target'}]->(f:Organization)
         WHERE g.kind IN $founded AND f.kind = 'enterprise' }
AND NOT EXISTS { (e)-[:PARTY {role: 'investor'}]->(g)<-[a:PARTY]-(d:Event)-[b:PARTY]->(f)<-[:PARTY {role: 'target'}]-(e)
                 WHERE a.role IN ['assignor', 'licensor'] AND b.role IN ['assignee', 'licensee'] AND d.amount = e.amount
                 AND d.currency = e.currency AND coalesce(d.date, '') = coalesce(e.date, '') }

// name: from_date
e.date >= $from_date

// name: to_date
e.date <= $to_date
