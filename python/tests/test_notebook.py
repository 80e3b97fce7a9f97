"""The notebook of examples/ from top to bottom, and that its figures say something."""
from pathlib import Path

import nbclient
import nbformat

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def outputs(cell):
    return "".join(str(data.get("data", {}).get("text/plain", "")) for data in cell.get("outputs", []))


def test_analytics():
    notebook = nbformat.read(EXAMPLES / "analytics.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells), "the notebook is kept without outputs"
    nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(EXAMPLES)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert "20 documents" in outputs(code[0])
    shown = "".join(outputs(cell) for cell in code)
    for words in ("Kenya", "Amina Wekesa", "pagerank", "supports", "Neema Mushi"):
        assert words in shown, words
    images = [data for cell in code for data in cell.outputs if "image/png" in data.get("data", {})]
    assert len(images) == 2
