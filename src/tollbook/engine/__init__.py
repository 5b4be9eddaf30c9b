"""The ports' other side: engines beside the rules, none of which is needed."""
