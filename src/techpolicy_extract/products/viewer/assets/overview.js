// The list of documents, and the figures for all documents in the list.

const wanted = { words: "", genre: "", region: "", column: "", down: false };

/** Find the documents that pass the search and the filters, in the order that was chosen. */
function found() {
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  const numbers = index.flatMap((entry, number) =>
    (!wanted.genre || entry.genre === wanted.genre) &&
    (!wanted.region || entry.region === wanted.region) &&
    words.every((word) => headOf(entry).includes(word) || fullText(number).includes(word))
      ? [number]
      : [],
  );
  if (!wanted.column) return numbers;
  const value = (number) => columnValue(index[number], wanted.column);
  const order = (a, b) => (typeof a === "number" ? a - b : String(a).localeCompare(String(b), "zh"));
  return numbers.sort((a, b) => (wanted.down ? -1 : 1) * order(value(a), value(b)) || a - b);
}

const headOf = (entry) =>
  [entry.title, entry.doc_number, entry.name, entry.key, ...entry.issuers].join("\n").toLowerCase();
const dateOf = (entry) => entry.issued_on ?? entry.published_on ?? "";

function fullText(number) {
  const doc = open(number);
  doc.full ??= (doc.plain ?? { text: doc.records.map((record) => record.text).join("\n") }).text.toLowerCase();
  return doc.full;
}

function columnValue(entry, column) {
  if (column === "date") return dateOf(entry);
  if (column === "unexplained") return entry.unexplained;
  return column in entry ? (entry[column] ?? "") : (entry.counts[column] ?? 0);
}

/** Show the list, or with `tab` a figure of the documents in it. `missing` is a link that leads nowhere. */
function showOverview(main, tab, missing) {
  document.title = `${say("brand")} · techpolicy-extract`;
  const status = make("p", { class: "status", role: "status" });
  const holder = make("div", { class: "results" });
  const show = () => {
    const numbers = found();
    const records = numbers.reduce((sum, number) => sum + totalOf(index[number]), 0);
    status.textContent = say("shown", index.length, numbers.length, records);
    const figures = { time: timeline, chart: charts, duty: duties, issue: issues };
    holder.replaceChildren(
      numbers.length === 0
        ? make("p", { class: "notice" }, say("noMatch"))
        : figures[tab]
          ? figures[tab](numbers)
          : documentTable(numbers, show),
    );
  };
  const search = searchBox(say("search"), wanted.words, (text) => {
    wanted.words = text;
    show();
  });
  search.id = "search";
  const narrow = (field) =>
    choice(say(field), [["", say("any")], ...values(field).map((value) => [value, value])], wanted[field], (value) => {
      wanted[field] = value;
      show();
    });
  main.replaceChildren(
    make(
      "div",
      { class: "overview" },
      make("h1", {}, say("documents")),
      missing ? make("p", { class: "notice", role: "alert" }, say("notFound", missing)) : null,
      make("div", { class: "seek", role: "search" }, search, narrow("genre"), narrow("region")),
      make("div", { class: "bar" }, tabsOf({}, ["list", "time", "chart", "duty", "issue"], tab), status),
      holder,
    ),
  );
  show();
}

const totalOf = (entry) => Object.values(entry.counts).reduce((sum, number) => sum + number, 0);
const values = (field) =>
  [...new Set(index.map((entry) => entry[field]).filter(Boolean))].sort((a, b) => a.localeCompare(b, "zh"));

/** Make links to the views of a document or of the list. */
function tabsOf(place, tabs, chosen) {
  return make(
    "nav",
    { class: "tabs", "aria-label": say("views") },
    tabs.map((tab, i) =>
      make(
        "a",
        {
          href: `#${new URLSearchParams(i === 0 ? place : { ...place, tab })}`,
          "aria-current": (tabs.includes(chosen) ? chosen : tabs[0]) === tab ? "page" : null,
        },
        say(`tab-${tab}`),
      ),
    ),
  );
}

function documentTable(numbers, again) {
  const types = TYPES.filter((type) => index.some((entry) => entry.counts[type]));
  const columns = ["title", "genre", "region", "date", ...types, "unexplained"];
  const head = columns.map((column) => {
    const name = labels.words[column] && !types.includes(column) ? say(column) : typeName(column);
    const sorted = wanted.column === column ? (wanted.down ? "descending" : "ascending") : null;
    const sort = () => {
      wanted.down = wanted.column === column ? !wanted.down : types.includes(column) || column === "unexplained";
      wanted.column = column;
      again();
      document.querySelector(`th[data-name="${column}"] button`).focus();
    };
    return make(
      "th",
      { scope: "col", role: "columnheader", "aria-sort": sorted, data: { name: column } },
      button(name, sort, { title: say("sortBy", name) }),
    );
  });
  const body = make("tbody", { role: "rowgroup" });
  growing(body, numbers, (number) => documentRow(number, types));
  return make(
    "table",
    { class: "documents", role: "table" },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, head)),
    body,
  );
}

function documentRow(number, types) {
  const entry = index[number];
  const cell = (name, content, more = "") => make("td", { role: "cell", class: more, data: { column: name } }, content);
  const figure = (name, value, more = "") =>
    cell(name, value ? String(value) : "", `number ${more}${value ? "" : " zero"}`);
  return make(
    "tr",
    { role: "row" },
    make(
      "th",
      { scope: "row", role: "rowheader" },
      make("a", { href: `#${new URLSearchParams({ doc: entry.key })}`, lang: "zh" }, entry.title ?? say("noTitle")),
      make(
        "span",
        { class: "of" },
        [entry.doc_number, entry.issuers.join("、"), entry.name].filter(Boolean).join(" · "),
      ),
    ),
    cell(say("genre"), entry.genre ?? ""),
    cell(say("region"), entry.region ?? ""),
    cell(say("date"), dateOf(entry), "date"),
    types.map((type) => figure(typeName(type), entry.counts[type], type === "issue" && entry.errors ? "error" : "")),
    figure(say("unexplained"), entry.unexplained, "loose-count"),
  );
}
