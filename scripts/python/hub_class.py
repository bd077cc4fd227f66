"""A class on a JupyterHub: readers who run all notebooks at once, then ever more readers with a warm kernel each.

Reads from standard input {"url", "password", "pid": the hub's, "notebooks": [path], "readers": count,
"sizes": [count], "seconds": limit of the second part, "limit": seconds that a warm cell may take}, and writes a line of
JSON for each reader {"reader", "server", "seconds", "notebooks": [...], "errors": [...]}, then one for each size.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

import nbformat
import psutil
from hub_reader import Reader

ROUNDS = 8
WARM = [
    lambda i: "1 + 1",
    lambda i: f"const xs{i % 3} = [1, 2, 3];\nfunction twice{i % 3}(v: number) {{ return 2 * v; }}\nxs{i % 3}.map(twice{i % 3})",
]
"""The two cells that readers send in turn: one that declares nothing, one that declares."""

SPARE = 2**30
"""So much memory is left to others: 1 GiB."""


def tell(report: dict) -> None:
    print(json.dumps(report), flush=True)


def processes(hub: int, name: str) -> tuple[psutil.Process, list[psutil.Process]]:
    """A reader's server, and the kernels below it."""
    server = next(
        process
        for process in psutil.Process(hub).children()
        if process.environ().get("JUPYTERHUB_USER") == name
    )
    return server, server.children(recursive=True)


def proportional(*processes: psutil.Process) -> float:
    """Proportional set size, in MB: a page that n processes share counts as 1/n."""
    return sum(process.memory_full_info().pss for process in processes) / 1e6


async def run_notebook(reader: Reader, path: str, hub: int) -> dict:
    """Runs a notebook on a kernel of its own."""
    begin, wrong, cells = time.monotonic(), [], 0
    async with reader.kernel() as kernel:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            cells += 1
            wanted = "error" if "raises-exception" in cell.metadata.get("tags", []) else "ok"
            reply = await kernel.run(cell.source)
            if reply["status"] != wanted:
                said = f"{reply.get('ename', reply['status'])}: {reply.get('evalue', '')}"
                wrong.append(f"{Path(path).name}, cell {cells}: wanted {wanted}, was {said}")
        server, kernels = processes(hub, reader.name)
        memory = {"server": proportional(server), "kernel": proportional(*kernels)}
    return {"cells": cells, "seconds": time.monotonic() - begin, "errors": wrong, **memory}


async def attend(reader: Reader, job: dict) -> None:
    """All that a reader does in the first part."""
    begin = time.monotonic()
    await reader.log_in()
    await reader.start_server()
    server = time.monotonic() - begin
    notebooks = [await run_notebook(reader, path, job["pid"]) for path in job["notebooks"]]
    seconds = time.monotonic() - begin
    errors = [error for notebook in notebooks for error in notebook["errors"]]
    report = {"reader": reader.name, "server": server, "seconds": seconds, "notebooks": notebooks}
    tell({**report, "errors": errors})


async def warm(reader: Reader) -> list[float]:
    """The seconds of each cell that a reader sends, one when the other has answered."""
    times = []
    for i in range(ROUNDS):
        for cell in WARM:
            reply = await reader.warm.run(cell(i))
            if reply["status"] != "ok":
                raise RuntimeError(f"a warm cell failed: {reply}")
            times.append(reply["seconds"])
    return times


async def join(reader: Reader) -> None:
    """Comes to the class in the second part: a server if there is none, and a kernel with the lesson imported."""
    if not reader.token:
        await reader.log_in()
        await reader.start_server()
    reader.warm = await reader.kernel().__aenter__()
    await reader.warm.run('import { Affine } from "affine-notebooks";\nAffine.name')
    await warm(reader)


async def grow(readers: list[Reader], job: dict) -> None:
    """More and more readers, until cells are slow, or memory or time is short."""
    begin, free = time.monotonic(), psutil.virtual_memory().available
    present = []
    for size in job["sizes"]:
        while len(readers) < size:
            readers.append(Reader(job["url"], f"reader{len(readers) + 1}", job["password"]))
        new = readers[len(present) : size]
        each = (free - psutil.virtual_memory().available) / max(1, len(present))
        if psutil.virtual_memory().available < SPARE + max(each, 3e8) * len(new):
            return tell({"size": size, "stopped": "memory is short"})
        left = job["seconds"] - (time.monotonic() - begin)
        try:
            await asyncio.wait_for(asyncio.gather(*map(join, new)), max(1, left))
        except TimeoutError:
            return tell({"size": size, "stopped": "time is up"})
        present += new
        times = sorted(sum(await asyncio.gather(*map(warm, present)), []))
        late = times[int(len(times) * 0.95)]
        median = times[len(times) // 2]
        tell({"size": size, "median": median, "late": late, "worst": times[-1], "cells": len(times)})
        if late > job["limit"]:
            return None
    return None


async def main() -> None:
    job = json.load(sys.stdin)
    readers = [
        Reader(job["url"], f"reader{i + 1}", job["password"]) for i in range(job["readers"])
    ]
    await asyncio.gather(*(attend(reader, job) for reader in readers))
    await grow(readers, job)


asyncio.run(main())
