"""The live centre under load over real sockets: its own process, phones and callers in ours."""
