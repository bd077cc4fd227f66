"""The pictures of charts in notebooks: image/svg+xml beside plotly's JSON, for where no script runs.

A picture carries the SHA-256 of the figure that it was drawn from, so one that still fits is known without drawing it
again: browsers and fonts differ between machines, and with them the bytes of what is drawn.

Run as a program it puts new pictures into notebooks. It reads from standard input
{"files": [path], "images": {hash: svg}}.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode

PLOTLY = "application/vnd.plotly.v1+json"
SVG = "image/svg+xml"
DRAWING = "1"
"""How scripts/images.mjs draws. Another number has every picture drawn again."""

MARK = re.compile(r"<svg[^>]* data-figure='([0-9a-f]{64})'")


def charts(notebook: NotebookNode) -> Iterator[dict]:
    """The forms of each output that is a chart."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if PLOTLY in output.get("data", {}):
                yield output["data"]


def figure_hash(figure: dict) -> str:
    """SHA-256, in hexadecimal digits, of a figure and of the way in which it is drawn."""
    text = json.dumps(figure, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{DRAWING}\n{text}".encode()).hexdigest()


def images_in(notebook: NotebookNode) -> dict[str, str]:
    """The pictures that a notebook has, by the hash that each carries."""
    found = {}
    for data in charts(notebook):
        mark = MARK.match(data.get(SVG, ""))
        if mark:
            found[mark[1]] = data[SVG]
    return found


def place_images(notebook: NotebookNode, images: dict[str, str]) -> dict[str, dict]:
    """Gives each chart its picture; returns the figures for which there is none, by their hash."""
    missing = {}
    for data in charts(notebook):
        figure = data[PLOTLY]
        name = figure_hash(figure)
        if name in images:
            data[SVG] = images[name]
        else:
            data.pop(SVG, None)
            missing[name] = figure
    return missing


def main() -> None:
    asked = json.load(sys.stdin)
    for file in asked["files"]:
        notebook = nbformat.read(file, as_version=4)
        place_images(notebook, {**images_in(notebook), **asked["images"]})
        nbformat.write(notebook, file)


if __name__ == "__main__":
    main()
