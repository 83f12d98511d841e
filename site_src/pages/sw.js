// Keeps what the reader has seen for when there is no network: the network first, the kept copy when it is away or too slow.
// A kept page always says that it is one, and from when. One worker for the whole site, the communes' form included.
"use strict";

const ROOT = new URL("./", location.href);
const CORE = "thubay-khung-1"; // the first page, the page for what was never seen, and what these two load
const OWN = "thubay-noi-o-1"; // the reader's own commune and hamlet, with the days that they lead to
const SEEN = "thubay-da-xem-1"; // what was looked at lately
const PARTS = "thubay-phan-1"; // styles, scripts, pictures and lists
const CACHES = [CORE, OWN, SEEN, PARTS];
const MOST = { [CORE]: 30, [OWN]: 12, [SEEN]: 40, [PARTS]: 80 };
const AWAY = new URL("khong-mang/", ROOT).href;
const PATIENCE = 5000; // milliseconds for which a kept page waits for a slow network
const FRESH = 6 * 3600 * 1000; // how long one's own pages are not asked for again by themselves
const SAVED = "x-thubay-saved";
const MOST_DAYS = 3;
const LOADED = /<(?:link\b[^>]*\brel="?(?:stylesheet|manifest)"?[^>]*\bhref|script\b[^>]*\bsrc)="?([^"\s>]+)/g;
const DAYS = /\bhref="([^"#?]*\/dot\/\d{4}\/[^"#?/]+\/)"/g;
const WORDS = { away: "vì không có mạng", slow: "vì mạng quá chậm" };

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => event.waitUntil(told(event.data ?? {})));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== ROOT.origin || !address.pathname.startsWith(ROOT.pathname)) return;
  if (isPage(request, address)) event.respondWith(page(event));
  else if (isPart(request, address)) event.respondWith(part(event));
});

function isPage(request, address) {
  return request.mode === "navigate" || (request.destination === "" && address.pathname.endsWith("/"));
}

function isPart(request, address) {
  return ["style", "script", "image", "manifest"].includes(request.destination) || address.pathname.endsWith(".json");
}

async function begin() {
  for (const address of [ROOT.href, AWAY]) await keep(address, CORE).catch(() => {});
  await self.skipWaiting();
}

async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith("thubay-") && !CACHES.includes(name)) await caches.delete(name);
  }
  await self.clients.claim();
}

/** What a page tells: what it had loaded before this worker was there, and where the reader lives. */
async function told({ loaded = [], own = "" }) {
  for (const address of loaded.filter(isOurs)) {
    await keep(address, address.endsWith("/") ? SEEN : PARTS).catch(() => {});
  }
  if (own) await keepOwn(own).catch(() => {});
}

function isOurs(address) {
  return typeof address === "string" && address.startsWith(ROOT.href);
}

/** Keep the pages of the reader's own place, and of the next days that the commune's page leads to. */
async function keepOwn(place) {
  if (!/^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/.test(place)) return;
  const [commune] = place.split("/");
  const own = [...new Set([commune, place])].map((each) => new URL(`xa/${each}/`, ROOT).href);
  const cache = await caches.open(OWN);
  const kept = await cache.match(own.at(-1));
  if (kept && Date.now() - Date.parse(kept.headers.get(SAVED)) < FRESH) return;
  let html = "";
  for (const address of own) html = (await keep(address, OWN)) + html;
  const days = [...html.matchAll(DAYS)].map(([, way]) => new URL(way, own[0]).href);
  for (const address of [...new Set(days)].slice(0, MOST_DAYS)) await keep(address, OWN);
}

/** Fetch an address, put it into a cache with what its page loads, and return its text. */
async function keep(address, name) {
  const response = await fetch(address);
  if (!response.ok) return "";
  const text = address.endsWith("/") ? await response.clone().text() : "";
  await put(name, address, response);
  for (const [, way] of text.matchAll(LOADED)) {
    const loaded = new URL(way, address).href;
    if (isOurs(loaded) && !(await caches.match(loaded))) {
      const found = await fetch(loaded);
      if (found.ok) await put(CORE === name ? CORE : PARTS, loaded, found);
    }
  }
  return text;
}

/** Put a copy into a cache with its time, as the newest; the oldest go where there are too many. */
async function put(name, address, response) {
  const headers = new Headers(response.headers);
  headers.set(SAVED, new Date().toISOString());
  const copy = new Response(await response.blob(), { status: response.status, statusText: response.statusText, headers });
  const cache = await caches.open(name);
  await cache.delete(address);
  await cache.put(address, copy);
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST[name]))) await cache.delete(key);
}

/** The newest copy of an address in any of the caches. */
async function newest(address) {
  const found = [];
  for (const name of CACHES) {
    const copy = await (await caches.open(name)).match(address);
    if (copy) found.push(copy);
  }
  return found.sort((one, other) => (one.headers.get(SAVED) < other.headers.get(SAVED) ? 1 : -1))[0];
}

function plain(address) {
  const bare = new URL(address);
  bare.search = bare.hash = "";
  return bare.href;
}

function after(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, "slow"));
}

async function page(event) {
  const { request } = event;
  const address = plain(request.url);
  // The browser's own store is asked again too: a page that it takes for fresh may be old.
  const now = request.mode === "navigate" ? fetch(request.url, { cache: "no-cache", redirect: "manual" }) : fetch(request, { cache: "no-cache" });
  const asked = now.then(async (response) => {
    const isHtml = (response.headers.get("content-type") ?? "").includes("text/html");
    if (response.ok && isHtml && address !== AWAY) event.waitUntil(put(address === ROOT.href ? CORE : SEEN, address, response.clone()));
    return response;
  });
  asked.catch(() => {});
  const kept = await newest(address);
  try {
    const first = await (kept ? Promise.race([asked, after(PATIENCE)]) : asked);
    return first === "slow" ? saying(kept, WORDS.slow) : first;
  } catch (error) {
    if (kept) return address === AWAY ? kept : saying(kept, WORDS.away);
    if (request.mode === "navigate" && address !== AWAY) return Response.redirect(AWAY);
    throw error;
  }
}

/** A kept page with what it is said first; where another page takes its answer from it, the answer says so too. */
async function saying(kept, reason) {
  const moment = new Date(kept.headers.get(SAVED));
  const format = { timeZone: "Asia/Ho_Chi_Minh", day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const part = Object.fromEntries(new Intl.DateTimeFormat("vi-VN", format).formatToParts(moment).map(({ type, value }) => [type, value]));
  const words = `Đang xem bản lưu ngày ${part.day}/${part.month}/${part.year} lúc ${part.hour}:${part.minute} ${reason}. Ngày giờ, địa điểm có thể đã đổi.`;
  const note = `<div class="tb-notice tb-offline" role="status"><p>${words}</p></div>`;
  const html = (await kept.text()).replace(/<main\b[^>]*>/, (tag) => `${tag}<div class="md-grid md-typeset">${note}</div>`);
  const answered = html.replace(/<section\b[^>]*\bdata-answer\b[^>]*>/, (tag) => `${tag}<p class="tb-muted tb-offline">${words}</p>`);
  return new Response(answered, { headers: { "content-type": "text/html; charset=utf-8", [SAVED]: kept.headers.get(SAVED) } });
}

async function part(event) {
  const { request } = event;
  const address = plain(request.url);
  try {
    const response = await fetch(request);
    if (response.ok && response.status === 200) event.waitUntil(put(PARTS, address, response.clone()));
    return response;
  } catch (error) {
    const kept = await newest(address);
    if (kept) return kept;
    throw error;
  }
}
