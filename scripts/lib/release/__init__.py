"""Packs a release out of what was built: archives, template, bills of materials, checksums. The same parts make the same
bytes."""
