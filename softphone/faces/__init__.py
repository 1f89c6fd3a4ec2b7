"""Faces of a workplace without a screen: plain lines for people, JSON for programs."""
