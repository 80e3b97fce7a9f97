#!/usr/bin/env python3
"""The HTML page in a headless Chromium, opened from disk. Exit 77 (skipped) where there is no Chromium.

    page_test.py RELATA_BINARY
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import browser

RELATA = sys.argv[1]
ARTICLE = pathlib.Path(__file__).resolve().parents[2] / "examples" / "nato-azerbaijan.txt"
DATA = "JSON.parse(document.getElementById('graph').textContent)"
failures = []


def expect(what, condition, seen=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n  {seen}")


def relata(*arguments):
    return subprocess.run([RELATA, *map(str, arguments), "-q"], check=True, capture_output=True, timeout=300).stdout.decode()


def texts(page, selector):
    return page.value(f"[...document.querySelectorAll({json.dumps(selector)})].map((e) => e.textContent)")


def text(page, selector):
    return " | ".join(texts(page, selector))


def visible(page, kind):
    """Numbers of the entities or relations that the diagram shows."""
    return page.value(f"""[...document.querySelectorAll('#diagram [id^={kind}_]')].filter((e) => e.getBoundingClientRect().width > 0)
        .map((e) => +e.id.slice({len(kind) + 1}))""")


def line_of(data, subject, relation, object_):
    labels = [entity["label"] for entity in data["entities"]]
    return next(i for i, line in enumerate(data["lines"]) if (labels[line["from"]], labels[line["to"]]) == (subject, object_)
                and data["relations"][data["claims"][line["claims"][0]]["relation"]]["label"] == relation)


def number_of(data, label):
    return [entity["label"] for entity in data["entities"]].index(label)


def box_off(facet, value):
    return f"input[data-facet={facet}][data-value='{value}']"


def everything(page, folder):
    """Each entity and claim that the graph holds, once; the file weighs little and asks the network for nothing."""
    graph = json.loads(relata("build", ARTICLE, "--to", "json"))
    labels = sorted(node["label"] for node in graph["nodes"])
    expect("entities in the diagram", len(visible(page, "entity")) == len(labels) > 20, visible(page, "entity"))
    page.click("#tab-entities")
    expect("entities in the list", sorted(texts(page, "#entities .name")) == labels, texts(page, "#entities .name"))
    page.click("#tab-claims")
    data = page.value(DATA)
    expect("claims in the list", len(texts(page, "#claims .claim")) == len(data["claims"]) > 30)
    expect("count of claims", text(page, "#counts").endswith(f"{len(data['claims'])} claims"))
    drawn = {(edge["source"], edge["relation"], edge["target"], edge["polarity"]) for edge in graph["edges"]}
    expect("relations in the diagram", len(visible(page, "relation")) == len(data["lines"]) == len(drawn) > 10, (visible(page, "relation"), drawn))
    article = ARTICLE.read_text()
    for claim in data["claims"]:
        for place in claim["evidence"]:
            sentence = data["sentences"][place["sentence"]]
            expect("sentence is of the article", article[sentence["begin"]:sentence["begin"] + len(sentence["text"])] == sentence["text"], sentence)
    size = (folder / "example.html").stat().st_size
    expect("under 1.5 MB", size < 1.5e6, size)
    asked = {e["params"]["request"]["url"] for e in page.events if e.get("method") == "Network.requestWillBeSent"}
    own = (folder / "example.html").as_uri()
    expect("asks for nothing", asked and all(url == own or url.startswith(("about:", "data:")) for url in asked), asked)  # data: icons of Chromium's own


def evidence(page, folder):
    """A click on a relation's name, and on its line, shows the sentence, the evidence in it, and who says it."""
    data, article = page.value(DATA), ARTICLE.read_text()
    number = line_of(data, "NATO", "partner of", "Azerbaijan")
    claim = data["claims"][data["lines"][number]["claims"][0]]
    place = claim["evidence"][0]
    page.click(f"#relation_{number}")
    quote, mark = text(page, "#details blockquote"), text(page, "#details mark")
    expect("marked evidence", mark == article[place["begin"]:place["end"]] and mark, mark)
    expect("whole sentence", mark in quote and quote in article and len(quote) > len(mark), quote)
    expect("speaker", "Said by Javier Colomina" in text(page, "#details .source"), text(page, "#details .source"))
    other = line_of(data, "Russia", "at war with", "Ukraine")
    spot = page.value(f"""(() => {{ const p = document.querySelector("#diagram .line.relation_{other} path"), at = p.getPointAtLength(p.getTotalLength() / 2),
        s = new DOMPoint(at.x, at.y).matrixTransform(p.getScreenCTM()); return [s.x + 3, s.y]; }})()""")
    page.click_at(*spot)
    expect("click beside a line", text(page, "#details h2") == "Russia – at war with – Ukraine", text(page, "#details h2"))
    page.click("#details [data-entity]")
    expect("from a claim to its entity", text(page, "#details h2") == "Russia", text(page, "#details h2"))
    person = number_of(data, "Javier Colomina")
    page.click(f"#entity_{person}")
    about = sum(person in (c["subject"], c.get("object")) for c in data["claims"])
    said = sum(data["speakers"][c["speaker"]].get("entity") == person for c in data["claims"] if "speaker" in c)
    expect("claims of an entity", texts(page, "#details h3") == [f"Claims ({about})", f"Said by it ({said})"], texts(page, "#details h3"))
    page.open((folder / "example.html").as_uri() + f"#relation_{number}")
    expect("address of a relation", text(page, "#details h2") == "NATO – partner of – Azerbaijan", text(page, "#details h2"))


