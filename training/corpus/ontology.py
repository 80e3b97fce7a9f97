"""The classes and relations that the corpus is written in: those of ontologies/core.ttl and news.ttl."""
import pathlib
import re

FOLDER = pathlib.Path(__file__).parent.parent.parent / "ontologies"


def blocks(file, prefix, kind):
    """(local name, Turtle) of each resource of this kind."""
    text = (FOLDER / file).read_text(encoding="utf-8")
    for m in re.finditer(rf"^{prefix}:(\w+) a owl:{kind}\b.*?(?=^{prefix}:|\Z)", text, re.S | re.M):
        yield m[1], m[0]


def words(turtle, name):
    m = re.search(rf'{name} "([^"]*)"', turtle)
    return m[1] if m else ""


def classes():
    """{class: comment}"""
    return {name: words(turtle, "rdfs:comment") for name, turtle in blocks("core.ttl", "rel", "Class")}


class Relation:
    def __init__(self, name, turtle):
        side = lambda key: re.findall(r"rel:(\w+)", m[1]) if (m := re.search(rf"rdfs:{key} (.*?) ;\n", turtle, re.S)) else []
        self.name, self.comment = name, words(turtle, "rdfs:comment")
        self.domain, self.range = side("domain"), side("range")
        self.symmetric = "owl:SymmetricProperty" in turtle.split("\n")[0]
        self.wordings = re.findall(r'writtenRep "([^"]*)"', turtle)


def relations():
    """[Relation]"""
    return [Relation(name, turtle) for name, turtle in blocks("news.ttl", "news", "ObjectProperty")]


if __name__ == "__main__":
    for c, comment in classes().items():
        print(f"{c}: {comment}")
    for r in relations():
        print(f"{r.name}: {' or '.join(r.domain) or 'any'} -> {' or '.join(r.range) or 'any'}; {r.comment}{' (symmetric)' if r.symmetric else ''}  e.g. {'; '.join(r.wordings[:5])}")
