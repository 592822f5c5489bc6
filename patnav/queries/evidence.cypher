// Where statements come from. A publish keeps the five that count on each node and edge.

// name: nodes
// Records that describe nodes of one type; a document is its own source.
UNWIND $keys AS key MATCH (n:{{type}} {key: key})
UNWIND n.records AS id MATCH (r:PatNavRecord {key: id})
RETURN key, r.source AS source, r.record + ' (' + r.position + ')' AS record
ORDER BY key, r.authority, r.source, r.record

// name: stated
// Passages that state events and observations.
UNWIND $keys AS key MATCH (n:{{type}} {key: key})-[s:STATED_IN]->(d:Document)
RETURN key, d.key AS document, d.title AS title, d.url AS url, d.published AS published, s.start AS start, s.end AS end, s.quote AS quote, s.speaker AS speaker
ORDER BY key, document, start, end

// name: edges
// Passages, else records, that state the edges of one type that leave some nodes; at most five between two nodes.
UNWIND $keys AS key MATCH (a:{{source}} {key: key})-[e:{{type}}]->(b) WHERE e.records IS NOT NULL
UNWIND range(0, size(e.records) - 1) AS i
MATCH (r:PatNavRecord {key: e.records[i]}) OPTIONAL MATCH (d:Document {key: r.document})
WITH DISTINCT key, b.key AS dst, r, d, CASE WHEN e.spans[2 * i] >= 0 THEN e.spans[2 * i] END AS start,
     CASE WHEN e.spans[2 * i + 1] >= 0 THEN e.spans[2 * i + 1] END AS end,
     CASE WHEN e.quotes[i] <> '' THEN e.quotes[i] END AS quote
ORDER BY key, dst, r.authority, r.source, r.record, coalesce(start, -1), end, quote
WITH key, dst, collect({
  document: d.key, title: d.title, url: d.url, published: d.published, start: start, end: end, quote: quote,
  source: CASE WHEN d IS NULL THEN r.source END,
  record: CASE WHEN d IS NULL THEN r.record + ' (' + r.position + ')' END
})[..5] AS proofs
UNWIND range(0, size(proofs) - 1) AS n
WITH key, dst, n, proofs[n] AS p
RETURN key, dst, p.document AS document, p.title AS title, p.url AS url, p.published AS published, p.start AS start, p.end AS end,
       p.quote AS quote, p.source AS source, p.record AS record
ORDER BY key, dst, n
