-- What a generation puts into Neo4j. The graph is attached as g; {{...}} are names of the schema.

-- name: ranked
-- Every record with its number in Neo4j, which depends on its source and name alone, and its rank.
CREATE TEMP TABLE ranked AS
SELECT rid, (md5_number_lower(source || chr(31) || record) >> 1)::BIGINT AS id,
       row_number() OVER (ORDER BY authority, source, record) AS rank
FROM g.main.record;

-- name: said_nodes
-- What states each node of a type; one part of the nodes, as the lists of all at once would not fit into memory.
WITH said AS (
  SELECT DISTINCT coalesce(m.key, s.key) AS key, k.rank AS r, k.id AS i
  FROM g.said.{{type}} s JOIN ranked k USING (rid) LEFT JOIN g.main.same m ON m.leaf = s.key
  WHERE hash(coalesce(m.key, s.key)) % {{parts}} = {{part}}
)
SELECT key, list_transform(min({'r': r, 'i': i}, 5), lambda x: x.i) AS records FROM said GROUP BY key

-- name: nodes
CREATE TABLE {{table}} AS
WITH node AS (SELECT n.*, p.records FROM g.main.{{type}} n LEFT JOIN proof p USING (key))
SELECT {{columns}} FROM node;

-- name: said_edges
-- What states each edge of a type; one part of the edges.
WITH said AS (
  SELECT DISTINCT coalesce(a.key, s.src) AS src, coalesce(b.key, s.dst) AS dst, {{identity}} k.rank AS r, k.id AS i,
         coalesce(s.at_start, -1) AS s, coalesce(s.at_end, -1) AS e, coalesce(s.quote_text, '') AS q
  FROM g.said.{{type}} s JOIN ranked k USING (rid)
  LEFT JOIN g.main.same a ON a.leaf = s.src LEFT JOIN g.main.same b ON b.leaf = s.dst
  WHERE hash(coalesce(a.key, s.src)) % {{parts}} = {{part}}
), best AS (
  SELECT src, dst, {{own}} min({'r': r, 's': s, 'e': e, 'q': q, 'i': i}, 5) AS top FROM said GROUP BY ALL
)
SELECT src, dst, {{own}} list_transform(top, lambda x: x.i) AS records,
       CASE WHEN list_max(list_transform(top, lambda x: x.s)) >= 0
            THEN flatten(list_transform(top, lambda x: [x.s, x.e])) END AS spans,
       CASE WHEN spans IS NOT NULL THEN list_transform(top, lambda x: x.q) END AS quotes
FROM best

-- name: edges
CREATE TABLE {{table}} AS
WITH edge AS (
  SELECT e.*, p.records, p.spans, p.quotes FROM g.main.{{type}} e LEFT JOIN proof p ON {{same}}
  WHERE e.src_type = '{{source}}' AND e.dst_type = '{{target}}'
)
SELECT {{columns}} FROM edge;

-- name: records
CREATE TABLE {{table}} AS
SELECT k.id AS key, r.source, r.record, r.position, r.authority, CASE r.type WHEN 'Document' THEN r.key END AS document
FROM ranked k JOIN g.main.record r USING (rid);

-- name: merged
CREATE TABLE {{table}} AS SELECT leaf AS key, key AS survivor FROM g.main.same;

-- name: sources
CREATE TABLE {{table}} (key VARCHAR, format VARCHAR, authority BIGINT, records BIGINT, quarantined BIGINT);

-- name: files
CREATE TABLE {{table}} (key VARCHAR, name VARCHAR, part BIGINT, content BLOB);

-- name: state
-- Each row's identity and the hash of the whole row: what is kept of a state, and what it is told by.
SELECT {{identity}}, md5_number_lower((row({{columns}}))::VARCHAR) AS hash FROM {{table}}

-- name: digest
SELECT count(*), sum(hash::HUGEINT), bit_xor(hash) FROM ({{state}})

-- name: held
-- What the server may hold: all rows of all states given, and the hash of those that are the same in each.
CREATE OR REPLACE TEMP TABLE held AS
SELECT {{identity}}, CASE WHEN count(hash) = {{states}} AND min(hash) = max(hash) THEN min(hash) END AS hash
FROM ({{union}}) GROUP BY ALL;

-- name: gone
CREATE OR REPLACE TABLE gone_{{table}} AS
SELECT {{held}} FROM held h ANTI JOIN {{table}} o ON {{same}} ORDER BY ALL;

-- name: fresh
CREATE OR REPLACE TABLE fresh_{{table}} AS
SELECT {{columns}} FROM {{table}} o ANTI JOIN held h ON {{same}} ORDER BY {{order}};

-- name: changed
CREATE OR REPLACE TABLE changed_{{table}} AS
SELECT {{columns}} FROM {{table}} o JOIN held h ON {{same}}
WHERE h.hash IS DISTINCT FROM md5_number_lower((row({{columns}}))::VARCHAR) ORDER BY {{order}};
