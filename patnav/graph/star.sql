-- The star: what questions that count all patents share, kept ready. Run by star.py, each section one table.
-- An id follows the order of the keys, so that whatever is ordered by ids is ordered by keys. The unit of a patent is the
-- least id of its family: so it names the family's first publication, too. Dates are whole numbers, 20200531, with 00 for
-- what is not known; alone is true for the only publication of its family that is described.

-- name: region
-- Regions.
SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, key FROM main.region ORDER BY key

-- name: industry
-- Industries.
SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, key FROM main.industry ORDER BY key

-- name: class
-- Class symbols, and the subclasses and main groups above them, a main group without its /00.
SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, key FROM (
  SELECT key FROM main.tech_class UNION SELECT left(key, 4) FROM main.tech_class
  UNION SELECT split_part(key, '/', 1) FROM main.tech_class
) ORDER BY key

-- name: organization
-- Organizations, each with its seat.
SELECT row_number() OVER (ORDER BY o.key)::INTEGER AS id, o.key, o.kind, o.sme, g.id AS region
FROM main.organization o LEFT JOIN main.located_in l ON l.src = o.key AND l.role = 'seat' LEFT JOIN star.region g ON g.key = l.dst
ORDER BY o.key

-- name: person
-- Persons; those of one name, whatever its case, share a number.
SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, key,
       CASE WHEN called IS NOT NULL THEN dense_rank() OVER (ORDER BY called) END::INTEGER AS name
FROM (SELECT key, lower(coalesce(name, name_zh)) AS called FROM main.person) ORDER BY key

-- name: patent
-- Publications that a source describes, the day of grant, and whether they have a field of WIPO's, an organization as
-- applicant, one with a seat, and an inventor.
WITH described AS (
  SELECT row_number() OVER (ORDER BY unit, key)::INTEGER AS id, key, unit AS family, filing_date, grant_date, legal_status
  FROM main.patent WHERE NOT stub
), filed AS (
  SELECT a.src AS key, bool_or(o.region IS NOT NULL) AS seated
  FROM main.applicant a JOIN star.organization o ON o.key = a.dst WHERE a.dst_type = 'Organization' GROUP BY a.src
)
SELECT id, min(id) OVER family AS unit, key, family,
       try_cast(rpad(replace(filing_date, '-', ''), 8, '0') AS INTEGER) AS filed, count(*) OVER family = 1 AS alone,
       try_cast(CASE WHEN length(grant_date) = 10 THEN grant_date END AS DATE) AS granted, lower(legal_status) AS status,
       key IN (SELECT src FROM main.in_industry WHERE starts_with(dst, 'wipo35:')) AS fielded,
       f.key IS NOT NULL AS applied, coalesce(f.seated, false) AS seated,
       key IN (SELECT src FROM main.inventor) AS invented
FROM described LEFT JOIN filed f USING (key) WINDOW family AS (PARTITION BY family) ORDER BY id

-- name: applicants
-- Organizations that applied for a patent; joint is true where it has several.
SELECT p.id, p.unit, p.filed, p.alone, count(*) OVER (PARTITION BY p.id) > 1 AS joint, o.id AS organization, o.region
FROM main.applicant a JOIN star.patent p ON p.key = a.src JOIN star.organization o ON o.key = a.dst
WHERE a.dst_type = 'Organization' ORDER BY p.id, o.id

-- name: teams
-- Organizations that applied for a family with others, each with its first place in the printed order.
SELECT p.unit, o.id AS organization, min(a.sequence)::INTEGER AS place
FROM main.applicant a JOIN star.patent p ON p.key = a.src JOIN star.organization o ON o.key = a.dst
WHERE a.dst_type = 'Organization' AND p.unit IN (SELECT unit FROM star.applicants WHERE joint OR NOT alone)
GROUP BY p.unit, o.id QUALIFY count(*) OVER (PARTITION BY p.unit) > 1 ORDER BY p.unit, o.id

-- name: inventors
-- Inventors of a patent, with the organization that applied for it where it is one alone, and whether a university or an
-- enterprise did.
WITH filed AS (
  SELECT a.id, CASE WHEN count(*) = 1 THEN min(a.organization) END AS organization,
         coalesce(bool_or(o.kind = 'university'), false) AS university, coalesce(bool_or(o.kind = 'enterprise'), false) AS enterprise
  FROM star.applicants a JOIN star.organization o ON o.id = a.organization GROUP BY a.id
)
SELECT p.id, p.unit, p.filed, p.alone, v.id AS person, f.organization, coalesce(f.university, false) AS university,
       coalesce(f.enterprise, false) AS enterprise
FROM main.inventor a JOIN star.patent p ON p.key = a.src JOIN star.person v ON v.key = a.dst LEFT JOIN filed f ON f.id = p.id
ORDER BY p.id, v.id

-- name: industries
-- Industries of a patent, by industry, so that a question about some of them passes over the rest.
SELECT p.id, p.unit, p.filed, p.alone, n.id AS industry, i.weight
FROM main.in_industry i JOIN star.patent p ON p.key = i.src JOIN star.industry n ON n.key = i.dst
WHERE i.src_type = 'Patent' ORDER BY n.id, p.id

-- name: symbols
-- Class symbols of a patent, of whatever scheme, by symbol.
SELECT DISTINCT p.id, c.id AS class
FROM main.classified k JOIN star.patent p ON p.key = k.src JOIN star.class c ON c.key = k.dst ORDER BY class, p.id

-- name: subclasses
-- Subclasses of a patent, IPC and CPC as one; of a symbol above them itself.
SELECT DISTINCT p.id, p.unit, p.filed, p.alone, c.id AS class
FROM main.classified k JOIN star.patent p ON p.key = k.src JOIN star.class c ON c.key = left(k.dst, 4)
WHERE k.scheme IN ('ipc', 'cpc') ORDER BY p.id, class

-- name: groups
-- Main groups of a patent, IPC and CPC as one.
SELECT DISTINCT p.id, p.unit, p.filed, p.alone, c.id AS class
FROM main.classified k JOIN star.patent p ON p.key = k.src JOIN star.class c ON c.key = split_part(k.dst, '/', 1)
WHERE k.scheme IN ('ipc', 'cpc') AND length(k.dst) >= 5 ORDER BY p.id, class

-- name: citations
-- Citations between families, both publications described: the citing one, and the one cited; alone is true where both are
-- the only ones of their families.
SELECT g.id, g.unit, g.filed, g.alone AND e.alone AS alone, e.id AS cited, e.unit AS cited_unit, e.filed AS cited_filed
FROM main.cites c JOIN star.patent g ON g.key = c.src JOIN star.patent e ON e.key = c.dst
WHERE g.unit <> e.unit ORDER BY g.id, e.id
