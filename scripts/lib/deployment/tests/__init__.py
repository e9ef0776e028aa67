"""Tests of what needs no AWS. scripts/lib/deployment_story.py runs the rest against the emulator."""
