"use strict";
// The review by keyboard.  Every answer is a form and works without this file.
(() => {
  const open = (panel) => {
    if (!panel) return;
    for (const other of document.querySelectorAll("details[id^='panel-']")) other.open = other === panel;
    panel.scrollIntoView({ block: "start" });
    panel.querySelector("select, textarea, input:not([type='hidden'])")?.focus({ preventScroll: true });
  };
  for (const link of document.querySelectorAll("[data-opens]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open(document.getElementById(link.dataset.opens));
    });
  }
  for (const summary of document.querySelectorAll("details[id^='panel-'] > summary")) {
    summary.addEventListener("click", (event) => {
      event.preventDefault();
      const panel = summary.parentElement;
      if (panel.open) panel.open = false;
      else open(panel);
    });
  }
  // From a field back to the keys, and with Ctrl and Enter out of it with its own answer.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, select, textarea");
    if (!field) return;
    if (event.key === "Escape") field.blur();
    if (event.key === "Enter" && event.ctrlKey && field.form?.id !== "answer") field.form?.requestSubmit();
  });
  // An answer is sent once, however often its key is pressed.
  for (const form of document.querySelectorAll("form[method='post']")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  for (const button of document.querySelectorAll("[data-shows-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
    });
  }
})();