def searching(page, folder):
    page.open((folder / "example.html").as_uri())
    page.click("#search")
    page.type("kremlín")
    expect("search in the list", "Kremlin" in texts(page, "#entities .name"), texts(page, "#entities .name"))
    bright = page.value("document.querySelectorAll('#diagram .entity:not(.dim)').length")
    expect("search in the diagram", 0 < bright < page.value(f"{DATA}.entities.length") / 2)
    claims = page.value("[...document.querySelectorAll('#claims .claim')].map((e) => e.textContent)")
    expect("search in sentences", claims and all("Kremlin" in claim for claim in claims), claims)
    page.key("Enter", 13)
    expect("Enter chooses the first", text(page, "#details h2") == "Kremlin", text(page, "#details h2"))
    page.click("#reset")
    expect("reset", page.value("document.querySelectorAll('#diagram .dim').length") == 0 and page.value("document.getElementById('search').value") == "")


def filtering(page, folder):
    data = page.value(DATA)
    ukraine, country = number_of(data, "Ukraine"), data["entities"][number_of(data, "Ukraine")]["class"]
    hidden = {i for i, entity in enumerate(data["entities"]) if entity["class"] == country}
    page.click(box_off("class", country))
    expect("class off", ukraine in hidden and set(visible(page, "entity")) == set(range(len(data["entities"]))) - hidden, visible(page, "entity"))
    ends = {data["lines"][i][end] for i in visible(page, "relation") for end in ("from", "to")}
    expect("lines without an end are off", ends and ends.isdisjoint(hidden), ends)
    page.click("#reset")
    for facet, key, value in (("speaker", "speaker", 0), ("relation", "relation", data["claims"][0]["relation"]), ("certainty", "certainty", "certain")):
        page.click(box_off(facet, value))
        left = page.value("[...document.querySelectorAll('#claims .claim')].map((e) => +e.dataset.claim)")
        expect(f"{facet} off", sorted(left) == [i for i, claim in enumerate(data["claims"]) if claim.get(key) != value], left)
        lines = [i for i, line in enumerate(data["lines"]) if set(line["claims"]) & set(left)]
        expect(f"{facet} off in the diagram", sorted(visible(page, "relation")) == lines, visible(page, "relation"))
        page.click("#reset")
    page.click("fieldset[data-facet=class] legend button")
    expect("none", visible(page, "entity") == [] and text(page, "#counts").startswith("0 entities, 0 claims"), text(page, "#counts"))
    page.click("#reset")


def keyboard(page, folder):
    page.open((folder / "example.html").as_uri())
    page.value("document.getElementById('toggle-filters').click()")
    page.click("#theme")
    page.key("Tab", 9)
    label = "document.activeElement.getAttribute('aria-label')"
    first = page.value(label)
    for key, code in (("ArrowDown", 40), ("ArrowRight", 39), ("ArrowDown", 40)):
        page.key(key, code)
    second = page.value(label)
    expect("arrows go over the diagram", first and second and first != second, (first, second))
    page.key("Enter", 13)
    expect("Enter opens", texts(page, "#details .claim, #details .hint") and text(page, "#details h2") != "", text(page, "#details h2"))
    expect("one stop of Tab in the diagram", page.value("document.querySelectorAll('#diagram [tabindex=\"0\"]').length") == 1)
    page.key("Escape", 27)
    expect("Escape lets go", page.value("document.querySelectorAll('#diagram .selected').length") == 0)
    nameless = page.value("""[...document.querySelectorAll("button, input, [role=button], [role=tabpanel]")].filter((e) => e.checkVisibility())
        .filter((e) => !(e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.textContent.trim() || e.labels?.length))
        .map((e) => e.outerHTML)""")
    expect("every control has a name", nameless == [], nameless)


