// Cut a text at each start and end of a marked span.

// The spans that name what a record is about: they are marked more strongly than its clause.
const KEYS = labels.marked;

const listOf = (span) => (span === undefined ? [] : Array.isArray(span[0]) ? span : [span]);

/** Return what is to be marked: `{start, end, kind, record}`, sorted by position in the text that is shown. */
function layersOf(doc, records, plain) {
  const layers = [];
  const add = (kind, start, end, record) => {
    const place = plain ? doc.toPlain(start, end) : [start, end];
    if (place && place[0] < place[1]) layers.push({ start: place[0], end: place[1], kind, record });
  };
  for (const section of doc.sections) add("head", section.start, section.end, section);
  if (!plain) for (const [start, end] of doc.furniture ?? []) add("furniture", start, end);
  for (const [start, end] of doc.loose ?? []) add("loose", start, end);
  for (const record of records) {
    add("quote", record.start, record.end, record);
    for (const name of KEYS) for (const [start, end] of listOf(record.spans?.[name])) add("key", start, end, record);
  }
  return layers.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Cut the text that is shown into lines, also where a section begins: `{stretch, start, end, gap}`. */
function linesOf(doc, plain) {
  const lines = [];
  const cuts = new Set();
  for (const section of doc.sections) {
    const place = plain ? doc.toPlain(section.start, section.end) : [section.start];
    if (place) cuts.add(place[0]);
  }
  for (const stretch of plain ? [doc.plain] : doc.source) {
    let start = stretch.start,
      gap = lines.length > 0;
    const end = (at, empty) => {
      if (at > start) lines.push({ stretch, start, end: at, gap });
      gap = at > start ? false : empty || gap;
    };
    const points = stretch.points ?? stretch.text;
    for (let i = 0; i < points.length; i++) {
      const at = stretch.start + i;
      if (points[i] === "\n" || points[i] === "\r") {
        end(at, points[i] === "\n");
        start = at + 1;
      } else if (cuts.has(at) && at > start) {
        end(at, false);
        start = at;
        gap = true;
      }
    }
    end(stretch.end, false);
  }
  return lines;
}

/** Yield each line with its segments `{start, end, text, layers}`; within a segment, the same things are marked. */
function* segmented(lines, layers) {
  let next = 0,
    active = [];
  for (const line of lines) {
    while (next < layers.length && layers[next].start < line.end) active.push(layers[next++]);
    active = active.filter((layer) => layer.end > line.start);
    const cuts = new Set([line.start, line.end]);
    for (const { start, end } of active) {
      if (start > line.start) cuts.add(start);
      if (end < line.end) cuts.add(end);
    }
    const places = [...cuts].sort((a, b) => a - b);
    const segments = [];
    for (let i = 0; i + 1 < places.length; i++) {
      const [start, end] = [places[i], places[i + 1]];
      const over = active.filter((layer) => layer.start <= start && layer.end >= end);
      segments.push({ start, end, text: line.stretch.slice(start, end), layers: over });
    }
    yield { line, segments };
  }
}
