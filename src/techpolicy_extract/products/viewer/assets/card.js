// The card of a record: its fields, and where each of them came from.

const HEADED = new Set([
  "type",
  "id",
  "doc_id",
  "section_id",
  "quote",
  "text",
  "start",
  "end",
  "spans",
  "rule",
  "flags",
  "message_zh", // shown as the message
]);

/** Make the card. `view` knows the text (`point`, `reveal`) and how to go on (`choose`, `step`). */
function cardOf(record, view) {
  const { doc } = view;
  const place = view.shown.indexOf(record);
  return [
    make(
      "header",
      { class: "card-head" },
      tag(record.type),
      make("span", { class: "count" }, place < 0 ? "" : say("position", place + 1, view.shown.length)),
      button("↑", () => view.step(-1), { "aria-label": say("previous"), title: `${say("previous")} (k)` }),
      button("↓", () => view.step(1), { "aria-label": say("next"), title: `${say("next")} (j)` }),
      button("✕", () => view.choose(null), { "aria-label": say("close"), title: `${say("close")} (Esc)` }),
    ),
    make("h2", {}, summary(record)),
    make("blockquote", { lang: "zh" }, record.quote),
    record.text !== record.quote.replace(/\s+/g, "") && record.text !== record.quote
      ? make("p", { class: "plain", lang: "zh-Hans" }, record.text)
      : null,
    (record.flags ?? []).map((flag) => make("p", { class: "flag" }, flagName(flag), " ", make("code", {}, flag))),
    fieldsOf(record, view),
    make(
      "dl",
      { class: "fields origin" },
      row("rule", make("code", {}, record.rule)),
      row("section_id", sectionOf(doc, record)),
      row("id", make("code", {}, record.id)),
      row("start", placeButton(view, "quote", [[record.start, record.end]], `[${record.start}, ${record.end})`)),
    ),
    neighbours(record, view),
  ];
}

/** Make the label of a record type: its colour and its name. */
function tag(type) {
  const made = make("span", { class: "tag" }, typeName(type));
  made.style.setProperty("--c", `var(--${type})`);
  return made;
}

function fieldsOf(record, view) {
  const spans = record.spans ?? {};
  const names = [...Object.keys(record), ...Object.keys(spans).filter((name) => !(name in record))];
  const rows = names.filter((name) => !HEADED.has(name)).map((name) => row(name, valueOf(name, record, view)));
  return rows.length > 0 ? make("dl", { class: "fields" }, rows) : null;
}

function row(name, ...content) {
  const said = state.language === 0 ? [fieldName(name), " ", make("code", {}, name)] : [make("code", {}, name)];
  return make("div", {}, make("dt", {}, said), make("dd", {}, content));
}

/** Show a field's value; where it stands in the text, as a button that leads there. */
function valueOf(name, record, view) {
  const spans = listOf(record.spans?.[name]);
  const values = Array.isArray(record[name]) && name !== "cell" ? record[name] : [record[name]];
  if (name === "message" && record.type === "issue") return make("span", { lang: saidIn(record) }, issueText(record));
  if (name === "records" || name === "part_of") return values.map((id) => recordButton(id, view));
  if (spans.length === 0) return values.map((value, i) => [i > 0 ? "、" : "", written(name, value, record.type)]);
  if (spans.length === values.length) {
    return values.map((value, i) =>
      placeButton(view, name, [spans[i]], value === undefined ? null : written(name, value, record.type)),
    );
  }
  return placeButton(view, name, spans, values.map((value) => written(name, value, record.type)).join("、"));
}

function written(name, value, type) {
  if (name === "cell") return say("cell", ...value);
  if (typeof value === "boolean" || CODED.has(name)) {
    const word = valueName(value, name, type);
    return word === String(value) ? word : `${word} ${value}`;
  }
  if (name === "code") return `${codeName(value)} ${value}`;
  return typeof value === "number" && name !== "year" ? digits(value) : String(value);
}

/** Make a button that lights up where a field came from while it is pointed at, and goes there when pressed. */
function placeButton(view, name, spans, text) {
  const { reading } = view;
  const source = spans.map(([start, end]) => view.doc.slice(start, end)).join(" … ");
  const light = () => reading.point("origin", spans);
  const dim = () => reading.point("origin", view.pinned ?? []);
  const press = () => {
    view.pinned = spans;
    light();
    reading.reveal(...spans[0]);
  };
  return make(
    "button",
    {
      type: "button",
      class: "place",
      title: say("showPlace", source),
      data: { field: name },
      on: { click: press, mouseenter: light, mouseleave: dim, focus: light, blur: dim },
    },
    text ?? source,
    text !== null && source !== text && name !== "quote" ? [" ", make("small", { lang: "zh" }, source)] : null,
  );
}

function recordButton(id, view) {
  const record = view.doc.byId.get(id);
  if (!record) return make("code", {}, id);
  return button(make("span", {}, tag(record.type), " ", summary(record)), () => view.choose(record), { class: "link" });
}

function sectionOf(doc, record) {
  const section = doc.sections.find((each) => each.section_id === record.section_id);
  return section ? `${section.path} ${section.heading ?? ""}` : (record.section_id ?? "");
}

/** List the other records whose clauses meet this one's. */
function neighbours(record, view) {
  const others = view.shown.filter((each) => each !== record && each.start < record.end && each.end > record.start);
  if (others.length === 0) return null;
  return make(
    "details",
    { class: "same", open: others.length <= 4 },
    make("summary", {}, `${say("same")} (${others.length})`),
    make(
      "ul",
      {},
      others.map((each) => make("li", {}, recordButton(each.id, view))),
    ),
  );
}
