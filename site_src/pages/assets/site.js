// What a built page cannot know: which day the reader opens it on, and which commune is the reader's own.
"use strict";

/** Today in the programme's time zone as 2026-11-28, so that a page built yesterday does not lie today. */
function today() {
  const zone = document.documentElement.dataset.zone || "Asia/Ho_Chi_Minh";
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
}

/** Hide what has passed, and say so where nothing is left. */
function hidePassed() {
  const now = today();
  for (const item of document.querySelectorAll("[data-until]")) {
    if (item.dataset.until < now) item.hidden = true;
  }
  for (const list of document.querySelectorAll("[data-empty]")) {
    const left = [...list.querySelectorAll("[data-until]")].some((item) => !item.hidden);
    const words = document.getElementById(list.dataset.empty);
    if (words) words.hidden = left;
  }
}

/** Let the list of communes narrow what stands on this page; the choice stays in the address. */
function filterByCommune() {
  const chips = document.querySelector("[data-filter]");
  if (!chips) return;
  const links = [...chips.querySelectorAll("a[data-commune]")];
  const show = (commune) => {
    for (const link of links) {
      if (link.dataset.commune === commune) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (const item of document.querySelectorAll("[data-communes]")) {
      const held = item.dataset.communes.split(" ");
      item.classList.toggle("tb-filtered", commune !== "" && !held.includes(commune));
    }
  };
  const chosen = () => new URLSearchParams(location.search).get("xa") || "";
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const address = new URL(location.href);
      if (link.dataset.commune) address.searchParams.set("xa", link.dataset.commune);
      else address.searchParams.delete("xa");
      history.replaceState(null, "", address);
      show(link.dataset.commune);
    });
  }
  show(chosen());
}

hidePassed();
filterByCommune();

const moved = document.querySelector("a[data-moved]");
if (moved) location.replace(moved.href);

// The theme opens search as a dialog without a name; its field has one.
const search = document.querySelector(".md-search[role=dialog]");
if (search) search.setAttribute("aria-label", search.querySelector("input").getAttribute("aria-label"));

// One press copies a text that is to be sent or read aloud.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    button.setAttribute("aria-pressed", "true");
  });
}

// A sheet of paper is printed by one press; without script the browser's own menu does it.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
