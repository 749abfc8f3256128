// Figures for the records of one or more documents. An item is `{number, record}`: the document and the record.

const itemsOf = (numbers, types) =>
  numbers.flatMap((number) =>
    open(number)
      .records.filter((record) => types.includes(record.type))
      .map((record) => ({ number, record })),
  );

const linkTo = ({ number, record }) => `#${new URLSearchParams({ doc: index[number].key, record: record.id })}`;

/** Make a link to a record, with its document's title where there are several. */
function itemLink(item, several, text = summary(item.record)) {
  return [
    make("a", { href: linkTo(item) }, text),
    several ? make("span", { class: "of" }, index[item.number].title ?? index[item.number].name) : null,
  ];
}

/** Sort by date: yearly dates come after all years, and items without a date come last. */
const dueOrder = (record) => endOf(record).replace(/^--/, "year ") || "~";
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const endOf = (record) => (record.type === "deadline" ? record.date : record.period_end) ?? "";

/** Make the timeline: a chart of the years, and all that is due in each. */
function timeline(numbers) {
  const items = itemsOf(numbers, ["deadline", "target"]).filter(
    ({ record }) => record.type === "deadline" || endOf(record),
  );
  if (items.length === 0) return make("p", { class: "notice" }, say("none"));
  items.sort((a, b) => compare(dueOrder(a.record), dueOrder(b.record)));
  const years = new Map();
  for (const item of items) {
    const end = endOf(item.record);
    const year = end.startsWith("--") ? say("everyYear") : end.slice(0, 4) || say("undated");
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(item);
  }
  const groups = [...years].map(([year, due]) =>
    make(
      "section",
      { class: "year" },
      make("h2", {}, year),
      growing(make("ol", {}), due, (item) =>
        make(
          "li",
          {},
          make("span", { class: "day" }, endOf(item.record).replace(/^(\d{4}|-)-?/, "") || "·"),
          tag(item.record.type),
          make("span", {}, itemLink(item, numbers.length > 1, dueText(item.record))),
        ),
      ),
    ),
  );
  return make("div", { class: "figure" }, make("p", { class: "intro" }, say("timeIntro")), yearChart(years), groups);
}

function dueText(record) {
  if (record.type === "target") return summary(record);
  return [valueName(record.kind, "kind", "deadline"), record.date_text, record.action].filter(Boolean).join(" · ");
}

/** Draw how many deadlines and targets end in each year. */
function yearChart(years) {
  const dated = [...years].filter(([year]) => /^\d{4}$/.test(year));
  if (dated.length < 2) return null;
  const first = Number(dated[0][0]),
    last = Number(dated.at(-1)[0]);
  const width = Math.min(760, innerWidth - 48),
    height = 120,
    step = width / (last - first + 1);
  const most = Math.max(...dated.map(([, due]) => due.length));
  const bars = dated.flatMap(([year, due]) => {
    const x = (Number(year) - first) * step,
      unit = (height - 40) / most;
    const late = due.filter(({ record }) => record.type === "deadline").length;
    const bar = (type, from, size) =>
      size > 0 &&
      draw("rect", {
        class: `bar ${type}`,
        x: x + step * 0.15,
        y: height - 20 - (from + size) * unit,
        width: Math.max(2, Math.min(step * 0.7, 48)),
        height: Math.max(1, size * unit - 1),
      });
    const label = (y, text, more = {}) => {
      const side = middle < 18 ? "start" : middle > width - 18 ? "end" : "middle";
      return draw("text", { x: middle, y, "text-anchor": side, ...more }, text);
    };
    const middle = x + step * 0.15 + Math.max(2, Math.min(step * 0.7, 48)) / 2;
    return [
      bar("deadline", 0, late),
      bar("target", late, due.length - late),
      step >= 22 || due.length === most
        ? label(height - 24 - due.length * unit, String(due.length), { class: "number" })
        : null,
      step >= 34 || year === dated[0][0] || year === dated.at(-1)[0] ? label(height - 5, year) : null,
    ];
  });
  const told = dated.map(([year, due]) => `${year}: ${due.length}`).join(", ");
  return draw(
    "svg",
    {
      class: "chart",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": say("timeChart", told),
    },
    draw("line", { x1: 0, x2: width, y1: height - 19.5, y2: height - 19.5 }),
    bars,
  );
}

