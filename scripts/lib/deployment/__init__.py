"""Deploys Readmit to AWS, and removes it: what ./scripts/deploy runs.

Nothing is remembered on this machine. Each step asks AWS what is there, so that it can be repeated, and so that a
deployment goes on where it stopped, also from another machine.
"""
