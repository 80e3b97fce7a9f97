// The page of a knowledge graph. The data (lib/relata/html/page_data.hpp says its form) is in #graph, the diagram is GraphViz's SVG with
// the ids "entity_3" and "relation_2". Texts enter the page as text nodes and attributes alone, never as markup.
"use strict";
(() => {
const data = JSON.parse(document.getElementById("graph").textContent);
const { entities, claims, lines, relations, classes, speakers, documents, sentences } = data;
const $ = (id) => document.getElementById(id);

/// An element; `attributes` may have `text`, `class` and `on...` handlers.
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "text") element.textContent = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(Boolean));
  return element;
}
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const plural = (number, one, many) => `${number} ${number === 1 ? one : many}`;

// ---- Times: ISO 8601 dates, months, years, weeks and intervals, as [begin, end) in milliseconds

function instant(text) {
  const week = /^(\d{4})-W(\d\d)$/.exec(text);
  if (week) {
    const january4 = Date.UTC(+week[1], 0, 4), day = (new Date(january4).getUTCDay() + 6) % 7;
    const begin = january4 + ((+week[2] - 1) * 7 - day) * 864e5;
    return [begin, begin + 7 * 864e5];
  }
  const parts = /^(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::?(\d\d))?.*)?)?)?$/.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute] = parts.slice(1).map((part) => (part === undefined ? null : +part));
  const at = (...fields) => {
    const date = new Date(0);
    date.setUTCFullYear(fields[0], fields[1] ?? 0, fields[2] ?? 1);
    return date.setUTCHours(fields[3] ?? 0, fields[4] ?? 0);
  };
  const begin = at(year, (month ?? 1) - 1, day ?? 1, hour, minute);
  const end = month === null ? at(year + 1) : day === null ? at(year, month) : hour === null ? begin + 864e5 : begin + 6e4;
  return Number.isNaN(begin) || Number.isNaN(end) ? null : [begin, end];
}

function stretch(text) {
  if (!text) return null;
  const [first, last] = text.split("/"), begin = instant(first), end = last ? instant(last) : null;
  return begin && [begin[0], end ? Math.max(end[0], begin[0] + 1) : begin[1]];
}

/// A claim is dated by its own time, by a value that is a date, else by its document.
function dating(claim) {
  const own = stretch(claim.time) || (/^(date|dateTime|gYear|gYearMonth)$/.test(claim.datatype) ? stretch(claim.value) : null);
  if (own) return { span: own, published: false };
  const published = claim.document === undefined ? null : stretch(documents[claim.document].date);
  return published && { span: published, published: true };
}

// ---- What is derived from the data

const claimsOf = entities.map(() => []), saidBy = entities.map(() => []);
claims.forEach((claim, number) => {
  claim.number = number;
  claim.dating = dating(claim);
  claim.by = claim.speaker === undefined ? -1 : claim.speaker;
  claim.label = `${entities[claim.subject].label} ${relations[claim.relation].label} ${claim.value ?? entities[claim.object].label}`;
  const words = claim.evidence.map((place) => (place.sentence === undefined ? place.quote : sentences[place.sentence].text));
  claim.folded = fold([claim.label, claim.by < 0 ? "" : speakers[claim.by].label, ...words].join("\n"));
  claimsOf[claim.subject].push(claim);
  if (claim.object !== undefined && claim.object !== claim.subject) claimsOf[claim.object].push(claim);
  if (claim.by >= 0 && speakers[claim.by].entity !== undefined) saidBy[speakers[claim.by].entity].push(claim);
});
lines.forEach((line, number) => line.claims.forEach((claim) => { claims[claim].line = number; }));
entities.forEach((entity, number) => {
  entity.number = number;
  entity.folded = fold([entity.label, ...entity.aliases].join("\n"));
});
const articleOf = (claim) => (claim.document === undefined ? "" : `${documents[claim.document].date} ${documents[claim.document].id}`);
const readingOrder = [...claims].sort((a, b) => articleOf(a).localeCompare(articleOf(b), "en") ||
  (a.evidence[0]?.begin ?? 0) - (b.evidence[0]?.begin ?? 0) || a.number - b.number);

