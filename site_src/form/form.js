// The page where a commune writes its report, its next day or what it proposes: from the lists and the draft to sending.
"use strict";

import { mark, summarise, unmark } from "./answer.js";
import { check } from "./check.js";
import { make } from "./controls.js";
import { Photos, forget, keep, kept } from "./draft.js";
import { group } from "./fields.js";
import { copied, download, editorAddress, issueAddress, packed, shareable, shared } from "./lanes.js";
import { shrunk } from "./photo.js";

/**
 * @typedef {{id: string, month: string, date: string, name: string, all: boolean, sites: Record<string, string[]>}} Day
 * @typedef {{hamlets: string[][], days: Day[], report: Record<string, any>, saturday: Record<string, any>,
 *   proposals: Record<string, any>, open: string[][]}} Facts
 * @typedef {import("./lanes.js").Submission} Submission
 */

const MOST_PHOTOS = 12;

/** @template {HTMLElement} T @param {string} id @returns {T} */
function by(id) {
  return /** @type {T} */ (document.getElementById(id));
}

const form = /** @type {HTMLFormElement} */ (by("tb-form"));
const [kind, commune, month, year, campaign] = ["kind", "commune", "month", "year", "campaign"].map(
  (name) => /** @type {HTMLSelectElement} */ (by(`tb-${name}`)),
);
const asked = new URLSearchParams(location.search);
const first = [asked.get("xa") ?? kept("xa") ?? ""].find((id) => /^[a-z0-9-]+$/.test(id)) ?? null;
const early = first ? listOf(first).catch(() => null) : null; // asked for beside the schema, not after it
const known = await (await fetch("form.json")).json();
/** @type {Facts} */
let facts = { hamlets: [], days: [], report: {}, saturday: {}, proposals: {}, open: [] };
/** @type {import("./controls.js").Part | null} */
let root = null;
let photos = new Photos("");
let isMonthChosen = asked.has("thang");
/** @type {Submission | null} */
let submission = null;

/** @param {string} name @param {Record<string, unknown>} [values] */
function say(name, values = {}) {
  return known.say[name].replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ gap) => String(values[gap] ?? ""));
}

/** Today in Vietnam as 2026-11-28. */
function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
}

function period() {
  return kind.value === "proposals" ? campaign.value : `${year.value}-${month.value}`;
}

/** Where the file belongs below data/; nowhere of its own for what is put into the committee's file. */
function path() {
  if (kind.value === "proposals") return "";
  return kind.value === "report"
    ? `reports/${year.value}/${commune.value}/${period()}.yml`
    : `campaigns/${year.value}/${month.value}-${commune.value}.yml`;
}

function draftKey() {
  return `${kind.value}:${commune.value}:${period()}`;
}

/** @type {import("./controls.js").Help} */
const help = {
  say,
  today,
  options(refers) {
    const { communes, indicators, bodies } = known.lists;
    /** @type {Record<string, string[][]>} */
    const found = {
      commune: communes,
      hamlet: facts.hamlets,
      indicator: indicators.map((/** @type {string[]} */ [id, name]) => [id, name]),
      body: bodies,
      campaign: daysOf(period()).map((day) => [day.id, day.name]),
    };
    return found[refers] ?? [];
  },
  unit: (indicator) => known.lists.indicators.find((/** @type {string[]} */ [id]) => id === indicator)?.[2] ?? "",
  async photo(hamlet, file) {
    if (usedPhotos(typed()).length >= MOST_PHOTOS) throw new RangeError(String(MOST_PHOTOS));
    const blob = await shrunk(file);
    let number = 1;
    while (await isTaken(photoName(hamlet, number))) number += 1;
    const name = photoName(hamlet, number);
    await photos.keep(name, blob);
    return { name, size: Math.ceil(blob.size / 1024) };
  },
  picture: (name) => photos.find(name),
};

/** @param {string} hamlet @param {number} number */
function photoName(hamlet, number) {
  return `photos/${period()}-${hamlet}-${number}.jpg`;
}

/** @param {string} name */
async function isTaken(name) {
  return namedPhotos(typed()).includes(name) || namedPhotos(facts.report[period()] ?? {}).includes(name) || (await photos.find(name)) !== null;
}

/** @param {string} month @returns {Day[]} */
function daysOf(month) {
  return facts.days.filter((day) => day.month === month);
}

/** What a new file starts with: the day, the hamlets and the works that were planned. */
function fresh() {
  if (kind.value === "proposals") return { commune: commune.value, campaign: campaign.value };
  const common = { commune: commune.value, month: period() };
  if (kind.value === "saturday") {
    return { ...common, status: "announced", sites: facts.hamlets.map(([hamlet]) => ({ hamlet, offered: true })) };
  }
  const before = /** @type {any} */ (Object.values(facts.report).at(-1));
  return {
    ...common,
    ...(before ? { reported_by: before.reported_by } : {}),
    reported_on: today(),
    days: daysOf(period()).map((day) => ({ campaign: day.id, results: hamletsOf(day).map((hamlet) => offered(day, hamlet)) })),
  };
}

