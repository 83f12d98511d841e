// What a built page cannot know: which day the reader opens it on, and which commune or hamlet is the reader's own.
"use strict";

const KEY = "thubay.noi-o";
const STALE_DAYS = 3;
const zone = document.querySelector("[data-zone]")?.dataset.zone || "Asia/Ho_Chi_Minh";

/** Today in the programme's time zone as 2026-11-28, so that a page built yesterday does not lie today. */
const now = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());

/** How many days lie from today to `day`. */
const daysTo = (day) => Math.round((Date.parse(day) - Date.parse(now)) / 86_400_000);

/** Hide what has passed, say how soon the rest is, and say so where nothing is left. */
function markDays(root = document) {
  for (const item of root.querySelectorAll("[data-until]")) {
    if (item.dataset.until < now) item.hidden = true;
  }
  for (const item of root.querySelectorAll("[data-days-to]")) {
    const days = daysTo(item.dataset.daysTo);
    if (days >= 0) item.textContent = ["hôm nay", "ngày mai"][days] ?? `còn ${days} ngày`;
  }
  for (const list of root.querySelectorAll("[data-empty]")) {
    const left = [...list.querySelectorAll("[data-until]")].some((item) => !item.hidden);
    const words = document.getElementById(list.dataset.empty);
    if (words) words.hidden = left;
  }
}

/** Say how old the page is once it is older than it should be. */
function markAge() {
  const built = document.querySelector("[data-built]");
  const words = document.querySelector("[data-stale]");
  const days = built ? -daysTo(built.dateTime) : 0;
  if (!words || days <= STALE_DAYS) return;
  words.textContent = `Trang này dựng cách đây ${days} ngày, có thể chưa có tin mới nhất. Mời bà con hỏi lại Ban nhân dân thôn trước khi đi.`;
  words.hidden = false;
}

/** The reader's own place, "da-tong" or "da-tong/n-ton": in the address, else as remembered on this device. */
function chosen() {
  const asked = new URLSearchParams(location.search);
  if (asked.has("xa")) return [asked.get("xa"), asked.get("thon")].filter(Boolean).join("/");
  try {
    return localStorage.getItem(KEY) || "";
  } catch {
    return "";
  }
}

/** Keep the choice in the address, to be sent on, and on this device, for the next visit. */
function remember(place) {
  const [commune, hamlet] = place.split("/");
  const address = new URL(location.href);
  for (const [name, value] of [["xa", commune], ["thon", hamlet]]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(null, "", address);
  try {
    if (place) localStorage.setItem(KEY, place);
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing still has the address.
  }
}

/** Narrow the page to one commune, all of them for "". */
function narrow(commune) {
  for (const link of document.querySelectorAll("[data-filter] a[data-commune]")) {
    if (link.dataset.commune === commune) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const item of document.querySelectorAll("[data-communes]")) {
    const away = commune ? !item.dataset.communes.split(" ").includes(commune) : "later" in item.dataset;
    item.classList.toggle("tb-filtered", away);
  }
}

/** Let the list of communes narrow what stands on this page. */
function filterByCommune() {
  const chips = document.querySelector("[data-filter]");
  if (!chips) return;
  const links = [...chips.querySelectorAll("a[data-commune]")];
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      remember(link.dataset.commune);
      narrow(link.dataset.commune);
    });
  }
  const [commune] = chosen().split("/");
  narrow(links.some((link) => link.dataset.commune === commune) ? commune : "");
}

/** On the first page: the answer for one's own hamlet, taken from the hamlet's page, in place of all the others. */
function answerForOwnPlace() {
  const select = document.querySelector("[data-choose] select");
  const own = document.getElementById("tb-own");
  if (!select || !own) return;
  const next = document.getElementById("tb-next");
  const answer = async (place) => {
    narrow(place.split("/")[0]);
    own.hidden = true;
    next.hidden = false;
    if (!place.includes("/")) return;
    const address = new URL(`xa/${place}/`, location.href.split(/[?#]/)[0]);
    try {
      const page = await fetch(address);
      if (!page.ok || select.value !== place) return;
      const found = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-answer]");
      if (!found) return;
      for (const link of found.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
      found.querySelector("h2").remove();
      const more = document.createElement("p");
      more.append(Object.assign(document.createElement("a"), { href: address.href, textContent: "Xem trang của thôn" }));
      own.replaceChildren(...found.childNodes, more);
      markDays(own);
      own.hidden = false;
      next.hidden = true;
    } catch {
      // Without a network the cards of the commune stay.
    }
  };
  select.addEventListener("change", () => {
    remember(select.value);
    answer(select.value);
  });
  const place = chosen();
  if (place && [...select.options].some((option) => option.value === place)) {
    select.value = place;
    remember(place);
    answer(place);
  }
}

/** Search loads when it is first used: its script, then its index. */
function searchWhenUsed() {
  const search = document.querySelector("[data-search]");
  if (!search) return;
  const field = search.querySelector("input");
  const load = async () => (await import(new URL(search.dataset.search, document.baseURI).href)).start(search);
  const open = (event) => {
    event?.preventDefault();
    search.classList.add("tb-search--open");
    field.focus();
  };
  field.addEventListener("focus", load, { once: true });
  search.querySelector(".tb-search__open").addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !busy && !event.ctrlKey && !event.altKey && !event.metaKey) open(event);
    if (event.key === "Escape") document.querySelector("details[data-menu][open]")?.removeAttribute("open");
  });
}

/** Fields that leave of the rows only those with the words typed, marks or not; what reads them loads when one is first used. */
function narrowRows() {
  const search = document.querySelector("[data-search]");
  for (const field of document.querySelectorAll("[data-narrow]")) {
    const begin = async () => {
      const { holds } = await import(new URL(search.dataset.search, document.baseURI).href);
      const rows = [...document.querySelectorAll(field.dataset.narrow)].map((row) => [row, row.textContent]);
      const told = document.getElementById(field.getAttribute("aria-describedby"));
      const show = () => {
        for (const [row, text] of rows) row.hidden = !holds(text, field.value);
        told.textContent = field.value.trim() ? `Còn ${rows.filter(([row]) => !row.hidden).length} dòng` : "";
      };
      field.addEventListener("input", show);
      show();
    };
    field.addEventListener("focus", begin, { once: true });
  }
}

markDays();
markAge();
filterByCommune();
answerForOwnPlace();
searchWhenUsed();
narrowRows();

const moved = document.querySelector("a[data-moved]");
if (moved) location.replace(moved.href);

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
