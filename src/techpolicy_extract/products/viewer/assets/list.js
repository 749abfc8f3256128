// The columns beside the text: the sections, the records, and the filters over both.

/** Return whether a record passes the filters. */
function passes(record, filter) {
  if (filter.hidden.has(record.type)) return false;
  const flags = record.flags ?? [];
  if (filter.flag === "-" ? flags.length > 0 : filter.flag && !flags.includes(filter.flag)) return false;
  if (!filter.words) return true;
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${record.text} ${record.id} ${record.rule} ${summary(record)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Make the filters of a document: types, flags, words. */
function filtersOf(doc, filter, change) {
  const counts = new Map();
  for (const record of doc.records) counts.set(record.type, (counts.get(record.type) ?? 0) + 1);
  const flags = [...new Set(doc.records.flatMap((record) => record.flags ?? []))].sort();
  const types = TYPES.filter((type) => counts.has(type)).map((type) => {
    const toggle = button(
      typeName(type),
      () => {
        if (!filter.hidden.delete(type)) filter.hidden.add(type);
        toggle.setAttribute("aria-pressed", String(!filter.hidden.has(type)));
        change();
      },
      { class: "type", "aria-pressed": String(!filter.hidden.has(type)), data: { type } },
    );
    toggle.append(make("span", { class: "count" }, String(counts.get(type))));
    toggle.style.setProperty("--c", `var(--${type})`);
    return toggle;
  });
  const words = searchBox(say("filterText"), filter.words, (text) => {
    filter.words = text;
    change();
  });
  words.id = "filter-words";
  const options = [["", say("anyFlag")], ["-", say("notFlagged")], ...flags.map((flag) => [flag, flagName(flag)])];
  return make(
    "div",
    { class: "filters" },
    make("div", { class: "types", role: "group", "aria-label": say("types") }, types),
    flags.length > 0
      ? choice(say("flag"), options, filter.flag, (flag) => {
          filter.flag = flag;
          change();
        })
      : null,
    words,
  );
}

/** Make the tree of sections; pressing one goes there. */
function treeOf(doc, go) {
  const children = new Map();
  for (const section of doc.sections) {
    const parent = section.parent_id ?? "";
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent).push(section);
  }
  const branch = (parent) =>
    make(
      "ul",
      {},
      (children.get(parent) ?? []).map((section) =>
        make(
          "li",
          {},
          button(sectionName(doc, section), () => go(section), {
            class: section.kind,
            data: { section: section.section_id },
          }),
          children.has(section.section_id) ? branch(section.section_id) : null,
        ),
      ),
    );
  return branch("");
}

function sectionName(doc, section) {
  const marker = section.spans?.marker && section.kind !== "part" ? doc.slice(...section.spans.marker) : "";
  if (section.heading) return `${section.style === "none" ? "" : `${marker} `}${section.heading}`.trim();
  const start = section.start,
    stretch = doc.source.find((each) => each.start <= start && start < each.end);
  return stretch
    ? `${stretch
        .slice(start, Math.min(start + 24, stretch.end))
        .split("\n")[0]
        .trim()}…`
    : section.path;
}

/** Make the list of records: one that is chosen is marked as current. */
function recordList(records, choose) {
  const list = make("ol", { class: "records" });
  const rowOf = (record) =>
    make(
      "li",
      {},
      button("", () => choose(record), { data: { record: record.id } }),
    );
  growing(list, records, (record) => {
    const item = rowOf(record);
    item.firstChild.append(tag(record.type), " ", summary(record));
    return item;
  });
  return list;
}

/** Mark what is current in a list of buttons, by its data-attribute. */
function mark(holder, name, value) {
  for (const old of holder.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
  const found = value && holder.querySelector(`[data-${name}="${CSS.escape(value)}"]`);
  if (!found) return;
  found.setAttribute("aria-current", "true");
  const box = found.closest(".scroll");
  if (!box || box.hidden) return;
  const gap = found.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (gap < 0 || gap > box.clientHeight - 40) box.scrollTop += gap - box.clientHeight / 3;
}
