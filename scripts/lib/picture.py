"""Gives an SVG of Graphviz (standard input) the colors of Readmit, in light and in dark, and a card as its background.

The class of a node in the .dot file says what it is; the colors of the classes are here.
"""

import re
import sys

# fill, stroke, text
LIGHT = {
    "frame": ("#f3f6f5", "#d5dedb", "#1f2a27"),
    "person": ("#ffffff", "#7c8a86", "#1f2a27"),
    "service": ("#ffffff", "#9aa8a3", "#1f2a27"),
    "function": ("#dff1e9", "#0b6e4f", "#0a3d2d"),
    "table": ("#e5edfa", "#3b66b0", "#1c3257"),
    "queue": ("#fdf0d9", "#b97a16", "#573a08"),
    "agent": ("#d3ece2", "#0b6e4f", "#0a3d2d"),
    "refusal": ("#fbe6e2", "#b4493a", "#5c2018"),
    "start": ("#55635f", "#55635f", "#55635f"),
    "title": ("none", "none", "#43524d"),
    "note": ("none", "none", "#4d5c57"),
}
DARK = {
    "frame": ("#222b31", "#37434a", "#e3ebe8"),
    "person": ("#2d383f", "#8b9a95", "#eef4f1"),
    "service": ("#2d383f", "#74848d", "#eef4f1"),
    "function": ("#173f33", "#4bb78f", "#dcf5ea"),
    "table": ("#20365a", "#7ea6e8", "#e2ecfd"),
    "queue": ("#4a3712", "#dda84a", "#fdeccb"),
    "agent": ("#12493a", "#4bb78f", "#dcf5ea"),
    "refusal": ("#502a25", "#e2897b", "#fde4df"),
    "start": ("#a9b8b3", "#a9b8b3", "#a9b8b3"),
    "title": ("none", "none", "#c3d0cb"),
    "note": ("none", "none", "#b5c3be"),
}
PAPER = {"light": ("#ffffff", "#5b6a65"), "dark": ("#1a2027", "#a3b2ad")}
FONT = '"DejaVu Sans", Verdana, "Segoe UI", Helvetica, Arial, sans-serif'
MARGIN = 16


def rules(colors, paper):
    card, line = paper
    yield f".card{{fill:{card}}}"
    yield f".edge path,.edge polygon{{stroke:{line}}}.edge polygon{{fill:{line}}}"
    for name, (fill, stroke, text) in colors.items():
        yield f".{name} path,.{name} polygon,.{name} ellipse{{fill:{fill};stroke:{stroke}}}.{name} text{{fill:{text}}}"


def style():
    light, dark = ("".join(rules(*pair)) for pair in ((LIGHT, PAPER["light"]), (DARK, PAPER["dark"])))
    shared = f"text{{font-family:{FONT}}}.edge path{{fill:none}}.title text{{font-weight:600}}"
    shared += ".poll path{stroke-dasharray:5 4}"
    return f"<style>{light}{shared}@media (prefers-color-scheme:dark){{{dark}}}</style>"


def centred(node: re.Match[str]) -> str:
    """Centres the lines of text of a node, whatever font the reader has."""
    group = node.group(0)
    outline = re.search(r' (?:d|points)="([^"]*)"', group)
    if not outline or "bold" not in group:
        return group
    across = [float(x) for x in re.findall(r"(-?[\d.]+),-?[\d.]+", outline.group(1))]
    middle = (min(across) + max(across)) / 2
    group = re.sub(r'text-anchor="start" x="[^"]*"', f'text-anchor="middle" x="{middle:g}"', group)
    # Some space between the name and the description.
    return re.sub(
        r'y="(-?[\d.]+)"( font-weight="bold")?',
        lambda line: f'y="{float(line.group(1)) + (-4 if line.group(2) else 3):g}"{line.group(2) or ""}',
        group,
    )


def main() -> None:
    drawn = sys.stdin.read()
    caption = re.search(r"<title>(.*?)</title>", drawn).group(1)
    left, top, width, height = map(float, re.search(r'viewBox="([^"]*)"', drawn).group(1).split())
    body = drawn[drawn.index("<g id=") : drawn.rindex("</svg>")]
    # Removes comments, names of nodes (browsers show them as tooltips) and the white background.
    body = re.sub(r"<!--.*?-->\n?", "", body, flags=re.S)
    body = re.sub(r"<title>.*?</title>\n?", "", body, flags=re.S)
    body = re.sub(r'<polygon fill="white"[^>]*/>\n?', "", body, count=1)
    body = re.sub(r'<g id="[^"]*" class="node.*?</g>', centred, body, flags=re.S)
    body = re.sub(r' font-family="[^"]*"', "", body)
    body = re.sub(r' (?:fill|stroke)="(?!none)[^"]*"', "", body)
    box = (left - MARGIN, top - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN)
    x, y, w, h = (f"{value:g}" for value in box)
    sys.stdout.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {w} {h}" width="{w}" height="{h}" role="img"'
        f' aria-label="{caption}">\n{style()}\n<rect class="card" x="{x}" y="{y}" width="{w}" height="{h}" rx="12"/>\n'
        f"{body.rstrip()}\n</svg>\n"
    )


if __name__ == "__main__":
    main()