def looks(page, folder):
    """Nothing lies on something else, and every name can be read in both themes (WCAG: a contrast of 4.5)."""
    page.open((folder / "example.html").as_uri())
    overlaps = page.value("""(() => { const all = [...document.querySelectorAll("#diagram .entity, #diagram .relation")], out = [];
        const b = all.map((e) => [e.id, e.getBoundingClientRect()]);
        for (const [i, [name, p]] of b.entries()) for (const [other, q] of b.slice(i + 1))
            if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1) out.push(name + " " + other);
        return out; })()""")
    expect("labels do not overlap", overlaps == [], overlaps)
    for theme in ("light", "dark"):
        page.prefer("prefers-color-scheme", theme)
        faint = page.value("""(() => { const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
            const light = (color) => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = color; pen.fillRect(0, 0, 1, 1);
              const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
              const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => linear(v / 255));
              return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
            const style = (e) => getComputedStyle(e), paper = style(document.body).backgroundColor, out = [];
            for (const node of document.querySelectorAll("#diagram .entity, #diagram .relation"))
              out.push([node.id, contrast(style(node.querySelector("text")).fill, style(node.querySelector("polygon, path, ellipse")).fill)]);
            for (const e of document.querySelectorAll(".hint, .source, .count, .ref, .tags li")) out.push([e.className, contrast(style(e).color, paper)]);
            return out.filter(([, c]) => c < 4.5); })()""")
        expect(f"contrast, {theme}", faint == [], faint)
    page.prefer("prefers-color-scheme", "light")


def timeline(page, folder):
    """A record with dates: own times as dots and bars, a value that is a date, others by the day of the document."""
    sentences = ["Germany signed the treaty with Norway on 12 March 2024.", "Anna Berg said the strike in Hamburg lasted from April to June 2024.",
                 "Norway did not join the union in 2023.", "Anna Berg was born on 2 May 2022 in a story."]
    whole = " ".join(sentences)
    at = [{"start": whole.index(s), "end": whole.index(s) + len(s) - 1} for s in sentences]
    names = {"g": ("Germany", "Country"), "n": ("Norway", "Country"), "a": ("Anna Berg", "Person"), "h": ("Hamburg", "City"),
             "s": ("the strike", "Event"), "u": ("the union", "Organization")}
    entities = [{"id": i, "label": n, "type": t} for i, (n, t) in names.items()]
    record = {"id": "gas", "title": "Gas", "date": "2024-07-02", "text": whole, "entities": entities, "claims": [
        {"subject": "g", "predicate": "signs", "object": "n", "time": "2024-03-12", "evidence": at[:1]},
        {"subject": "s", "predicate": "takesPlaceIn", "object": "h", "time": "2024-04-01/2024-07-01", "speaker": "a", "confidence": 0.4, "evidence": at[1:2]},
        {"subject": "n", "predicate": "joins", "object": "u", "time": "2023", "polarity": "negated", "evidence": at[2:3]},
        {"subject": "a", "predicate": "birthDate", "value": "2022-05-02", "datatype": "http://www.w3.org/2001/XMLSchema#date", "evidence": at[3:]},
        {"subject": "a", "predicate": "livesIn", "object": "h", "evidence": at[1:2]}]}
    (folder / "dated.jsonl").write_text(json.dumps(record))
    relata("build", folder / "dated.jsonl", "-o", folder / "dated.html")
    page.open((folder / "dated.html").as_uri())
    dates = sorted(label.split(":")[0] for label in page.value("[...document.querySelectorAll('.event')].map((e) => e.getAttribute('aria-label'))"))
    expect("times", dates == ["2022-05-02", "2023", "2024-03-12", "2024-04-01/2024-07-01", "2024-07-02"], dates)
    expect("the document's day is hollow", page.value("document.querySelectorAll('.event.published').length") == 1)
    page.click(".event.denied circle")
    expect("click on the timeline", text(page, "#details h2") == "Norway → not joins → the union", text(page, "#details h2"))
    page.value("document.getElementById('since').value = '2024-03-12'; document.getElementById('since').dispatchEvent(new Event('change'))")
    expect("since", text(page, "#counts").endswith("3 claims of 6 and 5"), text(page, "#counts"))
    expect("what filters hide is counted", text(page, "#details .hint") == "1 claim is hidden by the filters.", text(page, "#details .hint"))
    page.value("document.getElementById('until').value = '2024-03-31'; document.getElementById('until').dispatchEvent(new Event('change'))")
    expect("until", text(page, "#counts") == "2 entities, 1 claim of 6 and 5", text(page, "#counts"))
    page.click("#reset")
    axis = page.value("(() => { const b = document.querySelector('#timeline svg').getBoundingClientRect(); return [b.x, b.y, b.width]; })()")
    page.drag(axis[0] + axis[2] * 0.65, axis[1] + 8, axis[0] + axis[2] - 14, axis[1] + 9)
    since = page.value("document.getElementById('since').value")
    expect("drag over the timeline", since.startswith("2023-") and text(page, "#counts").endswith("4 claims of 6 and 5"), (since, text(page, "#counts")))
    page.click("#reset")
    page.value("(() => { const e = document.getElementById('min-confidence'); e.value = 0.5; e.dispatchEvent(new Event('input')); })()")
    expect("confidence", text(page, "#counts").endswith("4 claims of 6 and 5"), text(page, "#counts"))


