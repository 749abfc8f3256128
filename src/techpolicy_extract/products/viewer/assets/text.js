// Show a text with its records marked, and find places in it again.

const MOST = 3; // lines under a word; the card lists further records

class Reading {
  constructor(doc, choose) {
    Object.assign(this, { doc, choose, plain: false });
    this.holder = make("div", {
      class: "text",
      role: "region",
      "aria-label": say("textRegion"),
      lang: doc.about.script === "hant" ? "zh-Hant" : "zh-Hans",
      on: { click: (event) => this.press(event) },
    });
  }

  /** Show the text anew, with these records marked. */
  render(records, plain) {
    this.plain = plain && this.doc.plain !== null;
    this.marks = new Map(); // record → its elements
    this.depth = 1; // of the heading before; the page's own is 1
    this.nodes = []; // all text nodes with their places, in order
    const layers = layersOf(this.doc, records, this.plain);
    const lines = [...segmented(linesOf(this.doc, this.plain), layers)];
    this.holder.replaceChildren(...lines.map(({ line, segments }) => this.line(line, segments)));
  }

  line(line, segments) {
    const heads = new Set(segments.flatMap((each) => each.layers.filter((layer) => layer.kind === "head")));
    const all = (kind) => segments.every((each) => each.layers.some((layer) => layer.kind === kind));
    const head = heads.size > 0 && all("head") ? [...heads][0].record : null;
    const properties = { class: `line${line.gap ? " gap" : ""}${all("furniture") ? " furniture" : ""}` };
    if (head && head.heading) {
      this.depth = Math.min(this.depth + 1, head.level + 2, 6); // no step left out: its part may have no line of its own
      Object.assign(properties, { role: "heading", "aria-level": this.depth });
    }
    return make(
      "p",
      properties,
      segments.map((each) => this.segment(each)),
    );
  }

  segment({ start, end, text, layers }) {
    const node = document.createTextNode(text);
    this.nodes.push({ start, end, node });
    if (layers.length === 0) return node;
    const kinds = new Set(layers.map((layer) => layer.kind));
    const element = make("span", { class: [...kinds].join(" ") }, node);
    if (kinds.has("loose")) element.title = say("unexplainedLong");
    const records = [
      ...new Set(layers.filter((layer) => layer.kind === "quote" || layer.kind === "key").map((layer) => layer.record)),
    ];
    for (const record of records) {
      if (!this.marks.has(record)) this.marks.set(record, []);
      this.marks.get(record).push(element);
    }
    if (records.length > 0) this.paint(element, records, layers);
    return element;
  }

  /** Underline a segment once for each record over it, the longest clause lowest; tint it where it is a key span. */
  paint(element, records, layers) {
    element.records = records.sort((a, b) => a.end - a.start - (b.end - b.start));
    const types = [...new Set(records.map((record) => record.type))].slice(0, MOST);
    element.classList.add(`lines-${types.length}`);
    types.forEach((type, i) => element.style.setProperty(`--line-${i + 1}`, `var(--${type})`));
    const key = layers.findLast((layer) => layer.kind === "key");
    if (key) element.style.setProperty("--tint", `var(--${key.record.type})`);
    element.title = records.map((record) => `${typeName(record.type)}: ${summary(record)}`).join("\n");
  }

  /** Choose the record that was pressed; pressed again, the next one at the same place. */
  press(event) {
    const element = event.target.closest(".quote, .key");
    if (!element?.records || String(getSelection()) !== "") return;
    const keyed = element.records;
    this.choose(keyed[(keyed.indexOf(this.chosen) + 1) % keyed.length]);
  }

  /** Mark a record as chosen; null clears. */
  select(record) {
    for (const element of this.marks.get(this.chosen) ?? []) element.classList.remove("chosen");
    this.chosen = record;
    for (const element of this.marks.get(record) ?? []) element.classList.add("chosen");
    this.point("chosen", record && !this.marks.has(record) ? [[record.start, record.end]] : []);
    this.point("origin", []);
  }

  /** Bring a place of the source into view. */
  reveal(start, end) {
    const node = this.at(start, end)[0]?.node;
    node?.parentElement.scrollIntoView({ block: "center" });
  }

  /** Return the text nodes that cover a span of the source, with the part of each that lies in it. */
  at(start, end) {
    const place = this.plain ? this.doc.toPlain(start, end) : [start, end];
    if (!place) return [];
    const found = [];
    for (let i = lowest(this.nodes.length, (n) => this.nodes[n].end > place[0]); i < this.nodes.length; i++) {
      const each = this.nodes[i];
      if (each.start >= place[1]) break;
      found.push({
        node: each.node,
        from: Math.max(0, place[0] - each.start),
        to: Math.min(each.end, place[1]) - each.start,
      });
    }
    return found;
  }

  /** Highlight spans of the source under a name that the style sheet knows, without changing any element. */
  point(name, spans) {
    if (!window.Highlight) return; // an older browser still scrolls there
    const ranges = spans
      .flatMap(([start, end]) => this.at(start, end))
      .map(({ node, from, to }) => {
        const range = new Range();
        range.setStart(node, units(node.data, from));
        range.setEnd(node, units(node.data, to));
        return range;
      });
    CSS.highlights.set(name, new Highlight(...ranges));
  }
}

/** Convert a number of code points into a number of UTF-16 units. */
function units(text, points) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(0, points).join("").length : points;
}
