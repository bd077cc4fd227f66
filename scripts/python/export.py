"""Writes notebooks as the pages of a static site, by nbconvert with the template in scripts/export/affine.

Reads from standard input {"notebooks": [path], "folder": path, "templates": path}. Writes the pages and the pictures into the
folder, and to standard output what the search needs: [{"name", "title", "sections": [{"id", "title", "text"}]}].
"""

import json
import re
import sys
from html import escape
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets.config import Config

SITE = "The affine layer, live"
HEADING = re.compile(r"^h[1-6]$")
CONFIG = Config(
    {
        "ExtractOutputPreprocessor": {
            "enabled": True,
            "extract_output_types": {"image/svg+xml"},
        },
    }
)


class Formulas(IPythonRenderer):
    """Leaves a formula as its TeX, marked: scripts/export/formulas.mjs sets it."""

    def block_math(self, body: str) -> str:
        return f'<span class="tex" data-display="block">{escape(body)}</span>'

    def inline_math(self, body: str) -> str:
        return f'<span class="tex">{escape(body)}</span>'

    def latex_environment(self, name: str, body: str) -> str:
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


class Site(HTMLExporter):
    """nbconvert's HTML with our template and our formulas."""

    def markdown2html(self, context, source):
        renderer = Formulas(escape=False, anchor_link_text="#")
        return MarkdownWithMath(renderer=renderer).render(source)

    markdown2html.jinja_pass_arg = HTMLExporter.markdown2html.jinja_pass_arg


def sections_of(soup: BeautifulSoup) -> list[dict]:
    """The headings of a page, each with the text that follows it; two headings with the same id are told apart."""
    sections: list[dict] = []
    seen: set[str] = set()
    for cell in soup.select(".cell"):
        parts = cell.find_all(recursive=False)
        for part in parts:
            if isinstance(part, Tag) and HEADING.match(part.name):
                anchor = part.select_one(".anchor-link")
                if anchor:
                    anchor.extract()
                title = part.get_text().strip()
                name = part.get("id") or title
                while name in seen:
                    name += "-"
                seen.add(name)
                part["id"] = name
                section = {"id": name, "title": title, "level": int(part.name[1]), "text": ""}
                sections.append(section)
                if anchor:
                    anchor["href"] = f"#{name}"
                    anchor["aria-label"] = f"Link to “{title}”"
                    part.append(anchor)
            elif sections:
                sections[-1]["text"] += words_of(part) + "\n"
    return sections


def words_of(part: Tag) -> str:
    """What can be searched for: no figure's numbers, and no formula's TeX."""
    copy = BeautifulSoup(str(part), "html.parser")
    for other in copy.select("script, .tex, summary"):
        other.decompose()
    for block in copy.select("p, li, td, th, caption, pre, div, br"):
        block.append(" ")
    return re.sub(r"\s+", " ", copy.get_text()).strip()


def opening_of(soup: BeautifulSoup) -> str:
    """What stands between a page's title and its next heading or code, for the list of all pages."""
    heading = soup.find("h1")
    parts = []
    for part in heading.find_next_siblings() if heading else []:
        if HEADING.match(part.name):
            break
        parts.append(str(part))
        if part.name == "ul":
            break
    return "\n".join(parts[:2])


def page_of(file: Path, exporter: Site, folder: Path) -> dict:
    """One notebook: its cells as HTML, and what the pages around it say of it."""
    resources = {"unique_key": file.stem, "output_files_dir": "pictures"}
    html, resources = exporter.from_filename(str(file), resources=resources)
    for name, data in resources["outputs"].items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    html = re.sub(r'href="([\w.-]+)\.ipynb(#[^"]*)?"', r'href="\1.html\2"', html)
    soup = BeautifulSoup(html, "html.parser")
    for table in soup.select(".text-cell > table, .output_markdown > table, .output_html > table"):
        table.wrap(soup.new_tag("div", **{"class": "wide", "tabindex": "0"}))
    for corner in soup.select("th:empty"):  # an empty heading is announced as one
        corner.name = "td"
    sections = sections_of(soup)
    opening = opening_of(soup)
    return {
        "name": file.stem,
        "title": sections[0]["title"] if sections else file.stem,
        "summary": words_of(BeautifulSoup(opening, "html.parser"))[:200],
        "opening": opening,
        "sections": sections,
        "charts": len(soup.select(".chart")),
        "views": len(soup.select(".view")),
        "body": str(soup),
    }


def main() -> None:
    asked = json.load(sys.stdin)
    folder = Path(asked["folder"])
    exporter = Site(
        config=CONFIG,
        template_name="affine",
        extra_template_basedirs=[asked["templates"]],
    )
    pages = [page_of(Path(file), exporter, folder) for file in asked["notebooks"]]
    for before, after in zip(pages, pages[1:]):
        before["next"], after["previous"] = after, before
    frame = exporter.environment.get_template("page.html.j2")
    contents = exporter.environment.get_template("contents.html.j2")
    summary = "The affine layer, forward and backward: lessons with live numbers."
    first = {"name": "index", "title": SITE, "summary": summary, "sections": []}
    first["body"] = contents.render(site=SITE, pages=pages)
    for page in [first, *pages]:
        html = frame.render(site=SITE, page=page, pages=pages, body=page["body"])
        (folder / f"{page['name']}.html").write_text(html, encoding="utf-8", newline="\n")
    found = [{key: page[key] for key in ("name", "title", "sections")} for page in pages]
    json.dump(found, sys.stdout)


main()