def from_rdf(page, folder):
    """RDF has the words of the evidence; with --keep-text whole sentences."""
    relata("build", ARTICLE, "-o", folder / "bare.ttl")
    relata("build", ARTICLE, "--keep-text", "-o", folder / "kept.ttl")
    relata("draw", folder / "bare.ttl", "-o", folder / "bare.html", "--title", "From RDF")
    relata("draw", folder / "kept.ttl", "-o", folder / "kept.html")
    for name, whole in (("bare", False), ("kept", True)):
        page.open((folder / f"{name}.html").as_uri())
        data = page.value(DATA)
        page.click(f"#relation_{line_of(data, 'Vladimir Putin', 'head of state of', 'Russia')}")
        quote, mark = text(page, "#details blockquote"), text(page, "#details mark")
        expect(f"{name}: evidence", mark and mark in quote and (quote != mark) == whole and quote in ARTICLE.read_text(), quote)
        expect(f"{name}: title", text(page, "#title") == ("From RDF" if name == "bare" else "nato-azerbaijan"), text(page, "#title"))
    relata("draw", folder / "bare.ttl", "-o", folder / "part.html", "--around", "Kremlin", "--no-legend")
    page.open((folder / "part.html").as_uri())
    page.click("#tab-entities")
    expect("a part", sorted(texts(page, "#entities .name")) == ["Kremlin", "NATO allies", "our partners"], texts(page, "#entities .name"))
    expect("without the legend", page.value("document.getElementById('filters').hidden"))


def hostile(page, folder):
    """Texts that would like to be markup, or hide, come out as text."""
    bad = ["</script><script>window.broken = 1</script>", "\"'><img src=x onerror='window.broken = 2'>",
           "שלום <b>עולם</b> \u202eabc", "tab\there\x07bell\x00nul", "]]>&amp;<!--",
           "${window.broken = 3} {{nonce}} \\u003c", "e\u0301\U0001f600 wide"]
    whole = " ".join(f"{word} rules." for word in bad)
    entities = [{"id": str(i), "label": word, "type": "Odd " + word, "aliases": [word + "!"], "same_as": ["javascript:window.broken=4"]}
                for i, word in enumerate(bad)]
    claims = [{"subject": str(i), "predicate": word, "object": str((i + 1) % len(bad)), "speaker": str((i + 2) % len(bad)), "qualifiers": {word: word},
               "time": word, "evidence": [{"start": whole.index(word), "end": whole.index(word) + len(word)}]} for i, word in enumerate(bad)]
    claims += [{"subject": "0", "predicate": "says", "value": word} for word in bad]
    record = {"id": bad[0], "title": bad[1], "date": bad[0], "source": bad[2], "text": whole, "entities": entities, "claims": claims}
    (folder / "bad.jsonl").write_text(json.dumps(record))
    relata("build", folder / "bad.jsonl", "-o", folder / "bad.html", "-o", folder / "bad.nq")
    page.open((folder / "bad.html").as_uri())
    expect("title as text", text(page, "#title") == bad[1], text(page, "#title"))
    page.click("#tab-entities")
    data = page.value(DATA)
    labels = sorted(entity["label"] for entity in data["entities"])
    expect("labels as text", sorted(texts(page, "#entities .name")) == labels and set(bad) - {bad[3]} <= set(labels), labels)
    for i in range(len(data["entities"])):
        page.value(f"document.querySelector('#entities [data-entity=\"{i}\"]').click()")
        expect("details as text", text(page, "#details h2") == data["entities"][i]["label"])
    page.click("#tab-claims")
    marks = set(texts(page, "#claims mark"))
    expect("evidence as text", set(bad) - {bad[3]} <= marks, marks)
    expect("no link but to the web", page.value("[...document.links].every((link) => link.protocol.startsWith('http'))"))
    expect("nothing ran", page.value("window.broken === undefined && document.querySelector('img, b') === null && document.scripts.length === 3"))


def main():
    if not browser.program():
        print("SKIPPED: chromium is not installed (apt-get install chromium)")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        relata("build", ARTICLE, "-o", folder / "example.html")
        page = browser.Browser(folder / "profile")
        try:
            page.open((folder / "example.html").as_uri())
            for check in (everything, evidence, searching, filtering, keyboard, looks, timeline, from_rdf, hostile):
                check(page, folder)
                faults = [e["params"] for e in page.events if e.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")]
                expect(f"{check.__name__}: no error on the page", faults == [], faults)
        finally:
            page.close()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
