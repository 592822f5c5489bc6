// name: newest
MATCH (p:Patent:PatNav) WHERE NOT p.stub RETURN max(p.publication_date) AS newest
