"use strict";
// Keys and small conveniences.  Everything works without this file.
(() => {
  const KEEP = "stocktake-keys";
  const inField = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;
  const off = () => {
    try {
      return localStorage.getItem(KEEP) === "off";
    } catch {
      return false;
    }
  };
  const KEYS = [
    ["/", "search"],
    ["J", "next"],
    ["K", "last"],
    ["Enter", "open"],
    ["?", "these keys"],
  ];
  let here = -1;

  const rows = () =>
    [...document.querySelectorAll("main :is(tbody tr:not(.group, .sec, .nowrow), .plain > li, .hit, .said-in, .note)")]
      .filter((row) => row.querySelector("a[href]") && row.offsetParent !== null);

  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    all[here]?.classList.remove("at-hand");
    here = Math.min(Math.max(here + step, 0), all.length - 1);
    all[here].classList.add("at-hand");
    all[here].querySelector("a[href]").focus({ preventScroll: true });
    all[here].scrollIntoView({ block: "center" });
  };

  const showKeys = () => {
    const dialog = document.createElement("dialog");
    const heading = document.createElement("h2");
    heading.textContent = "Keys";
    heading.id = "keys-heading";
    dialog.setAttribute("aria-labelledby", heading.id);
    const list = document.createElement("dl");
    list.className = "facts tight";
    const told = [...KEYS, ...[...document.querySelectorAll("[data-key]")].map((element) =>
      [element.dataset.key.toUpperCase(), element.dataset.does || element.textContent.trim()])];
    for (const [key, what] of told) {
      const term = document.createElement("dt");
      const cap = document.createElement("kbd");
      cap.textContent = key;
      term.append(cap);
      const says = document.createElement("dd");
      says.textContent = what;
      list.append(term, says);
    }
    const turn = document.createElement("button");
    turn.textContent = off() ? "Turn keys on" : "Turn keys off";
    turn.addEventListener("click", () => {
      try {
        localStorage.setItem(KEEP, off() ? "on" : "off");
      } catch { /* the browser keeps nothing */ }
      dialog.close();
    });
    const close = document.createElement("button");
    close.textContent = "Close";
    close.addEventListener("click", () => dialog.close());
    const foot = document.createElement("p");
    foot.className = "after";
    foot.append(close, " ", turn);
    dialog.append(heading, list, foot);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      showKeys();
      return;
    }
    if (off()) return;
    const pressed = event.key.toLowerCase();
    const bound = [...document.querySelectorAll("[data-key]")].find((e) => e.dataset.key === pressed);
    if (bound) {
      event.preventDefault();
      bound.click();
    } else if (pressed === "/") {
      event.preventDefault();
      document.getElementById("find")?.focus();
    } else if (pressed === "j" || pressed === "k") {
      event.preventDefault();
      go(pressed === "j" ? 1 : -1);
    }
  });

  // A list's filters ask as soon as one is chosen; the button stays for those without a script.
  for (const form of document.querySelectorAll("form.filters")) {
    form.addEventListener("change", (event) => {
      if (event.target.tagName === "SELECT") form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    });
  }
})();