// ---- Filters

const facets = [
  { name: "class", title: "Class", of: (claim) => [entities[claim.subject].class, ...(claim.object === undefined ? [] : [entities[claim.object].class])],
    values: classes.map((_, i) => i), label: (i) => classes[i].name || "no class", sign: (i) => classes[i],
    count: (i) => entities.filter((e) => e.class === i).length },
  { name: "relation", title: "Relation", of: (claim) => [claim.relation], values: relations.map((_, i) => i), label: (i) => relations[i].label },
  { name: "speaker", title: "Speaker", of: (claim) => [claim.by], values: [-1, ...speakers.keys()],
    label: (i) => (i < 0 ? "the text itself" : speakers[i].label) },
  { name: "certainty", title: "Certainty", of: (claim) => [claim.certainty], label: (word) => word,
    values: ["certain", "probable", "possible", "hypothetical", "planned", "asked", "wished"] },
  { name: "polarity", title: "Affirmed or denied", of: (claim) => [claim.polarity], label: (word) => (word === "negated" ? "denied" : word),
    values: ["affirmed", "negated"] },
];
for (const facet of facets) {
  facet.off = new Set();
  facet.count ??= (value) => claims.filter((claim) => facet.of(claim).includes(value)).length;
  facet.values = facet.values.map((value) => ({ value, count: facet.count(value) })).filter((row) => row.count > 0);
  if (facet.name === "relation" || facet.name === "speaker" || facet.name === "class")
    facet.values.sort((a, b) => b.count - a.count || facet.label(a.value).localeCompare(facet.label(b.value), "en"));
}
const filter = { query: "", confidence: 0, since: null, until: null };

function passes(claim) {
  if (claim.confidence < filter.confidence) return false;
  if (facets.some((facet) => facet.of(claim).some((value) => facet.off.has(value)))) return false;
  if (filter.since === null && filter.until === null) return true;
  const span = claim.dating?.span;
  return Boolean(span) && (filter.since === null || span[1] > filter.since) && (filter.until === null || span[0] < filter.until);
}
const isNarrowed = () => filter.confidence > 0 || filter.since !== null || filter.until !== null ||
  facets.some((facet) => facet.name !== "class" && facet.off.size > 0);

function buildFacets() {
  for (const facet of facets) {
    if (facet.values.length < 2 && facet.name !== "class" && facet.name !== "relation") continue;
    facet.boxes = new Map();
    const rows = facet.values.map(({ value, count }) => {
      const box = make("input", { type: "checkbox", checked: true, "data-facet": facet.name, "data-value": value, onchange: () => {
        if (box.checked) facet.off.delete(value);
        else facet.off.add(value);
        apply();
      } });
      facet.boxes.set(value, box);
      const style = facet.sign?.(value);
      const sign = style && make("span", { class: "sign", text: style.sign, "aria-hidden": "true" });
      sign?.style.setProperty("--border", style.border);
      return make("label", { class: "choice" }, box, sign, make("span", { class: "name", dir: "auto", text: facet.label(value) }),
                  make("span", { class: "count", text: count }));
    });
    const toggle = make("button", { type: "button", text: "none", "aria-label": `${facet.title}: all or none`, onclick: () => {
      const none = facet.off.size === 0;
      facet.off = new Set(none ? facet.values.map((row) => row.value) : []);
      apply();
    } });
    facet.toggle = toggle;
    $("facets").append(make("fieldset", { "data-facet": facet.name }, make("legend", {}, facet.title, toggle),
                            make("div", { class: "choices" }, ...rows)));
  }
}

function showFacets() {
  for (const facet of facets) {
    if (!facet.boxes) continue;
    for (const [value, box] of facet.boxes) box.checked = !facet.off.has(value);
    facet.toggle.textContent = facet.off.size === 0 ? "none" : "all";
  }
}

function resetFilters() {
  for (const facet of facets) facet.off.clear();
  Object.assign(filter, { query: "", confidence: 0, since: null, until: null });
  for (const id of ["search", "since", "until"]) $(id).value = "";
  $("min-confidence").value = 0;
  apply();
}

