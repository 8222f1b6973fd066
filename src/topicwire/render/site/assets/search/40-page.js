/* The search page: results while the reader types, an address that can be linked, and the keyboard.
   Foreign words only ever become text, never markup. */
(() => {
  const form = document.querySelector("form.search");
  const place = document.querySelector(".results");
  const outer = document.getElementById("hits").content.firstElementChild;
  const template = outer.firstElementChild;
  const said = JSON.parse(document.getElementById("search-words").textContent);
  const parts = JSON.parse(document.getElementById("search-parts").textContent);
  const { marked } = topicwireWords;
  const language = document.documentElement.lang || "en";
  const plural = new Intl.PluralRules(said.language);
  const grouped = new Intl.NumberFormat(language);
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const status = document.getElementById("found"), note = document.getElementById("found-note"), more = document.querySelector(".hits-more");
  const controls = ["q", "topic", "source", "from", "to"].map((name) => form.elements[name]);
  const index = topicwireIndex.make();
  const page = 20;
  const isServed = "served" in form.dataset;
  let shown = page, asking = 0, isStatic = !isServed;

  const links = () => [...place.querySelectorAll(".hit-link")];
  const count = (number, key) => {
    const forms = said[key];
    return (forms[plural.select(number)] || forms.other).replace("{n}", grouped.format(number));
  };

  /* Parts of the index: each is a script that hands its rows over, which works from a folder too, where nothing may be fetched. */
  const waiting = new Map();
  let loaded = 0, isLoadingAll = false;
  window.topicwireSearch = (name, part) => {
    if (waiting.has(name)) index.add(part);
  };
  const load = ([name, , stamp]) => new Promise((resolve) => {
    const script = document.createElement("script");
    waiting.set(name, script);
    script.src = `${form.dataset.root}search/${name}.js?${stamp}`;
    script.addEventListener("load", () => { loaded += 1; resolve(); });
    script.addEventListener("error", resolve);
    document.head.append(script);
  });
  const loadAll = async () => {
    if (isLoadingAll) return;
    isLoadingAll = true;
    if (!waiting.size && parts.length) await load(parts[0]);
    search();
    const rest = parts.slice(1);
    const next = async () => {
      for (let part = rest.shift(); part; part = rest.shift()) {
        await load(part);
        soon();
      }
    };
    await Promise.all([next(), next(), next(), next()]);
    search();
  };

  const fields = () => Object.fromEntries(controls.map((control) => [control.name, control.value.trim()]));
  const address = (asked) => {
    const chosen = Object.entries(asked).filter(([, value]) => value);
    return chosen.length ? `?${new URLSearchParams(chosen)}` : location.pathname.split("/").pop() || "search.html";
  };
  const go = (how) => {
    try { history[how](null, "", address(fields())); } catch { /* too often, or a folder that does not allow it: fine */ }
  };

  const fill = (parent, pieces) => {
    parent.replaceChildren(...pieces.map(([piece, isAsked]) => {
      if (!isAsked) return document.createTextNode(piece);
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    }));
  };
  const put = (element, text, terms) => {
    element.hidden = !text;
    fill(element.querySelector("[data-text]") || element, text ? marked(text, terms) : []);
  };

  const draw = (story, terms) => {
    const item = template.cloneNode(true);
    const at = (selector) => item.querySelector(selector);
    const link = at(".hit-link");
    link.href = `${form.dataset.root}stories/${encodeURIComponent(story.id)}.html`;
    if (story.language) for (const element of [link, at(".excerpt")]) element.lang = story.language;
    fill(link, marked(story.title || said.story, terms));
    at(".outlet").textContent = story.outlet;
    at(".badge").textContent = count(story.sources, "n_source");
    at(".badge").classList.toggle("badge-wide", story.sources > 1);
    const time = at("time"), published = new Date(story.at * 1000);
    time.dateTime = published.toISOString();
    time.textContent = day.format(published);
    put(at(".excerpt"), story.excerpt, terms);
    put(at(".hit-other"), telling(story, terms), terms);
    put(at(".hit-text"), story.text || "", terms);
    at(".chips").replaceChildren(...story.chips.slice(0, 4).map(chip));
    at(".chips").hidden = !story.chips.length;
    return item;
  };
  const chip = ([topic, name]) => {
    const item = document.createElement("li"), link = document.createElement("a"), word = document.createElement("bdi");
    link.href = `${form.dataset.root}topics/${encodeURIComponent(topic)}.html`;
    word.textContent = name;
    link.append(word);
    item.append(link);
    return item;
  };
  /* Another outlet's headline, when it has words asked for that the lead's has not. */
  const telling = (story, terms) => {
    const hits = (text) => new Set(marked(text, terms).filter(([, isAsked]) => isAsked).map(([piece]) => topicwireWords.fold(piece)));
    const own = hits(`${story.title} ${story.excerpt}`);
    return story.others.find((other) => [...hits(other)].some((word) => !own.has(word))) || "";
  };

  const show = ({ hits, total, terms, isMostly, isSimilar }, asked) => {
    const held = links().indexOf(document.activeElement);
    const list = outer.cloneNode(false);
    list.append(...hits.slice(0, shown).map((story) => draw(story, terms)));
    place.replaceChildren(...(hits.length ? [list] : []));
    if (held >= 0) (links()[Math.min(held, hits.length - 1)] || controls[0]).focus({ preventScroll: true });
    more.hidden = total <= shown;
    document.querySelector(".search-start").hidden = true;
    const isWaiting = isStatic && loaded < parts.length && isLoadingAll;
    const words = asked.q ? said.none.replace("{query}", asked.q) : said.noneFiltered;
    status.textContent = total ? count(total, "n_result") : isWaiting ? "" : words;
    note.textContent = [isMostly && said.mostly, isSimilar && said.similar, isWaiting && said.waiting, isServed && isStatic && said.failed].filter(Boolean).join(" ");
    document.title = asked.q ? said.title.replace("{query}", asked.q) : form.dataset.title;
  };
  const clear = () => {
    place.replaceChildren();
    more.hidden = true;
    status.textContent = note.textContent = "";
    document.title = form.dataset.title;
    document.querySelector(".search-start").hidden = false;
  };

  const searchHere = (asked) => {
    if (!isLoadingAll) loadAll();
    const found = index.find(topicwireQuery.read(asked));
    show({ ...found, total: found.hits.length }, asked);
  };
  const searchServer = async (asked) => {
    const turn = asking;
    try {
      const chosen = Object.entries({ ...asked, n: String(shown) }).filter(([, value]) => value);
      const answer = await fetch(`${form.dataset.root}api/search?${new URLSearchParams(chosen)}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (turn !== asking) return;
      show({ hits: found.results.map(fromServer), total: found.total, terms: found.terms, isMostly: found.mostly, isSimilar: found.similar }, asked);
    } catch {
      if (turn !== asking) return;
      isStatic = true;
      searchHere(asked);
    }
  };
  const fromServer = (hit) => ({
    ...hit, at: Date.parse(hit.published) / 1000, chips: hit.topics.map(({ id, name }) => [id, name]), others: hit.headlines,
  });

  const search = () => {
    const asked = fields();
    asking += 1;
    if (topicwireQuery.isEmpty(topicwireQuery.read(asked))) clear();
    else if (isStatic) searchHere(asked);
    else searchServer(asked);
  };
  let timer = 0, frame = 0, last = 0;
  /* Not after every file: drawing results again and again would keep the reader waiting for the last one. */
  const soon = () => {
    if (performance.now() - last < 250) return;
    last = performance.now();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(search);
  };
  const typed = () => {
    clearTimeout(timer);
    shown = page;
    timer = setTimeout(() => { go("replaceState"); search(); }, isStatic ? 40 : 150);
  };

  const fromAddress = () => {
    const asked = new URLSearchParams(location.search);
    for (const control of controls) {
      const value = (asked.get(control.name) || "").slice(0, 500);
      if (control.tagName === "SELECT" && value && ![...control.options].some((option) => option.value === value)) control.add(new Option(value, value));
      control.value = value;
    }
    shown = page;
    search();
  };

  const step = (by) => {
    const all = links();
    const here = all.indexOf(document.activeElement);
    const next = here + by;
    if (next < 0 && here === 0) controls[0].focus();
    else (here < 0 ? all[0] : all[Math.min(next, all.length - 1)])?.focus();
  };
  const isTyping = (target) => target.closest?.("input, select, textarea, [contenteditable]");
  const keys = {
    "/": () => { controls[0].focus(); controls[0].select(); },
    o: () => document.activeElement.closest(".hit-link")?.click(),
    ArrowDown: () => step(1), j: () => step(1), ArrowUp: () => step(-1), k: () => step(-1),
    Escape: () => { controls[0].value = ""; controls[0].focus(); go("replaceState"); search(); },
  };
  const pressed = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const inField = isTyping(event.target);
    const isOurs = inField ? event.target === controls[0] && ["ArrowDown", "Escape"].includes(event.key) : event.key in keys;
    const isWithin = inField || event.target.closest?.(".hits") || ["/", "j", "k"].includes(event.key);
    if (!isOurs || !isWithin || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();  // before the keys of every page
    keys[event.key]();
  };

  form.hidden = false;
  form.addEventListener("input", typed);
  form.addEventListener("change", (event) => { if (event.target !== controls[0]) { go("pushState"); search(); } });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go("pushState");
    search();
    links()[0]?.focus();
  });
  more.querySelector("button").addEventListener("click", () => { shown += page; search(); });
  document.addEventListener("keydown", pressed, true);
  window.addEventListener("popstate", fromAddress);
  document.querySelector(".hits-pages")?.remove();
  fromAddress();
  if (isStatic && parts.length && !waiting.size) load(parts[0]).then(search);
})();
