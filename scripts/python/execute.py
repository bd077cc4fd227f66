"""Runs notebooks from top to bottom and writes them in the form that is committed.

Reads from standard input a JSON list of jobs: {"source": path, "target": path, "kernel": name, "folder": path,
"edit": bool}. With "edit" the numbers in the first code cell are changed first. A chart that is what it was keeps its picture.
Writes to standard output one JSON object a line: {"source", "error", "seconds", "missing"}; "error" is null if all went well,
"missing" has the figures that have no picture, by their hash.
"""

import json
import re
import sys
import time

import nbformat
from images import images_in, place_images
from nbclient import NotebookClient

NUMBER = re.compile(r"(?<=[\[ ,])-?\d+(?:\.\d+)?(?=[,\]])")
SEED = re.compile(r"(seed = )(\d+)")


def edit(source: str) -> str:
    """Other numbers, in arrays of the same shape; another seed."""
    changed = NUMBER.sub(lambda match: repr(float(match[0]) * 1.25 + 0.5), source)
    return SEED.sub(lambda match: match[1] + str(int(match[2]) + 1), changed)


def normalise(notebook: nbformat.NotebookNode) -> None:
    """Takes out what differs from run to run, and what an editor adds."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "TypeScript", "language": "typescript", "name": "tslab"},
            "language_info": {
                "file_extension": ".ts",
                "mimetype": "text/x-typescript",
                "name": "typescript",
            },
        }
    )
    models = {}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("trusted", None)
        for output in cell.get("outputs", []):
            output.pop("transient", None)
            view = output.get("data", {}).get("application/vnd.jupyter.widget-view+json")
            if view:  # the id of a live view's model is made up anew in each run
                view["model_id"] = models.setdefault(view["model_id"], f"view-{len(models) + 1}")


def run(job: dict) -> dict[str, dict]:
    """Runs a notebook and writes it; returns its figures that have no picture."""
    notebook = nbformat.read(job["source"], as_version=4)
    images = images_in(notebook)
    if job.get("edit"):
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        first.source = edit(first.source)
    client = NotebookClient(
        notebook,
        kernel_name=job["kernel"],
        timeout=300,
        resources={"metadata": {"path": job["folder"]}},
        store_widget_state=False,
        coalesce_streams=True,
    )
    client.execute()
    normalise(notebook)
    missing = place_images(notebook, images)
    nbformat.write(notebook, job["target"])
    return missing


for job in json.load(sys.stdin):
    start = time.monotonic()
    error, missing = None, {}
    try:
        missing = run(job)
    except Exception as problem:  # any cell's error, a kernel that dies, a notebook that cannot be read
        error = re.sub(r"\x1b\[[0-9;]*m", "", str(problem)).strip()
    seconds = time.monotonic() - start
    report = {"source": job["source"], "error": error, "seconds": seconds, "missing": missing}
    print(json.dumps(report), flush=True)