/** Make the charts of indicators with several values, and the table of targets with only one. */
function charts(numbers) {
  const groups = new Map();
  for (const item of itemsOf(numbers, ["target", "result"])) {
    const { indicator, indicator_id, measure, dimension, scope } = item.record;
    const key = [indicator_id ?? indicator ?? "", measure, dimension, scope].join("|");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  const aimed = [...groups.values()].filter((group) => group.some(({ record }) => record.type === "target"));
  if (aimed.length === 0) return make("p", { class: "notice" }, say("none"));
  const together = aimed
    .filter((group) => group.length > 1 && group[0].record.indicator)
    .sort((a, b) => b.length - a.length);
  const alone = aimed
    .filter((group) => !together.includes(group))
    .flat()
    .filter(({ record }) => record.type === "target");
  const several = numbers.length > 1;
  return make(
    "div",
    { class: "figure" },
    make("p", { class: "intro" }, say("chartIntro")),
    growing(make("div", { class: "charts" }), together, (group) => barChart(group, several), 24),
    alone.length > 0
      ? [
          make("h2", {}, say("single")),
          table([say("indicator"), say("value"), say("year")], alone, (item) => [
            itemLink(item, several, item.record.indicator ?? item.record.text),
            quantity(item.record),
            yearOf(item.record) || "–",
          ]),
        ]
      : null,
  );
}

/** Draw one indicator's values in order of their years. */
function barChart(group, several) {
  const rows = [...group].sort((a, b) => compare(yearOf(a.record), yearOf(b.record)));
  const { indicator, measure, scope } = rows[0].record;
  const width = Math.min(380, innerWidth - 48);
  const most = Math.max(...rows.map(({ record }) => record.amount_max ?? record.amount), Number.MIN_VALUE);
  const scale = (amount) => Math.max(2, (amount / most) * (width - BAR.left - (several ? 190 : 140)));
  const height = rows.length * BAR.row;
  const name = [indicator ?? "–", measure !== "level" && valueName(measure, "measure"), scope].filter(Boolean).join(" · ");
  return make(
    "section",
    { class: "bars" },
    make("h2", {}, name),
    draw(
      "svg",
      { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": name },
      rows.map((item, i) => barOf(item, i * BAR.row, scale, several)),
    ),
  );
}

const BAR = { row: 26, left: 44 };

/** Draw one value: its year, its bar, its number, and whether it is a target or a result. */
function barOf(item, y, scale, several) {
  const { record } = item;
  const long = scale(record.amount),
    whole = scale(record.amount_max ?? record.amount);
  const bar = (more, width) =>
    draw("rect", { class: `bar ${more} ${record.type}`, x: BAR.left, y: y + 5, width, height: BAR.row - 10 });
  const where = several ? index[item.number].region : null;
  return draw(
    "a",
    { href: linkTo(item) },
    draw("rect", { class: "row", x: 0, y, width: "100%", height: BAR.row }),
    draw("text", { x: 0, y: y + 17, class: "when" }, `${yearOf(record) || "–"} `),
    whole > long ? bar("more", whole) : null,
    bar("", long),
    draw(
      "text",
      { x: BAR.left + whole + 8, y: y + 17 },
      `${quantity(record)} `,
      draw("tspan", { class: "when" }, [typeName(record.type), where].filter(Boolean).join(" · ")),
    ),
  );
}

/** Make the table of responsibilities. */
function duties(numbers) {
  const items = itemsOf(numbers, ["responsibility"]);
  if (items.length === 0) return make("p", { class: "notice" }, say("none"));
  const several = numbers.length > 1;
  const bodies = (record, name) => (record[`${name}_full`] ?? record[name] ?? []).join("、");
  return make(
    "div",
    { class: "figure" },
    table([say("task"), say("lead"), say("participants"), say("guiding")], items, (item) => {
      const { record } = item,
        more = record.open_ended ? say("etc") : "",
        last = record.participants ? "participants" : "lead";
      return [
        itemLink(item, several, record.task ?? record.text),
        bodies(record, "lead") + (last === "lead" ? more : ""),
        bodies(record, "participants") + (last === "participants" ? more : ""),
        bodies(record, "guiding"),
      ];
    }),
  );
}

/** Make the list of issues, the gravest first. */
function issues(numbers) {
  const rank = ["error", "warning", "info"];
  const items = itemsOf(numbers, ["issue"]).sort(
    (a, b) => rank.indexOf(a.record.severity) - rank.indexOf(b.record.severity),
  );
  if (items.length === 0) return make("p", { class: "notice" }, say("none"));
  return make(
    "div",
    { class: "figure" },
    growing(make("ul", { class: "issues" }), items, (item) =>
      make(
        "li",
        { class: item.record.severity },
        make("span", { class: "severity" }, valueName(item.record.severity, "severity")),
        make(
          "span",
          {},
          itemLink(item, numbers.length > 1, codeName(item.record.code)),
          make("span", { class: "said", lang: saidIn(item.record) }, issueText(item.record)),
        ),
      ),
    ),
  );
}

/** Make a table: on a narrow screen its cells stand below each other, each under the name of its column. */
function table(columns, items, cells) {
  const body = make("tbody", { role: "rowgroup" });
  growing(body, items, (item) =>
    make(
      "tr",
      { role: "row" },
      cells(item).map((cell, i) =>
        make("td", { role: "cell", data: { column: columns[i] }, class: i === 0 ? "first" : "" }, cell),
      ),
    ),
  );
  return make(
    "div",
    {},
    make(
      "table",
      { class: "rows", role: "table" },
      make(
        "thead",
        { role: "rowgroup" },
        make(
          "tr",
          { role: "row" },
          columns.map((name) => make("th", { role: "columnheader", scope: "col" }, name)),
        ),
      ),
      body,
    ),
  );
}