/** @param {Day} day @returns {string[]} */
function hamletsOf(day) {
  return day.all ? facts.hamlets.map(([id]) => id) : Object.keys(day.sites);
}

/** @param {Day} day @param {string} hamlet */
function offered(day, hamlet) {
  const works = (day.sites[hamlet] ?? []).map((indicator) => ({ indicator, offered: true }));
  return works.length ? { hamlet, works } : { hamlet };
}

/** The file that is published already, with room to say why it changes. */
function published() {
  const found = /** @type {Record<string, any>} */ (facts)[kind.value][period()];
  if (!found || kind.value !== "report") return found;
  return { ...found, corrections: [...(found.corrections ?? []), { date: today() }] };
}

/** The hamlets, days and reports of a commune. @param {string} id @returns {Promise<Facts>} */
async function listOf(id) {
  return (await fetch(`${id}.json`)).json();
}

async function loadCommune() {
  by("tb-state").textContent = say("loading");
  try {
    facts = (commune.value === first && (await early)) || (await listOf(commune.value));
    campaign.replaceChildren(...facts.open.map(([id, name]) => make("option", { value: id }, name)));
    chooseMonth();
    open();
  } catch {
    by("tb-state").textContent = say("not_loaded");
    by("tb-fields").replaceChildren();
    root = null;
  }
}

/** The month that is most likely meant: of a report the last that had a day, of a day the next. */
function chooseMonth() {
  if (isMonthChosen || kind.value === "proposals") return;
  const now = today();
  const [nowYear, nowMonth] = now.split("-").map(Number);
  const last = facts.days.filter((day) => day.date <= now).map((day) => day.month).sort().at(-1);
  const next = `${nowMonth === 12 ? nowYear + 1 : nowYear}-${String((nowMonth % 12) + 1).padStart(2, "0")}`;
  [year.value, month.value] = (kind.value === "saturday" ? next : (last ?? now)).split("-");
}

/** Show the fields of what is chosen: the draft, else what is published, else what is known before. */
function open() {
  const isProposal = kind.value === "proposals";
  by("tb-when").hidden = isProposal;
  by("tb-which").hidden = !isProposal;
  photos = new Photos(draftKey());
  const draft = kept(draftKey());
  const before = published();
  const given = draft ? JSON.parse(draft) : (before ?? fresh());
  root = isProposal && !campaign.value ? null : group(known.kinds[kind.value], { ...given, named: isProposal }, help);
  by("tb-fields").replaceChildren(...(root ? [root.element] : []));
  by("tb-state").textContent = draft ? say("draft_found") : before ? say(`published_${kind.value}`) : say(starting());
  hideAnswer();
}

function starting() {
  if (kind.value === "proposals") return campaign.value ? "start_proposals" : "no_campaign";
  if (kind.value === "saturday") return "start_saturday";
  return daysOf(period()).length ? "start_report" : "no_days";
}

function identity() {
  return kind.value === "proposals" ? { commune: commune.value, campaign: campaign.value } : { commune: commune.value, month: period() };
}

function typed(all = false) {
  return { ...identity(), ...root?.value(all) };
}

function hideAnswer() {
  for (const id of ["tb-summary", "tb-lanes"]) by(id).hidden = true;
  submission = null;
}

/** The sentence of a problem for somebody who sees labels and names, never the keys and ids of a file. @param {import("./check.js").Problem} problem */
function sentence({ code, message, label }) {
  if (code === "required" || code === "required_without_example") return say("missing", { name: label.split(" › ").at(-1) });
  let told = message;
  for (const key of known.keys) told = told.replaceAll(`” (${key})`, "”");
  for (const [id, name] of ["hamlet", "indicator", "body", "campaign"].flatMap(help.options)) {
    told = told.replaceAll(`${name.split(" ")[0]} “${id}”`, name).replaceAll(`“${id}”`, `“${name}”`);
  }
  return told;
}

/** @param {Event} event */
function submit(event) {
  event.preventDefault();
  hideAnswer();
  if (!root) return;
  const { problems, text } = check(kind.value, typed(), known);
  const marked = mark(problems, form, (problem) => root?.find(problem.keys) ?? form, sentence);
  const isWrong = problems.some((problem) => problem.severity === "error");
  summarise(by("tb-summary"), marked, sentence, say, say("sound"));
  if (!isWrong) offer(text);
}