// ---- What is shown now

const shown = { claims: [], entities: [] };  // that pass the filters and match the search
let passing = new Set(), selection = null;

/// Filters hide; the search dims in the diagram and shortens the lists.
function apply() {
  const before = passing;
  passing = new Set(claims.filter(passes));
  const query = fold(filter.query.trim()), classesOff = facets[0].off;
  // Where filters narrow the claims, an entity stays for a claim about it or by it.
  const narrowed = isNarrowed(), stays = (claim) => passing.has(claim);
  const visible = entities.filter(({ number, class: kind }) =>
    !classesOff.has(kind) && (!narrowed || claimsOf[number].some(stays) || saidBy[number].some(stays)));
  shown.claims = readingOrder.filter((claim) => passing.has(claim) && claim.folded.includes(query));
  const named = new Set(shown.claims.flatMap((claim) => [claim.subject, claim.object]));
  shown.entities = visible.filter((entity) => entity.folded.includes(query));
  const found = new Set(shown.entities), visibleSet = new Set(visible);
  entities.forEach((entity, i) => {
    diagram.entities[i]?.classList.toggle("off", !visibleSet.has(entity));
    diagram.entities[i]?.classList.toggle("dim", query !== "" && !found.has(entity) && !named.has(i));
  });
  const hit = new Set(shown.claims);
  lines.forEach((line, i) => {
    const off = !line.claims.some((claim) => passing.has(claims[claim]));
    const dim = query !== "" && !line.claims.some((claim) => hit.has(claims[claim]));
    for (const part of diagram.lines[i]) {
      part.classList.toggle("off", off);
      part.classList.toggle("dim", dim);
    }
  });
  const all = shown.entities.length === entities.length && shown.claims.length === claims.length;
  $("counts").textContent = `${plural(shown.entities.length, "entity", "entities")}, ${plural(shown.claims.length, "claim", "claims")}` +
    (all ? "" : ` of ${entities.length} and ${claims.length}`) +
    (data.leftOut > 0 ? ` · the most connected of ${entities.length + data.leftOut} entities` : "");
  $("confidence").querySelector("output").textContent = filter.confidence;
  showFacets();
  showLists();
  showDetails();
  if (passing.size !== before.size || claims.some((claim) => passing.has(claim) !== before.has(claim))) timeline.draw();
}

// ---- Panel

function reference(number) {
  return make("button", { type: "button", class: "ref", dir: "auto", text: entities[number].label, "data-entity": number,
                          onclick: () => select({ entity: number }) });
}

/// A sentence with its evidence marked. Offsets are code points.
function quotation(text, begin, places) {
  const points = Array.from(text), quote = make("blockquote", { dir: "auto" });
  let at = 0;
  for (const place of [...places].sort((a, b) => a.begin - b.begin)) {
    const from = Math.max(place.begin - begin, at), to = Math.max(place.end - begin, from);
    quote.append(points.slice(at, from).join(""), make("mark", { text: points.slice(from, to).join("") }));
    at = to;
  }
  quote.append(points.slice(at).join(""));
  return quote;
}

function quotations(claim) {
  const bySentence = new Map();
  for (const place of claim.evidence) bySentence.set(place.sentence, [...(bySentence.get(place.sentence) ?? []), place]);
  return [...bySentence].flatMap(([sentence, places]) => sentence === undefined
    ? places.map((place) => make("blockquote", { dir: "auto" }, make("mark", { text: place.quote })))
    : [quotation(sentences[sentence].text, sentences[sentence].begin, places)]);
}

function sourceLine(claim) {
  const line = make("p", { class: "source" });
  const speaker = claim.by < 0 ? null : speakers[claim.by];
  if (!speaker) line.append("The text itself says so");
  else line.append("Said by ", speaker.entity === undefined ? make("bdi", { text: speaker.label }) : reference(speaker.entity));
  if (claim.document !== undefined) {
    const article = documents[claim.document];
    line.append(" · ", make("bdi", { text: [article.title || article.id, article.publisher, article.date].filter(Boolean).join(", ") }));
  }
  if (claim.evidence.length > 0) line.append(` · characters ${claim.evidence.map((place) => `${place.begin}–${place.end}`).join(", ")}`);
  return line;
}

