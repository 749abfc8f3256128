"""What clauses rule about numbers: whom a rule is for, what is allowed, what must be kept to, what a breach costs."""
