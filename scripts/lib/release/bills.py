"""Bills of materials in the format of CycloneDX, from what cargo says about the crates of each program."""

import datetime
import functools
import hashlib
import json
import re
import subprocess
import tomllib
import uuid

from .contents import ROOT

# Each part of a release, its package, and the platform that it is built for.
PARTS = {
    "functions-x86_64": ("functions", "x86_64-unknown-linux-gnu"),
    "functions-arm64": ("functions", "aarch64-unknown-linux-gnu"),
    "page": ("frontend", "wasm32-unknown-unknown"),
    "agent": ("readmit-agent", "x86_64-unknown-linux-gnu"),
    "admin": ("readmit-admin", "x86_64-unknown-linux-gnu"),
}
# Where the agent's leaked passwords come from: the line of ./scripts/breached-passwords, registry and license.
LEAKED = {r"(?m)^long=(.+)==(.+)$": ("pypi", "MIT"), r"(?m)^common=(.+)@(.+)$": ("npm", "MPL-2.0")}


def bill(part: str, version: str, time: int) -> str:
    """Returns the bill of a part."""
    package, platform = PARTS[part]
    metadata = cargo_metadata(platform)
    crates = {crate["id"]: crate for crate in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    top = next(id for id in metadata["workspace_members"] if crates[id]["name"] == package)
    macros = {id for id, crate in crates.items() if ["proc-macro"] in [made["kind"] for made in crate["targets"]]}
    linked = reached(top, nodes, [None], macros)
    used = reached(top, nodes, [None, "build"], set())
    digests = checksums((ROOT / "Cargo.lock").read_text())
    components = [component(crates[id], digests, id in linked) for id in used - {top}]
    if part == "agent":
        components += leaked_passwords((ROOT / "scripts/breached-passwords").read_text())
    described = {"type": "application", "name": f"readmit-{part}", "version": version, "bom-ref": reference(crates[top])}
    content = {
        "components": sorted(components, key=lambda found: found["bom-ref"]),
        "dependencies": [dependencies(id, crates, nodes, used) for id in sorted(used)],
    }
    return written(described, content, time)


def written(described: dict, content: dict, time: int) -> str:
    """Returns the text of a bill. Its serial number comes from its content."""
    digest = hashlib.sha256(json.dumps([described, content], sort_keys=True).encode()).hexdigest()
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.datetime.fromtimestamp(time, datetime.UTC).isoformat(),
            "component": described,
            "supplier": {"name": "The maintainers of Readmit"},
        },
    }
    return json.dumps(head | content, indent=1, sort_keys=True) + "\n"


@functools.cache
def cargo_metadata(platform: str) -> dict:
    """Returns what cargo says about all crates that a platform needs."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", platform]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


def reached(top: str, nodes: dict[str, dict], kinds: list[str | None], but: set[str]) -> set[str]:
    """Returns the ids of the crates that are reached by dependencies of these kinds, not through some crates."""
    found, left = {top}, [top]
    while left:
        for dependency in nodes[left.pop()]["deps"]:
            is_used = any(kind["kind"] in kinds for kind in dependency["dep_kinds"])
            if is_used and dependency["pkg"] not in found | but:
                found.add(dependency["pkg"])
                left.append(dependency["pkg"])
    return found


def component(crate: dict, digests: dict[tuple[str, str], str], is_linked: bool) -> dict:
    """Returns a crate as a component. What only the build uses is not in the program."""
    found = {
        "type": "library",
        "name": crate["name"],
        "version": crate["version"],
        "bom-ref": reference(crate),
        "scope": "required" if is_linked else "excluded",
    }
    if crate["license"]:
        found["licenses"] = [{"expression": crate["license"].replace("/", " OR ")}]
    if digest := digests.get((crate["name"], crate["version"])):
        found |= {
            "purl": f"pkg:cargo/{crate['name']}@{crate['version']}",
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }
    return found


def reference(crate: dict) -> str:
    return f"{crate['name']}@{crate['version']}"


def checksums(lock: str) -> dict[tuple[str, str], str]:
    """Returns the digests of all crates of registries by name and version."""
    found = tomllib.loads(lock)["package"]
    return {(crate["name"], crate["version"]): crate["checksum"] for crate in found if "checksum" in crate}


def dependencies(id: str, crates: dict[str, dict], nodes: dict[str, dict], used: set[str]) -> dict:
    """Returns what a crate depends on, of what is used."""
    names = {
        reference(crates[dependency["pkg"]])
        for dependency in nodes[id]["deps"]
        if dependency["pkg"] in used and any(kind["kind"] != "dev" for kind in dependency["dep_kinds"])
    }
    return {"ref": reference(crates[id]), "dependsOn": sorted(names)}


def leaked_passwords(script: str) -> list[dict]:
    """Returns the packages from which the agent's leaked passwords come."""
    return [data(registry, license, *re.search(line, script).groups()) for line, (registry, license) in LEAKED.items()]


def data(registry: str, license: str, name: str, version: str) -> dict:
    return {
        "type": "data",
        "name": name,
        "version": version,
        "bom-ref": f"{name}@{version}",
        "purl": f"pkg:{registry}/{name}@{version}",
        "licenses": [{"expression": license}],
    }
