"""Training that one watches: the same CNN, live and small, in a process of its own."""
