"""The history of the ledger's tables, one for both databases."""
