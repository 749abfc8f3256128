// Texts in the reader's language, and records in one line.

const state = { language: document.documentElement.lang.startsWith("en") ? 1 : 0 };

/** Return a phrase of the page with its {0}, {1} … filled in. */
function say(name, ...values) {
  return labels.words[name][state.language].replace(/\{(\d)\}/g, (_, number) => values[number]);
}

const typeName = (type) => labels.types[type]?.[state.language] ?? type;
const fieldName = (field) => labels.fields[field] ?? field;
const flagName = (flag) => labels.flags[flag]?.[state.language] ?? flag;
const codeName = (code) => labels.codes[code]?.[state.language] ?? code;
/** Return the message of an issue in the reader's language; English where the page has no Chinese one. */
const issueText = (record) => (state.language === 0 && record.message_zh) || record.message;
const saidIn = (record) => (issueText(record) === record.message ? "en" : "zh-Hans");
/** Return a coded value as a word: its Chinese name, or the code itself. */
function valueName(value, field, type) {
  const known = labels.values[`${type}.${field}`] ?? labels.values[field] ?? labels.truth;
  return (state.language === 0 && known[value]) || String(value);
}

const SIGNS = { "=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ ", range: "" };
const CODED = new Set(labels.coded);

/** Write a number and its unit, `prefix` before the names of their fields: ≥ 1,600 亿元. */
function quantity(record, prefix = "") {
  const value = record[`${prefix}value`],
    top = record[`${prefix}value_max`] ?? record[`${prefix}max_value`];
  if (value === undefined) return "";
  const sign = SIGNS[record[`${prefix}comparator`]] ?? "";
  return `${sign}${digits(value)}${top === undefined ? "" : `–${digits(top)}`} ${record[`${prefix}unit`] ?? ""}`.trim();
}

function digits(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 6 });
}

/** Return the year of a target or result; "" where it has none. */
const yearOf = (record) => (record.period_end ?? record.period_start ?? "").slice(0, 4);

/** Return a record's summary in one line. */
function summary(record) {
  const parts = SUMMARIES[record.type]?.(record) ?? [record.heading ?? record.title];
  return parts.flat().filter(Boolean).join(" ") || record.text;
}

const SUMMARIES = {
  target: (r) => [r.indicator, quantity(r), yearOf(r) && `(${yearOf(r)})`],
  result: (r) => [r.indicator, quantity(r), yearOf(r) && `(${yearOf(r)})`],
  provision: (r) => [r.subject, quantity(r)],
  fund: (r) => [
    r.name ?? (r.instrument && valueName(r.instrument, "instrument")),
    quantity(r, "total_"),
    r.rate_percent !== undefined && `${digits(r.rate_percent)}%`,
    r.cap_value !== undefined && `≤ ${quantity(r, "cap_")}`,
    r.floor_value !== undefined && `≥ ${quantity(r, "floor_")}`,
  ],
  deadline: (r) => [r.date ?? r.date_text, r.action],
  event: (r) => [r.date ?? r.date_text, r.action],
  responsibility: (r) => [
    (r.lead_full ?? r.lead ?? r.participants ?? r.guiding ?? []).join("、"),
    r.task && `· ${r.task}`,
  ],
  contact: (r) => [r.organization, r.person, r.purpose, r.phones ?? r.emails ?? r.address],
  citation: (r) => [r.title && `《${r.title}》`, r.doc_number],
  part: (r) => [valueName(r.role, "role"), r.title],
  issue: (r) => [codeName(r.code), issueText(r)],
  document: (r) => [r.title],
};
