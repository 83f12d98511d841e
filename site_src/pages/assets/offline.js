// Lets the site open without a network: starts its worker, tells it what to keep, and lists what is kept.
"use strict";

const base = new URL("../", document.currentScript.src);

/** The reader's own place as the first page remembers it, "da-tong" or "da-tong/n-ton". */
function own() {
  try {
    return localStorage.getItem("thubay.noi-o") || "";
  } catch {
    return "";
  }
}

/** Start the worker; what this first page loaded before it was there is told to it. */
async function start() {
  const isFirst = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(new URL("sw.js", base), { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  const isSaving = navigator.connection?.saveData;
  const loaded = isFirst ? [location.href.split(/[?#]/)[0], ...performance.getEntriesByType("resource").map(({ name }) => name.split(/[?#]/)[0])] : [];
  active.postMessage({ loaded, own: isSaving ? "" : own() });
}

/** On the page for what was never seen: what can be opened without a network. */
async function listKept(part) {
  const list = part.querySelector("ul");
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith("thubay-")) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (url.endsWith("/") && !url.endsWith("/khong-mang/")) found.set(url, await (await cache.match(url)).text());
    }
  }
  for (const [url, html] of found) {
    const title = new DOMParser().parseFromString(html, "text/html").title;
    const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
    list.append(Object.assign(document.createElement("li"), {}));
    list.lastChild.append(link);
  }
  part.hidden = !found.size;
}

if ("serviceWorker" in navigator) addEventListener("load", () => start().catch(() => {}));
const kept = document.querySelector("[data-kept]");
if (kept && "caches" in window) listKept(kept).catch(() => {});
