"""Parts of the screen: what is drawn from the desk, and sheets that ask for more."""
