// name: newest
MATCH (p:Patent:PatNav) WHERE NOT p.stub RETURN max(p.publication_date) AS newest, count(p.filing_date) AS filed
