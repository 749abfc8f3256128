// The view of one document: its text beside sections, records and the card of the record that was chosen.

const filter = { hidden: new Set(), flag: "", words: "" };
const form = { plain: false, furniture: false };
let view = null; // of the document that is open

/** Show a document under one of its tabs, with a record chosen where `id` names one. */
function showDocument(main, number, tab, id) {
  const doc = open(number);
  const { entry, about } = doc;
  document.title = `${entry.title ?? entry.name} · techpolicy-extract`;
  const figures = { time: timeline, chart: charts, duty: duties, issue: issues };
  const place = { doc: entry.key };
  main.replaceChildren(
    make(
      "article",
      { class: "document" },
      make(
        "div",
        { class: "title" },
        make("a", { class: "back", href: "#" }, `← ${say("allDocuments")}`),
        make("h1", { lang: "zh-Hans" }, entry.title ?? say("noTitle")),
        make(
          "p",
          { class: "of" },
          [
            about.doc_number,
            about.genre,
            about.region,
            dateOf(entry),
            say("chars", digits(about.chars ?? 0)),
            `${say("unexplainedLong")} ${entry.unexplained}`,
          ]
            .filter(Boolean)
            .join(" · "),
        ),
        make("details", { class: "about" }, make("summary", {}, say("about")), make("div", { id: "about" })),
      ),
      make("div", { class: "bar" }, tabsOf(place, ["text", "time", "chart", "duty", "issue"], tab)),
      make("div", { id: "pane" }),
    ),
  );
  const pane = document.getElementById("pane");
  view = null;
  if (figures[tab]) pane.replaceChildren(figures[tab]([number]));
  else view = new View(doc, pane);
  const aboutView = view ?? {
    doc,
    reading: { point() {}, reveal() {} },
    shown: [],
    choose: (record) => goTo(number, record.id),
  };
  document.getElementById("about").replaceChildren(fieldsOf(about, aboutView) ?? "");
  if (view && id) view.choose(doc.byId.get(id) ?? null);
}

const goTo = (number, record) => {
  location.hash = new URLSearchParams({ doc: index[number].key, record });
};

class View {
  constructor(doc, pane) {
    Object.assign(this, { doc, chosen: null, pinned: null, shown: [] });
    this.choose = this.choose.bind(this);
    this.reading = new Reading(doc, this.choose);
    this.card = make("aside", { class: "card scroll", "aria-label": say("record"), tabindex: "0" });
    this.tree = make(
      "nav",
      { class: "tree scroll", "aria-label": say("sections"), tabindex: "0" },
      treeOf(doc, (section) => this.visit(section)),
    );
    this.list = make("div", { class: "list scroll", role: "region", "aria-label": say("records"), tabindex: "0" });
    pane.replaceChildren(
      make(
        "div",
        { class: "tools" },
        filtersOf(doc, filter, () => this.filter()),
        this.switches(),
      ),
      doc.whole ? "" : make("p", { class: "notice" }, say("noText")),
      doc.whole && doc.loose === null ? make("p", { class: "notice" }, say("noLoose")) : "",
      make("div", { class: "columns" }, this.side(), this.reading.holder, this.card),
    );
    this.filter();
    this.showCard();
  }

  /** Make the side column, which shows sections or records; on a narrow screen it opens on request. */
  side() {
    const holder = make("div", { class: "side" });
    const narrow = matchMedia("(max-width: 760px)");
    const turn = (part) => {
      this.tree.hidden = part !== "sections";
      this.list.hidden = part !== "records";
      const options = ["sections", "records"].map((each) => [each, say(each), { id: `side-${each}` }]);
      const press = (each) => {
        turn(each === part && narrow.matches ? null : each);
        document.getElementById(`side-${each}`).focus();
      };
      holder.replaceChildren(pick(say("views"), options, part, press), this.tree, this.list);
      this.mark();
    };
    turn(narrow.matches ? null : "sections");
    return holder;
  }

  switches() {
    const holder = make("div", { class: "switches" });
    const again = () => {
      const options = [
        [false, say("asSource"), { id: "as-source" }],
        [true, say("asPlain"), { id: "as-plain", disabled: !this.doc.whole }],
      ];
      const focused = document.activeElement?.id;
      holder.replaceChildren(
        pick(say("script"), options, form.plain && this.doc.whole, (plain) => {
          form.plain = plain;
          again();
          this.render();
        }),
        button(
          say("furniture"),
          () => {
            form.furniture = !form.furniture;
            again();
            this.render();
          },
          {
            id: "furniture",
            title: say("furnitureTitle"),
            "aria-pressed": String(form.furniture),
            disabled: form.plain || !this.doc.furniture?.length,
          },
        ),
      );
      if (focused) document.getElementById(focused)?.focus();
    };
    again();
    return holder;
  }

  filter() {
    this.shown = this.doc.records.filter((record) => passes(record, filter));
    this.list.replaceChildren(recordList(this.shown, this.choose));
    this.render();
    if (this.chosen) this.showCard();
  }

  render() {
    this.reading.render(this.shown, form.plain);
    this.reading.holder.classList.toggle("with-furniture", form.furniture);
    this.reading.select(this.chosen);
  }

  /** Choose a record, null for none: its card, its place in the text, its link. */
  choose(record) {
    if (record && TYPES.includes(record.type) && !this.shown.includes(record)) {
      Object.assign(filter, { hidden: new Set(), flag: "", words: "" });
      document.querySelector(".filters").replaceWith(filtersOf(this.doc, filter, () => this.filter()));
      this.filter();
    }
    this.chosen = record;
    this.pinned = null;
    this.reading.select(record);
    this.showCard();
    if (record) this.reading.reveal(...this.anchor(record));
    const place = record ? { doc: this.doc.entry.key, record: record.id } : { doc: this.doc.entry.key };
    history.replaceState(null, "", `#${new URLSearchParams(place)}`);
    if (record)
      announce(
        say("announce", typeName(record.type), summary(record), this.shown.indexOf(record) + 1, this.shown.length),
      );
  }

  /** Return the span that identifies a record best: its number, date or name, else its clause. */
  anchor(record) {
    return KEYS.flatMap((name) => listOf(record.spans?.[name]))[0] ?? [record.start, record.end];
  }

  /** Go to the next record or, with -1, to the one before. */
  step(by) {
    if (this.shown.length === 0) return;
    const at = this.chosen ? this.shown.indexOf(this.chosen) : -1;
    const near =
      at >= 0 || !this.chosen ? at + by : this.shown.findIndex((each) => each.start >= this.chosen.start) - (by < 0);
    this.choose(this.shown[Math.max(0, Math.min(this.shown.length - 1, near))]);
  }

  /** Go to a section without choosing it. */
  visit(section) {
    this.reading.reveal(section.start, section.end);
    this.reading.point("origin", [[section.start, section.end]]);
    mark(this.tree, "section", section.section_id);
  }

  showCard() {
    this.card.classList.toggle("empty", !this.chosen);
    this.card.replaceChildren(
      ...(this.chosen
        ? cardOf(this.chosen, this)
        : [make("p", { class: "hint" }, say("choose")), make("p", { class: "hint" }, say("keys"))]
      )
        .flat()
        .filter(Boolean),
    );
    this.card.scrollTop = 0;
    this.mark();
  }

  mark() {
    mark(this.tree, "section", this.chosen?.section_id);
    mark(this.list, "record", this.chosen?.id);
  }
}
