"use strict";
// Build elements. Data reaches the page as text nodes and attributes only, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** Make an HTML element: `on` holds listeners, `data` data-attributes, `class` and the rest are attributes. */
function make(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** Make an SVG element in the same way. */
function draw(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Make a button; `pressed` makes it a switch. */
function button(text, press, properties = {}) {
  return make("button", { type: "button", ...properties, on: { click: press } }, text);
}

/** Make a labelled list of choices `[value, text]`. */
function choice(name, options, chosen, change) {
  const select = make(
    "select",
    { on: { change: () => change(select.value) } },
    options.map(([value, text]) => make("option", { value, selected: value === chosen }, text)),
  );
  return make("label", { class: "field" }, make("span", {}, name), select);
}

/** Make a search box that reports what was typed once typing pauses. */
function searchBox(name, text, change) {
  let timer = 0;
  const input = make("input", {
    type: "search",
    value: text,
    placeholder: name,
    "aria-label": name,
    autocomplete: "off",
    spellcheck: "false",
    on: {
      input: () => {
        clearTimeout(timer);
        timer = setTimeout(() => change(input.value), 150);
      },
    },
  });
  return input;
}

/** Make a row of buttons of which one is chosen. */
function pick(name, options, chosen, change) {
  return make(
    "div",
    { class: "pick", role: "group", "aria-label": name },
    options.map(([value, text, properties]) =>
      button(text, () => change(value), { ...properties, "aria-pressed": String(value === chosen) }),
    ),
  );
}

/** Show a long list a part at a time: `row` makes what is shown of an item. */
function growing(holder, items, row, step = 200) {
  let shown = 0;
  const more = button("", () => add(), { class: "more" });
  const add = () => {
    more.remove();
    holder.append(...items.slice(shown, shown + step).map(row));
    shown = Math.min(shown + step, items.length);
    if (shown === items.length) return;
    more.textContent = say("more", Math.min(step, items.length - shown));
    (holder.closest("table") ?? holder).after(more);
  };
  queueMicrotask(add);
  return holder;
}
