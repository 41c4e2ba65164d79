// Makes pages better where scripts run; everything works without.
"use strict";

// What only a script can do is shown only where there is one.
for (const element of document.querySelectorAll("[data-script]")) element.hidden = false;

// A typed number stands for itself: the choices beside it are left.
const exact = document.getElementById("exact");
exact?.addEventListener("input", () => {
  if (!exact.value) return;
  for (const radio of document.querySelectorAll("input[type=radio]")) radio.checked = false;
});
for (const radio of document.querySelectorAll("input[type=radio]")) {
  radio.addEventListener("change", () => { if (exact) exact.value = ""; });
}

// Copying says that it has happened.
for (const button of document.querySelectorAll("button.copy")) {
  button.addEventListener("click", async () => {
    const text = button.dataset.copy === "address"
      ? location.href : document.getElementById(button.dataset.copy).textContent;
    const copied = button.closest("[data-copies]").querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(text);
      copied.textContent = copied.dataset.done;
    } catch {
      copied.textContent = copied.dataset.failed;
    }
  });
}

// A form with its answer beside it: the answer follows each change, and the address with it.
for (const form of document.querySelectorAll("form[data-live]")) {
  const panel = document.getElementById(form.dataset.live);
  let latest = 0;
  form.addEventListener("change", async () => {
    const number = ++latest;
    const fields = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = form.getAttribute("action") + "?" + new URLSearchParams(fields);
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (number !== latest) return;
    const fresh = page.getElementById(panel.id);
    const summary = page.querySelector(".error-summary");
    if (!fresh || summary) {
      location.assign(address);
      return;
    }
    panel.replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", address);
  });
}

// A timer counts up, tells nobody to stop, and is there only for those who want it.
const timer = document.getElementById("timer");
let clock;
timer?.addEventListener("change", () => {
  const time = document.getElementById("time");
  clearInterval(clock);
  time.textContent = "";
  if (!timer.checked) return;
  const start = Date.now();
  clock = setInterval(() => {
    const seconds = Math.floor((Date.now() - start) / 1000);
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 1000);
});

// The window remembers the address with the progress, for those who come back to practise by another way.
const practised = document.querySelector("[data-practised]");
const resume = document.querySelector("[data-resume]");
try {
  if (practised) sessionStorage.setItem("practised", practised.dataset.practised);
  const kept = sessionStorage.getItem("practised");
  if (resume && kept?.startsWith("/drills?")) {
    resume.querySelector("a").setAttribute("href", kept);
    resume.hidden = false;
  }
} catch {
  // A browser that keeps nothing still has the address.
}
