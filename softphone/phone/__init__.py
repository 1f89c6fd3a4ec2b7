"""The phone: a process of its own beside the headset, which holds the calls whatever becomes of the screen."""
