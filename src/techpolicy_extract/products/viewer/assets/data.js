// Read the blocks of data: the labels and the list at once, a document when it is opened.

const block = (id) => document.getElementById(id).textContent;
const labels = JSON.parse(block("labels"));
const index = JSON.parse(block("index"));
const TYPES = labels.listed;
const opened = new Map();

/** Return a document, opened on first use: its line in the list, its records with their quotes, and its text. */
function open(number) {
  if (!opened.has(number)) opened.set(number, new PolicyDocument(number, JSON.parse(block(`doc-${number}`))));
  return opened.get(number);
}

/** Return the index of the document that a link names, by its key or by a record in it; -1 where there is none. */
function locate(key, record) {
  if (key) return index.findIndex((entry) => entry.key === key);
  return record
    ? index.findIndex((_, number) => block(`doc-${number}`).includes(`"id":${JSON.stringify(record)}`))
    : -1;
}

class PolicyDocument {
  constructor(number, raw) {
    Object.assign(this, { number, entry: index[number], whole: raw.whole, furniture: raw.furniture, loose: raw.loose });
    this.source = raw.excerpts.map(([start, text]) => new Stretch(start, text));
    this.pieces = raw.pieces;
    for (const record of raw.records) {
      record.quote ??= this.slice(record.start, record.end);
      record.text ??= record.quote;
    }
    this.about = raw.records[0];
    this.sections = raw.records.filter((record) => record.type === "section");
    this.records = raw.records.filter((record) => record.type !== "section" && record.type !== "document");
    this.records.sort((a, b) => a.start - b.start || TYPES.indexOf(a.type) - TYPES.indexOf(b.type));
    this.byId = new Map(raw.records.map((record) => [record.id, record]));
  }

  /** Return the text of the source at [start, end). */
  slice(start, end) {
    const stretch = this.source.find((each) => each.start <= start && end <= each.end);
    return stretch ? stretch.slice(start, end) : "";
  }

  /** Return the normalised text, made from pieces that know their place in the source; null without a source. */
  get plain() {
    if (!this.pieces) return null;
    if (!this.made) {
      let at = 0;
      this.map = this.pieces.map(([start, end, text]) => {
        const own = text ?? this.slice(start, end);
        const piece = { start, end, at, length: count(own), text: own };
        at += piece.length;
        return piece;
      });
      this.made = new Stretch(0, this.map.map((piece) => piece.text).join(""));
    }
    return this.made;
  }

  /** Convert a span in the source to one in the normalised text; null where nothing of it is left. */
  toPlain(start, end) {
    if (!this.plain) return null;
    const first = this.map[lowest(this.map.length, (i) => this.map[i].end > start)];
    const last = this.map[lowest(this.map.length, (i) => this.map[i].start >= end) - 1];
    if (!first || !last || last.at < first.at) return null;
    const even = (piece) => piece.length === piece.end - piece.start;
    const low = first.at + (even(first) ? Math.max(0, start - first.start) : 0);
    const high = last.at + (even(last) ? Math.min(last.length, end - last.start) : last.length);
    return low < high ? [low, high] : null;
  }
}

/** A stretch of text whose positions count code points, as Python does; JavaScript counts UTF-16 units. */
class Stretch {
  constructor(start, text) {
    this.text = text;
    this.points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
    this.start = start;
    this.end = start + (this.points ?? text).length;
  }

  slice(start, end) {
    const low = start - this.start,
      high = end - this.start;
    return this.points ? this.points.slice(low, high).join("") : this.text.slice(low, high);
  }
}

function count(text) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length;
}

/** Find the lowest number below `size` for which `holds` is true, else `size`. Once true, `holds` must stay true. */
function lowest(size, holds) {
  let low = 0,
    high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
