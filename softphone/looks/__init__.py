"""How a desk looks: text of exact width, drawn from the model and the time. Nothing here knows Textual."""
