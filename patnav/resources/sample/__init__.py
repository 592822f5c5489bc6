"""The bundled sample: real patents as bibliographic facts, short news briefs, and the generator of the former."""
