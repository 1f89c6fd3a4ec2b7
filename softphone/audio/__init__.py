"""Microphone and loudspeaker of the phone, and what stands for them where there are none."""