function card(claim) {
  const object = claim.object === undefined ? make("bdi", { class: "value", text: claim.value }) : reference(claim.object);
  const tags = [claim.polarity === "negated" && ["denied", "denied"], [claim.certainty], [`confidence ${claim.confidence}`],
                claim.time && [`time ${claim.time}`], claim.category && [claim.category.replace(/^.*[#/]/, "")],
                ...Object.entries(claim.qualifiers ?? {}).map(([key, value]) => [`${key}: ${value}`])].filter(Boolean);
  const relation = make("em", { dir: "auto", text: (claim.polarity === "negated" ? "not " : "") + relations[claim.relation].label });
  const kind = claim.number === selection?.claim ? "claim selected" : "claim";
  return make("article", { class: kind, "data-claim": claim.number, "aria-label": claim.label },
    make("p", { class: "statement" }, reference(claim.subject), " ", relation, " ", object),
    ...quotations(claim), sourceLine(claim),
    make("ul", { class: "tags" }, ...tags.map(([text, kind]) => make("li", { class: kind, dir: "auto", text }))));
}

/// A heading and cards; of very many the rest comes on demand.
function cards(container, list, title) {
  const step = 100;
  if (title) container.append(make("h3", { text: `${title} (${list.length})` }));
  const more = (from) => {
    container.append(...list.slice(from, from + step).map(card));
    if (from + step >= list.length) return;
    const button = make("button", { type: "button", text: `Show ${Math.min(step, list.length - from - step)} more` });
    button.addEventListener("click", () => { button.remove(); more(from + step); });
    container.append(button);
  };
  more(0);
}

function linkList(title, iris) {
  if (iris.length === 0) return null;
  const links = iris.map((iri) => (/^https?:\/\//.test(iri)
    ? make("a", { href: iri, rel: "noopener noreferrer", target: "_blank", text: iri }) : make("span", { text: iri })));
  return make("p", { class: "names" }, title, ...links.flatMap((link, i) => (i > 0 ? [", ", link] : [link])));
}

/// The cards of those that pass the filters, and how many do not.
function passingCards(panel, list, title) {
  cards(panel, list.filter((claim) => passing.has(claim)), title);
  const hidden = list.filter((claim) => !passing.has(claim)).length;
  if (hidden > 0) panel.append(make("p", { class: "hint", text: `${plural(hidden, "claim is", "claims are")} hidden by the filters.` }));
}

function entityDetails(panel, number) {
  const entity = entities[number], style = classes[entity.class];
  const sign = make("span", { class: "sign", text: style.sign, "aria-hidden": "true" });
  sign.style.setProperty("--border", style.border);
  panel.append(make("h2", { dir: "auto", text: entity.label }), make("p", { class: "kind" }, sign, ` ${style.name || "no class"}`));
  if (entity.aliases.length > 0) panel.append(make("p", { class: "names", dir: "auto", text: `Also: ${entity.aliases.join(", ")}` }));
  for (const list of [linkList("The same as ", entity.sameAs), linkList("Likely the same as ", entity.closeMatch)]) if (list) panel.append(list);
  const about = readingOrder.filter((claim) => claim.subject === number || claim.object === number);
  const said = readingOrder.filter((claim) => saidBy[number].includes(claim));
  if (about.length > 0) passingCards(panel, about, "Claims");
  if (said.length > 0) passingCards(panel, said, "Said by it");
  if (about.length + said.length === 0) panel.append(make("p", { class: "hint", text: "No claim is made about it." }));
}

function lineDetails(panel, number) {
  const line = lines[number], first = claims[line.claims[0]];
  const sign = line.symmetric ? " – " : " → ";
  const relation = (line.strength === "denied" ? "not " : "") + relations[first.relation].label;
  panel.append(make("h2", {}, make("bdi", { text: entities[line.from].label }), sign, make("bdi", { text: relation }), sign,
                    make("bdi", { text: entities[line.to].label })));
  passingCards(panel, line.claims.map((claim) => claims[claim]), "Claims");
}

function showDetails() {
  const panel = $("details");
  panel.replaceChildren();
  if (selection?.entity !== undefined) entityDetails(panel, selection.entity);
  else if (selection?.line !== undefined) lineDetails(panel, selection.line);
  else panel.append(make("p", { class: "hint", text: "Choose an entity or a line of the diagram: here come its claims, with the sentences that say so." }));
}

function showLists() {
  $("tab-entities").textContent = `Entities ${shown.entities.length}`;
  $("tab-claims").textContent = `Claims ${shown.claims.length}`;
  const order = [...shown.entities].sort((a, b) => claimsOf[b.number].length - claimsOf[a.number].length || a.label.localeCompare(b.label, "en"));
  $("entities").replaceChildren(make("ul", { class: "entities" }, ...order.map((entity) => {
    const style = classes[entity.class], sign = make("span", { class: "sign", text: style.sign, "aria-hidden": "true" });
    sign.style.setProperty("--border", style.border);
    return make("li", { "aria-current": selection?.entity === entity.number && "true" },
      make("button", { type: "button", "data-entity": entity.number, onclick: () => select({ entity: entity.number }) }, sign,
           make("span", { class: "name", dir: "auto", text: entity.label }),
           make("span", { class: "count", text: plural(claimsOf[entity.number].length, "claim", "claims") })));
  })));
  $("claims").replaceChildren();
  cards($("claims"), shown.claims);
}

const tabs = ["details", "entities", "claims"];
function showTab(name) {
  for (const tab of tabs) {
    $(tab).hidden = tab !== name;
    $(`tab-${tab}`).setAttribute("aria-selected", tab === name);
    $(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
  }
}

function startTabs() {
  tabs.forEach((tab, i) => {
    $(`tab-${tab}`).addEventListener("click", () => showTab(tab));
    $(`tab-${tab}`).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(i + step + tabs.length) % tabs.length];
      showTab(next);
      $(`tab-${next}`).focus();
    });
  });
  showTab("claims");
}

// ---- Selection: {entity}, {line} or {line, claim}

function select(next, isInSight = false) {
  selection = next;
  for (const element of document.querySelectorAll("#diagram .selected, #diagram .near")) element.classList.remove("selected", "near");
  if (next?.entity !== undefined) {
    diagram.entities[next.entity]?.classList.add("selected");
    lines.forEach((line, i) => {
      if (line.from === next.entity || line.to === next.entity) diagram.lines[i].forEach((part) => part.classList.add("near"));
    });
    if (!isInSight) diagram.reveal([diagram.entities[next.entity]]);
  } else if (next?.line !== undefined) {
    diagram.lines[next.line].forEach((part) => part.classList.add("selected"));
    if (!isInSight) diagram.reveal([diagram.entities[lines[next.line].from], diagram.entities[lines[next.line].to]]);
  }
  history.replaceState(null, "", next === null ? "#" : next.entity !== undefined ? `#entity_${next.entity}` : `#relation_${next.line}`);
  showDetails();
  showLists();
  timeline.mark();
  if (next !== null) showTab("details");
}

/// A claim lies on a line of the diagram, or it is a value of its subject.
const selectClaim = (claim) => select(claim.line === undefined ? { entity: claim.subject, claim: claim.number } : { line: claim.line, claim: claim.number });

function selectByAddress() {
  const [, kind, number] = /^#(entity|relation)_(\d+)$/.exec(location.hash) ?? [];
  if (kind === "entity" && entities[number]) select({ entity: +number });
  if (kind === "relation" && lines[number]) select({ line: +number });
}

// ---- Diagram

function partsOfLines() {
  const parts = lines.map(() => []);
  for (const part of document.querySelectorAll("#diagram .line, #diagram .relation")) parts[/ relation_(\d+)/.exec(part.getAttribute("class"))[1]].push(part);
  return parts;
}

const diagram = {
  svg: document.querySelector("#diagram > svg"),
  entities: entities.map((_, i) => $(`entity_${i}`)),
  lines: partsOfLines(),  // each the line before and behind its name, and the name

  start() {
    const { svg } = this;
    this.graph = svg.querySelector(".graph");
    this.camera = document.createElementNS(svg.namespaceURI, "g");
    this.graph.replaceWith(this.camera);
    this.camera.append(this.graph);
    this.graph.removeAttribute("transform");
    for (const attribute of ["width", "height", "viewBox"]) svg.removeAttribute(attribute);
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", "Entities and their relations. Arrow keys go to the nearest one, Enter shows its claims.");
    for (const title of svg.querySelectorAll("title")) title.remove();
    this.zoom = d3.zoom().scaleExtent([0.05, 8]).on("zoom", () => this.camera.setAttribute("transform", d3.zoomTransform(svg)));
    d3.select(svg).call(this.zoom).on("dblclick.zoom", null);
    entities.forEach((entity, i) => this.startEntity(entity, i));
    lines.forEach((line, i) => this.startLine(line, i));
    this.stops = [...svg.querySelectorAll(".entity, .relation")];
    svg.addEventListener("keydown", (event) => this.move(event));
    svg.addEventListener("click", (event) => { if (event.target === svg) select(null); });
    this.roam(this.stops[0]);
  },

  startEntity(entity, i) {
    const node = this.entities[i];
    if (!node) return;
    node.style.setProperty("--fill", classes[entity.class].fill);
    node.style.setProperty("--border", classes[entity.class].border);
    const words = `${entity.label}, ${classes[entity.class].name || "no class"}, ${plural(claimsOf[i].length, "claim", "claims")}`;
    this.makeButton(node, words, () => select({ entity: i }, true));
  },

  startLine(line, i) {
    const first = claims[line.claims[0]];
    const words = `${entities[line.from].label} ${line.strength === "denied" ? "not " : ""}${relations[first.relation].label} ${entities[line.to].label}`;
    for (const part of this.lines[i]) {
      if (part.classList.contains("relation")) {
        this.makeButton(part, `${words}, ${plural(line.claims.length, "claim", "claims")}, ${line.strength}`, () => select({ line: i }, true));
        continue;
      }
      for (const path of part.querySelectorAll("path")) {
        const reach = path.cloneNode();
        reach.setAttribute("class", "reach");
        part.append(reach);
      }
      part.addEventListener("click", () => select({ line: i }, true));
    }
  },

  makeButton(element, label, act) {
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", label);
    element.setAttribute("tabindex", "-1");
    element.append(Object.assign(document.createElementNS(this.svg.namespaceURI, "title"), { textContent: label }));
    element.addEventListener("click", act);
    element.addEventListener("focus", () => this.roam(element));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act();
    });
  },

  /// One stop of the Tab key for the whole diagram.
  roam(element) {
    this.stop?.setAttribute("tabindex", "-1");
    element?.setAttribute("tabindex", "0");
    this.stop = element;
  },

  move(event) {
    if (event.key === "Escape") select(null);
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!way || !this.stop) return;
    event.preventDefault();
    const centre = (element) => { const box = element.getBBox(); return [box.x + box.width / 2, box.y + box.height / 2]; };
    const [x, y] = centre(this.stop);
    let best = null, least = Infinity;
    for (const element of this.stops) {
      if (element === this.stop || element.classList.contains("off")) continue;
      const [toX, toY] = centre(element), along = (toX - x) * way[0] + (toY - y) * way[1], aside = Math.abs((toX - x) * way[1]) + Math.abs((toY - y) * way[0]);
      if (along > 1 && along + 2 * aside < least) [best, least] = [element, along + 2 * aside];
    }
    if (!best) return;
    best.focus({ preventScroll: true });
    this.reveal([best]);
  },

  size() { return [this.svg.clientWidth || 1, this.svg.clientHeight || 1]; },

  go(transform) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    (calm ? d3.select(this.svg) : d3.select(this.svg).transition().duration(250)).call(this.zoom.transform, transform);
  },

  around(box, largest) {
    const [width, height] = this.size(), margin = 24;
    const scale = Math.min((width - 2 * margin) / box.width, (height - 2 * margin) / box.height, largest);
    return d3.zoomIdentity.translate(width / 2, height / 2).scale(scale).translate(-box.x - box.width / 2, -box.y - box.height / 2);
  },

  box(elements) {
    const boxes = elements.filter((element) => element && !element.classList.contains("off")).map((element) => element.getBBox());
    if (boxes.length === 0) return null;
    const x = Math.min(...boxes.map((b) => b.x)), y = Math.min(...boxes.map((b) => b.y));
    return { x, y, width: Math.max(...boxes.map((b) => b.x + b.width)) - x || 1, height: Math.max(...boxes.map((b) => b.y + b.height)) - y || 1 };
  },

  fit(now) {
    const box = this.box(this.stops);
    if (!box) return;
    if (now) d3.select(this.svg).call(this.zoom.transform, this.around(box, 1.4));
    else this.go(this.around(box, 1.4));
  },

  /// Moves only where something is outside of the picture, or too small to read.
  reveal(elements) {
    const box = this.box(elements), [width, height] = this.size(), now = d3.zoomTransform(this.svg);
    if (!box) return;
    const [left, top] = now.apply([box.x, box.y]), [right, bottom] = now.apply([box.x + box.width, box.y + box.height]);
    if (left >= 0 && top >= 0 && right <= width && bottom <= height && now.k >= 0.6) return;
    this.go(this.around(box, Math.max(now.k, 0.9)));
  },
};

