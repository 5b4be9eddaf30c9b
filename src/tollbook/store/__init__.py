"""The ledger: what was read, from where, and every coding of it; rows are added and never changed."""
