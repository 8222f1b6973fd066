/* Everything works without this file. It turns absolute UTC times into local and relative ones, and lets a reader
   choose light or dark. It stores one word in this browser and asks nobody anything. */
"use strict";
(() => {
  const language = document.documentElement.lang || undefined;
  const whole = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
  const absolute = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });

  const ago = (at) => {
    const minutes = Math.round((at - Date.now()) / 60000);
    if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
    const hours = Math.round(minutes / 60);
    if (Math.abs(hours) < 36) return relative.format(hours, "hour");
    const days = Math.round(hours / 24);
    return Math.abs(days) < 8 ? relative.format(days, "day") : absolute.format(at);
  };

  const showTimes = () => {
    for (const element of document.querySelectorAll("time[data-show='ago']")) {
      const at = new Date(element.dateTime);
      if (Number.isNaN(at.getTime())) continue;
      element.textContent = ago(at);
      element.title = whole.format(at);
      element.closest("a")?.querySelector(".zone")?.remove();
    }
    for (const element of document.querySelectorAll("time[data-show='clock'], time[data-show='full']")) {
      const at = new Date(element.dateTime);
      if (!Number.isNaN(at.getTime())) element.title = `${whole.format(at)} (${clock.format(at)})`;
    }
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

  const offerThemes = () => {
    const place = document.querySelector(".theme");
    if (!place) return;
    const button = document.createElement("button");
    let theme = themes.includes(remembered()) ? remembered() : "auto";
    const show = () => {
      wear(theme);
      button.textContent = place.dataset[theme];
      button.title = place.dataset.title;
    };
    button.type = "button";
    button.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      remember(theme);
      show();
    });
    show();
    place.append(button);
    place.hidden = false;
  };

  offerThemes();
  showTimes();
  setInterval(showTimes, 60000);
})();