// ---- Timeline

const timeline = {
  height: 96,

  start() {
    this.dated = claims.filter((claim) => claim.dating);
    const section = $("timeline");
    if (this.dated.length === 0) {
      section.append(make("p", { class: "hint", text: "Timeline: nothing in this graph is dated." }));
      return;
    }
    const undated = claims.length - this.dated.length;
    const meaning = "Timeline. Filled: the claim's own time; hollow: the date of its document. Drag to choose a stretch of time.";
    section.append(make("p", { class: "hint", text: meaning +
      (undated > 0 ? ` ${plural(undated, "claim has", "claims have")} no date.` : "") }));
    this.svg = d3.select(section).append("svg").attr("height", this.height).attr("role", "group").attr("aria-label", "Timeline of claims");
    this.brushed = this.svg.append("g");
    this.axis = this.svg.append("g").attr("class", "axis");
    this.events = this.svg.append("g");
    this.brush = d3.brushX().on("end", () => this.choose());
    this.draw();
    new ResizeObserver(() => this.draw()).observe(section);
  },

  choose() {
    if (this.drawing) return;
    const chosen = d3.brushSelection(this.brushed.node());
    const day = (x) => new Date(this.scale.invert(x)).toISOString().slice(0, 10);
    setTime("since", chosen ? day(chosen[0]) : "");
    setTime("until", chosen ? day(chosen[1]) : "");
    apply();
  },

  /// Claims as dots or bars, in rows so that none covers another.
  draw() {
    if (!this.svg) return;
    const width = this.svg.node().clientWidth || 600, bottom = this.height - 22;
    const begin = d3.min(this.dated, (claim) => claim.dating.span[0]), end = d3.max(this.dated, (claim) => claim.dating.span[1]);
    const margin = Math.max((end - begin) * 0.03, 864e5);
    this.scale = d3.scaleUtc().domain([begin - margin, end + margin]).range([12, width - 12]);
    this.axis.attr("transform", `translate(0,${bottom})`).call(d3.axisBottom(this.scale).ticks(Math.max(2, width / 110)));
    const ends = [], rows = new Map();
    const order = this.dated.filter((claim) => passing.has(claim)).sort((a, b) => a.dating.span[0] - b.dating.span[0] || a.number - b.number);
    for (const claim of order) {
      const x = this.scale(claim.dating.span[0]), free = ends.findIndex((last) => last < x - 11), row = free < 0 ? ends.length : free;
      rows.set(claim, row);
      ends[row] = Math.max(x, this.scale(claim.dating.span[1]));
    }
    const pitch = Math.min(12, (bottom - 12) / Math.max(1, ends.length));
    this.events.selectAll("g").remove();
    for (const claim of order) this.add(claim, bottom - 9 - rows.get(claim) * pitch, Math.min(4.5, Math.max(1.5, pitch / 2 - 0.5)));
    this.drawing = true;
    this.brush.extent([[12, 0], [width - 12, bottom]]);
    const edge = (value, otherwise) => (value === null ? otherwise : Math.min(Math.max(this.scale(value), 12), width - 12));
    const isFree = filter.since === null && filter.until === null;
    this.brushed.call(this.brush).call(this.brush.move, isFree ? null : [edge(filter.since, 12), edge(filter.until, width - 12)]);
    this.drawing = false;
    this.mark();
  },

  add(claim, y, radius) {
    const [begin, end] = claim.dating.span.map((time) => this.scale(time)), published = claim.dating.published;
    const words = `${published ? documents[claim.document].date : claim.time ?? claim.value}: ${claim.label}`;
    const kind = `event ${published ? "published" : ""} ${claim.polarity === "negated" ? "denied" : ""}`;
    const event = this.events.append("g").attr("class", kind)
      .attr("role", "button").attr("tabindex", 0).attr("aria-label", words).attr("data-claim", claim.number)
      .on("click", () => selectClaim(claim)).on("keydown", (first) => {
        const key = (first?.key !== undefined ? first : d3.event).key;  // D3 5 keeps the event apart
        if (key === "Enter" || key === " ") selectClaim(claim);
      });
    event.append("title").text(words);
    if (!published && end - begin > 2 * radius)
      event.append("rect").attr("x", begin).attr("y", y - radius / 2).attr("width", end - begin).attr("height", radius).attr("rx", radius / 2);
    event.append("circle").attr("cx", begin).attr("cy", y).attr("r", radius);
  },

  mark() {
    if (!this.svg) return;
    const chosen = (claim) => selection !== null && (selection.claim !== undefined ? claim.number === selection.claim
      : selection.line !== undefined ? claim.line === selection.line : claim.subject === selection.entity || claim.object === selection.entity);
    for (const event of this.events.selectAll("g").nodes()) event.classList.toggle("selected", chosen(claims[event.dataset.claim]));
  },
};

