// Cut a text at every boundary of what is to be marked in it.

// The spans that name what a record is about: they are marked more strongly than its clause.
const KEYS = labels.marked;

const listOf = (span) => (span === undefined ? [] : Array.isArray(span[0]) ? span : [span]);

/** Give what is to be marked, in positions of the text that is shown: `{start, end, kind, record}` by start. */
function layersOf(paper, records, plain) {
  const layers = [];
  const add = (kind, start, end, record) => {
    const place = plain ? paper.toPlain(start, end) : [start, end];
    if (place && place[0] < place[1]) layers.push({ start: place[0], end: place[1], kind, record });
  };
  for (const section of paper.sections) add("head", section.start, section.end, section);
  if (!plain) for (const [start, end] of paper.furniture ?? []) add("furniture", start, end);
  for (const [start, end] of paper.loose ?? []) add("loose", start, end);
  for (const record of records) {
    add("quote", record.start, record.end, record);
    for (const name of KEYS) for (const [start, end] of listOf(record.spans?.[name])) add("key", start, end, record);
  }
  return layers.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Cut the text that is shown into lines, also where a section begins: `{stretch, start, end, gap}`. */
function linesOf(paper, plain) {
  const lines = [];
  const cuts = new Set();
  for (const section of paper.sections) {
    const place = plain ? paper.toPlain(section.start, section.end) : [section.start];
    if (place) cuts.add(place[0]);
  }
  for (const stretch of plain ? [paper.plain] : paper.source) {
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

/** Give for each line its segments, `{start, end, text, layers}`: within one, the same things are marked. */
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
