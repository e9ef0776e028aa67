"""The template for whoever launches a stack without ./scripts/deploy: its code comes from a bucket that a parameter
names."""

import archive

PARAMETERS = """\
Parameters:
  CodeBucket:
    Type: String
    Description: The bucket, in the region of the stack, to which readmit-{version}-functions-x86_64.zip or -arm64.zip was uploaded.
    AllowedPattern: ^[a-z0-9][a-z0-9.-]{{1,61}}[a-z0-9]$
  CodePrefix:
    Type: String
    Description: The folder in that bucket with a slash at its end; empty for none.
    AllowedPattern: ^([A-Za-z0-9][A-Za-z0-9._/-]*/)?$
    Default: ""
"""
CODE = """\
CodeUri:
      Bucket: !Ref CodeBucket
      Key: !Sub ${{CodePrefix}}readmit-{version}-functions-${{Architecture}}.zip"""


def filled(template: str, version: str) -> str:
    """Returns the template of a version. The key of the code has the version, so that an upgrade changes it, and the
    processor."""
    changes = {
        "Description: Readmit,": f"Description: Readmit {version},",
        "Parameters:\n": PARAMETERS.format(version=version),
        archive.CODE_URI: CODE.format(version=version),
    }
    for before, after in changes.items():
        if template.count(f"\n{before}") + template.count(f" {before}") != 1:
            raise ValueError(f"the template does not have {before!r} once")
        template = template.replace(before, after, 1)
    return template