// ---- Controls

/// Both ends are included.
function setTime(id, text) {
  $(id).value = text;
  const day = text ? instant(text) : null;
  filter[id] = day && day[id === "since" ? 0 : 1];
}

function startControls() {
  document.title = data.title;
  $("title").textContent = data.title;
  $("filters").hidden = !data.filters;
  $("toggle-filters").setAttribute("aria-expanded", data.filters);
  $("toggle-filters").addEventListener("click", () => {
    $("filters").hidden = !$("filters").hidden;
    $("toggle-filters").setAttribute("aria-expanded", !$("filters").hidden);
  });
  $("search").addEventListener("input", () => { filter.query = $("search").value; apply(); });
  $("search").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || filter.query === "") return;
    if (shown.entities.length > 0) select({ entity: shown.entities[0].number });
    else if (shown.claims.length > 0) selectClaim(shown.claims[0]);
  });
  $("min-confidence").addEventListener("input", () => { filter.confidence = +$("min-confidence").value; apply(); });
  for (const id of ["since", "until"]) $(id).addEventListener("change", () => { setTime(id, $(id).value); apply(); });
  $("reset").addEventListener("click", resetFilters);
  const themes = ["system", "dark", "light"];
  let theme = 0;
  $("theme").addEventListener("click", () => {
    theme = (theme + 1) % themes.length;
    document.documentElement.style.colorScheme = theme === 0 ? "" : themes[theme];
    $("theme").textContent = `Theme: ${themes[theme]}`;
  });
  $("zoom-in").addEventListener("click", () => d3.select(diagram.svg).call(diagram.zoom.scaleBy, 1.4));
  $("zoom-out").addEventListener("click", () => d3.select(diagram.svg).call(diagram.zoom.scaleBy, 1 / 1.4));
  $("zoom-fit").addEventListener("click", () => diagram.fit(false));
}

buildFacets();
startControls();
startTabs();
diagram.start();
passing = new Set(claims);
timeline.start();
apply();
diagram.fit(true);
selectByAddress();
addEventListener("hashchange", selectByAddress);
})();
