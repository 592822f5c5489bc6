"""The grammar of facts: one module a fact family."""