/** Show the ways of sending what was found sound. @param {string} text */
function offer(text) {
  const when = kind.value === "proposals" ? campaign.selectedOptions[0].text : `${month.value}/${year.value}`;
  const title = say(`title_${kind.value}`, { commune: commune.selectedOptions[0].text, month: when });
  submission = { kind: kind.value, path: path(), title, text, name: draftKey().replace(/[:/]/g, "-") };
  by("tb-path").textContent = submission.path ? `data/${submission.path}` : submission.title;
  /** @type {HTMLTextAreaElement} */ (by("tb-text")).value = text;
  const hasPhotos = usedPhotos(typed()).length > 0;
  tell(hasPhotos ? "photo_zip" : "");
  by("tb-share-row").hidden = !shareable(submission, hasPhotos);
  by("tb-github").hidden = !String(known.lists.repository ?? "").startsWith("https://github.com/");
  by("tb-editor-row").hidden = !submission.path;
  by("tb-lanes").hidden = false;
}

/** @param {string} name @param {Record<string, unknown>} [values] */
function tell(name, values) {
  by("tb-sent").textContent = name && say(name, values);
}

/** @param {Record<string, any>} document @returns {string[]} */
function namedPhotos(document) {
  const results = (document.days ?? []).flatMap((/** @type {any} */ day) => day.results ?? []);
  return results.flatMap((/** @type {any} */ result) => (result.photos ?? []).map((/** @type {any} */ photo) => photo.file)).filter(Boolean);
}

/** Those that were made on this device. @param {Record<string, any>} document */
function usedPhotos(document) {
  return namedPhotos(document).filter((name) => photos.blobs.has(name));
}

/** @param {Submission} sent @returns {Promise<File>} */
async function fileOf(sent) {
  const named = sent.path ? namedPhotos(typed()) : [];
  const found = await Promise.all(named.map(async (name) => ({ name, blob: await photos.find(name) })));
  return packed(sent, found.flatMap(({ name, blob }) => (blob ? [{ name, blob }] : [])));
}

/** @param {string} id @param {(sent: Submission) => void | Promise<void>} way */
function lane(id, way) {
  by(id).addEventListener("click", () => submission && way(submission));
}

lane("tb-copy", async (sent) => tell((await copied(sent.text)) ? "copied" : "not_copied"));
lane("tb-zip", async (sent) => {
  const file = await fileOf(sent);
  download(file);
  tell("downloaded", { name: file.name });
});
lane("tb-share", async (sent) => {
  const file = await fileOf(sent);
  const isShared = await shared(file, sent, usedPhotos(typed()).length > 0);
  if (isShared === false) download(file);
  if (isShared !== null) tell(isShared ? "shared" : "downloaded", { name: file.name });
});
lane("tb-issue", async (sent) => {
  const { address, isWhole } = issueAddress(sent, known.lists);
  const isCopied = isWhole || (await copied(sent.text));
  tell(isWhole ? "issue_opened" : isCopied ? "issue_too_long" : "issue_not_copied");
  window.open(address, "_blank", "noopener");
});
lane("tb-editor", async (sent) => {
  const { address, isWhole } = editorAddress(sent, known.lists);
  const isCopied = isWhole || (await copied(sent.text));
  tell(isWhole ? "editor_opened" : isCopied ? "editor_too_long" : "not_copied");
  window.open(address, "_blank", "noopener");
});

let waiting = 0;

function save() {
  if (!waiting) return;
  clearTimeout(waiting);
  waiting = 0;
  const isKept = keep(draftKey(), JSON.stringify(typed(true)));
  by("tb-state").textContent = say(isKept ? "draft_saved" : "draft_not_saved");
}

form.addEventListener("input", (event) => {
  if (!by("tb-fields").contains(/** @type {Node} */ (event.target))) return;
  hideAnswer();
  clearTimeout(waiting);
  waiting = window.setTimeout(save, 300);
});
addEventListener("pagehide", save);
form.addEventListener("submit", submit);
by("tb-clear").addEventListener("click", async () => {
  if (!confirm(say("clear_sure"))) return;
  clearTimeout(waiting);
  waiting = 0;
  forget(draftKey());
  await photos.forget();
  unmark(form);
  open();
  by("tb-state").textContent = say("draft_cleared");
});
commune.addEventListener("change", () => {
  save();
  keep("xa", commune.value);
  void loadCommune();
});
kind.addEventListener("change", () => {
  chooseMonth();
  open();
});
for (const select of [month, year]) {
  select.addEventListener("change", () => {
    isMonthChosen = true;
    open();
  });
}
campaign.addEventListener("change", open);
for (const select of [kind, commune, month, year, campaign]) select.addEventListener("pointerdown", save);

commune.append(...known.lists.communes.map((/** @type {string[]} */ [id, name]) => make("option", { value: id }, name)));
commune.value = first ?? commune.value;
if (!commune.value) commune.selectedIndex = 0;
kind.value = { lich: "saturday", "de-xuat": "proposals" }[asked.get("gui") ?? ""] ?? "report";
[year.value, month.value] = (asked.get("thang") ?? today()).split("-");
form.hidden = false;
await loadCommune();
form.dataset.ready = "true";
