/* Everything works without this file. It turns UTC times into the reader's own, lets a reader choose light or dark,
   and takes keys. It stores one word in this browser and asks nobody anything. */
"use strict";
(() => {
  const language = document.documentElement.lang || undefined;
  const format = (options) => new Intl.DateTimeFormat(language, options);
  const whole = format({ dateStyle: "full", timeStyle: "long" });
  const absolute = format({ dateStyle: "medium", timeStyle: "short" });
  const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = format({ dateStyle: "full" });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });

  const ago = (at) => {
    const minutes = Math.round((at - Date.now()) / 60000);
    if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
    const hours = Math.round(minutes / 60);
    if (Math.abs(hours) < 36) return relative.format(hours, "hour");
    const days = Math.round(hours / 24);
    return Math.abs(days) < 8 ? relative.format(days, "day") : absolute.format(at);
  };
  const shown = { ago, clock: (at) => clock.format(at), short: (at) => absolute.format(at), full: (at) => whole.format(at) };
  const timeOf = (element) => new Date(element.dateTime);

  const showTimes = (styles) => {
    for (const element of document.querySelectorAll("time[data-show]")) {
      const at = timeOf(element), style = element.dataset.show;
      if (Number.isNaN(at.getTime()) || !styles.includes(style)) continue;
      element.textContent = shown[style](at);
      element.title = whole.format(at);
      element.closest("a")?.querySelector(".zone")?.remove();
    }
  };

  /* Lists cut into days of UTC are cut into the reader's own days. */
  const showDays = () => {
    for (const list of document.querySelectorAll(".by-day")) {
      const [first] = list.querySelectorAll(".day");
      const lines = [...list.querySelectorAll(".line")].filter((line) => line.querySelector("time"));
      if (!first || lines.some((line) => Number.isNaN(timeOf(line.querySelector("time")).getTime()))) continue;
      const made = new Map();
      for (const line of lines) {
        const name = day.format(timeOf(line.querySelector("time")));
        if (!made.has(name)) {
          const section = first.cloneNode(true);
          section.querySelector("time").replaceWith(name);
          section.querySelector("ol").replaceChildren();
          made.set(name, section);
        }
        made.get(name).querySelector("ol").append(line);
      }
      list.replaceChildren(...made.values());
    }
  };

  const showZone = () => {
    const place = document.querySelector("p.zone");
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (place?.dataset.local && zone) place.textContent = place.dataset.local.replace("{zone}", zone);
    return place;
  };

  const themes = ["auto", "light", "dark"];
  const remembered = () => {
    try { return localStorage.getItem("topicwire-theme"); } catch { return null; }
  };
  const remember = (theme) => {
    try { localStorage.setItem("topicwire-theme", theme); } catch { /* private windows may refuse: fine */ }
  };
  const wear = (theme) => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  const offerThemes = () => {
    const place = document.querySelector(".theme");
    if (!place) return;
    let theme = themes.includes(remembered()) ? remembered() : "auto";
    const show = () => {
      wear(theme);
      made.textContent = place.dataset[theme];
      made.title = place.dataset.title;
    };
    const made = button("", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      remember(theme);
      show();
    });
    show();
    place.append(made);
    place.hidden = false;
  };

  /* Keys. Stories are walked by their own links, so that Enter, and what a screen reader says, stay the browser's. */
  const keys = document.getElementById("keys");
  const stories = () => [...document.querySelectorAll("main .story, main .line, main .report")].filter((one) => one.querySelector("a[href]"));
  const titles = [".headline a", ".line-title a", ".report-title a", "a[href]"];
  const linkOf = (story) => titles.map((title) => story.querySelector(title)).find(Boolean);
  const current = () => document.activeElement?.closest("main .story, main .line, main .report");
  const step = (by) => {
    const all = stories(), at = all.indexOf(current());
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    linkOf(next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const goTo = (page) => { location.href = keys.dataset.root + page; };
  const search = () => {
    const field = document.querySelector("input[type=search]");
    if (field) field.focus(); else document.querySelector(".search-link")?.click();
  };
  const pages = { h: "index.html", l: "latest.html", t: "topics.html", d: "archive/index.html", s: "sources.html" };

  let list;
  const help = () => {
    list ??= makeList();
    if (list.open) list.close(); else list.showModal();
  };
  const makeList = () => {
    const made = document.createElement("dialog"), title = document.createElement("h2"), rows = document.createElement("dl");
    made.className = "key-list";
    title.id = "key-list";
    title.textContent = keys.dataset.title;
    made.setAttribute("aria-labelledby", title.id);
    for (const [key, name] of [["j", "j"], ["k", "k"], ["o", "o"], ["c", "c"], ["/", "slash"], ["g", "g"], ["?", "help"]]) {
      const term = document.createElement("dt"), sign = document.createElement("kbd"), told = document.createElement("dd");
      sign.textContent = key;
      told.textContent = keys.dataset[name];
      term.append(sign);
      rows.append(term, told);
    }
    made.append(title, rows, button(keys.dataset.close, () => made.close()));
    document.body.append(made);
    return made;
  };

  let waitsForPage = false;
  const acts = {
    j: () => step(1), k: () => step(-1), n: () => step(1), p: () => step(-1),
    o: () => { const story = current(); if (story) linkOf(story).click(); },
    c: () => current()?.querySelector(".more, .badge")?.click(),
    "/": search,
    "?": help,
    g: () => { waitsForPage = true; },
  };
  const takeKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const page = waitsForPage ? pages[event.key] : undefined;
    waitsForPage = false;
    if (list?.open && event.key !== "?") return;
    if (page) goTo(page);
    else if (Object.hasOwn(acts, event.key)) acts[event.key]();
    else return;
    event.preventDefault();
  };

  const closeFold = (event) => {
    for (const fold of document.querySelectorAll(".fold-tabs[open]")) {
      if (event.type === "keydown" ? event.key === "Escape" : !fold.contains(event.target)) fold.open = false;
    }
  };

  offerThemes();
  showDays();
  showTimes(Object.keys(shown));
  const zone = showZone();
  if (keys) {
    document.addEventListener("keydown", takeKey);
    zone?.append(button(keys.dataset.title, help));
  }
  document.addEventListener("click", closeFold);
  document.addEventListener("keydown", closeFold);
  setInterval(() => showTimes(["ago"]), 60000);
})();
