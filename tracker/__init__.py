"""What pirtrack knows: values, rules, the store, and the two doors into it."""
