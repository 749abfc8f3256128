// Start: the bar at the top, the way from links to views, the keys.

const THEMES = ["auto", "light", "dark"];

/** Keep a setting for the next visit, where the browser allows that for files. */
function keep(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(`extract-view-${name}`, value);
    return localStorage.getItem(`extract-view-${name}`);
  } catch {
    return null;
  }
}

function announce(text) {
  document.getElementById("live").textContent = text;
}

/** Paint the page in a theme: light, dark, or with "auto" as the system has it. */
function paintTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function showTop() {
  const theme = THEMES.includes(keep("theme")) ? keep("theme") : "auto";
  paintTheme(theme);
  document.documentElement.lang = ["zh-Hans", "en"][state.language];
  document.getElementById("skip").textContent = say("toText");
  const options = THEMES.map((each) => [each, say(`theme-${each}`), { id: `theme-${each}` }]);
  document.getElementById("top").replaceChildren(
    make("a", { class: "brand", href: "#" }, say("brand"), make("small", { lang: "en" }, "techpolicy-extract")),
    make(
      "div",
      { class: "settings", role: "group", "aria-label": say("settings") },
      pick(say("theme"), options, theme, (chosen) => {
        keep("theme", chosen);
        showTop();
        document.getElementById(`theme-${chosen}`).focus();
      }),
      button(
        say("language"),
        () => {
          state.language = 1 - state.language;
          keep("language", String(state.language));
          start();
          document.getElementById("language").focus();
        },
        { id: "language", lang: state.language === 0 ? "en" : "zh-Hans" },
      ),
    ),
  );
}

/** Show what the link says: a document and record, a record alone, or the list. */
function route() {
  const wish = new URLSearchParams(location.hash.slice(1));
  const key = wish.get("doc"),
    record = wish.get("record"),
    tab = wish.get("tab");
  const main = document.getElementById("main");
  let number = locate(key, record);
  if (number < 0 && key) number = locate(null, record);
  if (number >= 0) {
    showDocument(main, number, tab, record);
    if (record && !open(number).byId.has(record)) announce(say("notFound", record));
  } else showOverview(main, tab, record ?? key);
  if (!record) scrollTo(0, 0);
}

function start() {
  showTop();
  route();
}

/** Step through the records with j and k or the arrows, search with /, clear with Escape. */
function press(event) {
  const typing = event.target.closest?.("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && view?.chosen && !typing) view.choose(null);
  else if (typing) return;
  else if (view && (event.key === "j" || event.key === "ArrowRight")) view.step(1);
  else if (view && (event.key === "k" || event.key === "ArrowLeft")) view.step(-1);
  else if (event.key === "/") document.getElementById(view ? "filter-words" : "search")?.focus();
  else return;
  event.preventDefault();
}

if (keep("language") !== null) state.language = keep("language") === "1" ? 1 : 0;
addEventListener("hashchange", route);
addEventListener("keydown", press);
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault(); // a change of the hash would close the view
  document.getElementById("main").focus();
});
start();
