// The page where a commune writes its report or its next day: from the lists and the draft to the ways of sending.
"use strict";

import { check } from "./check.js";
import { group, make } from "./fields.js";
import { copied, download, editorAddress, issueAddress, shared } from "./lanes.js";
import { shrunk } from "./photo.js";
import { zip } from "./zip.js";

/**
 * @typedef {{id: string, month: string, name: string, all: boolean, sites: Record<string, string[]>}} Day
 * @typedef {{hamlets: string[][], days: Day[], report: Record<string, any>, saturday: Record<string, any>}} Facts
 */

const PREFIX = "thubay-nop";

/** @template {HTMLElement} T @param {string} id @returns {T} */
function by(id) {
  return /** @type {T} */ (document.getElementById(id));
}

const form = /** @type {HTMLFormElement} */ (by("tb-form"));
const [kind, commune, month, year] = ["kind", "commune", "month", "year"].map((name) => /** @type {HTMLSelectElement} */ (by(`tb-${name}`)));
const asked = new URLSearchParams(location.search);
const first = asked.get("xa") ?? localStorage.getItem(`${PREFIX}:xa`);
const early = /^[a-z0-9-]+$/.test(first ?? "") ? listOf(first).catch(() => null) : null; // asked for beside the schema, not after it
const known = await (await fetch("form.json")).json();
/** @type {Facts} */
let facts = { hamlets: [], days: [], report: {}, saturday: {} };
/** @type {import("./fields.js").Part | null} */
let root = null;
/** @type {Map<string, Uint8Array<ArrayBuffer>>} */
const photos = new Map();
/** @type {import("./lanes.js").Submission | null} */
let submission = null;

/** @param {string} name @param {Record<string, unknown>} [values] */
function say(name, values = {}) {
  return known.say[name].replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ gap) => String(values[gap]));
}

/** Today in Vietnam as 2026-11-28. */
function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
}

function period() {
  return `${year.value}-${month.value}`;
}

function path() {
  return kind.value === "report"
    ? `reports/${year.value}/${commune.value}/${period()}.yml`
    : `campaigns/${year.value}/${month.value}-${commune.value}.yml`;
}

function draftKey() {
  return `${PREFIX}:${kind.value}:${commune.value}:${period()}`;
}

/** @type {import("./fields.js").Help} */
const help = {
  say,
  options(refers) {
    const { communes, indicators, bodies } = known.lists;
    /** @type {Record<string, string[][]>} */
    const found = {
      commune: communes,
      hamlet: facts.hamlets,
      indicator: indicators.map(([id, name, unit]) => [id, `${name} (${unit})`]),
      body: bodies,
      campaign: facts.days.filter((day) => day.month === period()).map((day) => [day.id, day.name]),
    };
    return found[refers] ?? [];
  },
  async photo(hamlet, file) {
    const bytes = await shrunk(file);
    let number = 1;
    while (photos.has(photoName(hamlet, number))) number += 1;
    photos.set(photoName(hamlet, number), bytes);
    return { name: photoName(hamlet, number), size: Math.ceil(bytes.length / 1024) };
  },
};

/** @param {string} hamlet @param {number} number */
function photoName(hamlet, number) {
  return `photos/${period()}-${hamlet}-${number}.jpg`;
}

/** What a new file starts with: the day, the hamlets and the works that were planned. */
function fresh() {
  const common = { commune: commune.value, month: period() };
  if (kind.value === "saturday") return { ...common, status: "announced", sites: facts.hamlets.map(([hamlet]) => ({ hamlet })) };
  const days = facts.days.filter((day) => day.month === period());
  const before = /** @type {any} */ (Object.values(facts.report).at(-1));
  return {
    ...common,
    ...(before ? { reported_by: before.reported_by } : {}),
    reported_on: today(),
    days: days.map((day) => ({ campaign: day.id, results: hamletsOf(day).map((hamlet) => offered(day, hamlet)) })),
  };
}

/** @param {Day} day @returns {string[]} */
function hamletsOf(day) {
  return day.all ? facts.hamlets.map(([id]) => id) : Object.keys(day.sites);
}

/** @param {Day} day @param {string} hamlet */
function offered(day, hamlet) {
  const works = (day.sites[hamlet] ?? []).map((indicator) => ({ indicator }));
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
    open();
  } catch {
    by("tb-state").textContent = say("not_loaded");
    by("tb-fields").replaceChildren();
    root = null;
  }
}

/** Show the fields of what is chosen: the draft, else what is published, else what is known before. */
function open() {
  const draft = localStorage.getItem(draftKey());
  const before = published();
  const hasDays = kind.value !== "report" || facts.days.some((day) => day.month === period());
  root = group(known.kinds[kind.value], draft ? JSON.parse(draft) : (before ?? fresh()), help);
  by("tb-fields").replaceChildren(root.element);
  by("tb-state").textContent = draft ? say("draft_found") : before ? say("published") : hasDays ? "" : say("no_days");
  hideAnswer();
}

function typed() {
  return { commune: commune.value, month: period(), ...root?.value() };
}

function hideAnswer() {
  for (const id of ["tb-summary", "tb-lanes"]) by(id).hidden = true;
  submission = null;
}

/** @param {import("./check.js").Problem[]} problems */
function mark(problems) {
  for (const element of form.querySelectorAll(".tb-wrong, .tb-doubt")) element.remove();
  for (const element of form.querySelectorAll("[aria-invalid]")) element.removeAttribute("aria-invalid");
  return problems.map((problem, at) => {
    const target = root?.find(problem.keys) ?? form;
    const isError = problem.severity === "error";
    if (isError && target.matches("input, select, textarea")) target.setAttribute("aria-invalid", "true");
    target.after(make("p", { className: isError ? "tb-wrong" : "tb-doubt", id: `tb-p-${at}` }, problem.message));
    return { problem, target };
  });
}

/** @param {HTMLElement} target */
function show(target) {
  for (let above = target.closest("details"); above; above = above.parentElement?.closest("details") ?? null) above.open = true;
  const control = target.matches("input, select, textarea") ? target : (/** @type {HTMLElement | null} */ (target.querySelector("input, select, textarea, summary")) ?? target);
  control.focus();
  target.scrollIntoView({ block: "center" });
}

/** @param {ReturnType<typeof mark>} marked @param {boolean} isWrong */
function summarise(marked, isWrong) {
  const summary = by("tb-summary");
  const listed = (/** @type {boolean} */ isError) => marked.filter(({ problem }) => (problem.severity === "error") === isError);
  const lines = (/** @type {ReturnType<typeof mark>} */ found) =>
    make("ul", {}, ...found.map(({ problem, target }) => {
      const link = make("a", { href: "#tb-form" }, problem.label || say("whole_form"));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        show(target);
      });
      return make("li", {}, link, `: ${problem.message}`);
    }));
  const [errors, warnings] = [listed(true), listed(false)];
  summary.replaceChildren(
    ...(isWrong ? [make("p", {}, say("errors", { errors: errors.length })), lines(errors)] : [make("p", {}, say("sound"))]),
    ...(warnings.length ? [make("p", {}, say("warnings", { warnings: warnings.length })), lines(warnings)] : []),
  );
  summary.dataset.state = isWrong ? "wrong" : "sound";
  summary.hidden = false;
  summary.focus();
}

/** @param {Event} event */
function submit(event) {
  event.preventDefault();
  hideAnswer();
  if (!root) return;
  const { document: checked, problems, text } = check(kind.value, typed(), known);
  const isWrong = problems.some((problem) => problem.severity === "error");
  summarise(mark(problems), isWrong);
  if (isWrong) return;
  const values = { commune: commune.selectedOptions[0].text, month: `${month.value}/${year.value}` };
  submission = { kind: kind.value, path: path(), title: say(`title_${kind.value}`, values), text };
  by("tb-path").textContent = `data/${submission.path}`;
  /** @type {HTMLTextAreaElement} */ (by("tb-text")).value = text;
  by("tb-sent").textContent = usedPhotos(checked).length ? say("photo_zip") : "";
  by("tb-github").hidden = !isOnGitHub();
  by("tb-lanes").hidden = false;
}

function isOnGitHub() {
  return String(known.lists.repository ?? "").startsWith("https://github.com/");
}

/** @param {Record<string, any>} document */
function usedPhotos(document) {
  const results = (document.days ?? []).flatMap((/** @type {any} */ day) => day.results);
  const names = results.flatMap((/** @type {any} */ result) => (result.photos ?? []).map((/** @type {any} */ photo) => photo.file));
  return names.filter((/** @type {string} */ name) => photos.has(name));
}

/** @param {import("./lanes.js").Submission} sent */
function packed(sent) {
  const folder = `data/${sent.path.replace(/[^/]+$/, "")}`;
  const { document: checked } = check(sent.kind, typed(), known);
  const files = usedPhotos(checked).map((/** @type {string} */ name) => ({ name: folder + name, bytes: /** @type {Uint8Array<ArrayBuffer>} */ (photos.get(name)) }));
  return zip([{ name: `data/${sent.path}`, bytes: new TextEncoder().encode(sent.text) }, ...files]);
}

/** @param {import("./lanes.js").Submission} sent */
function zipName(sent) {
  return `${sent.path.replace(/\.yml$/, "").replaceAll("/", "-")}.zip`;
}

/** @param {string} id @param {(sent: import("./lanes.js").Submission) => void | Promise<void>} way */
function lane(id, way) {
  by(id).addEventListener("click", () => submission && way(submission));
}

function copyOut(/** @type {import("./lanes.js").Submission} */ sent) {
  return copied(sent.text).then((isCopied) => {
    by("tb-sent").textContent = say(isCopied ? "copied" : "not_copied");
  });
}

lane("tb-copy", copyOut);
lane("tb-zip", (sent) => download(packed(sent), zipName(sent)));
lane("tb-share", async (sent) => {
  const file = new File([packed(sent)], zipName(sent), { type: "application/zip" });
  if (!(await shared(file, sent.title))) download(file, file.name);
});
lane("tb-issue", async (sent) => {
  const { address, isWhole } = issueAddress(sent, known.lists);
  if (!isWhole) {
    await copied(sent.text);
    by("tb-sent").textContent = say("too_long");
  }
  window.open(address, "_blank", "noopener");
});
lane("tb-editor", (sent) => {
  window.open(editorAddress(sent, known.lists), "_blank", "noopener");
});

let waiting = 0;

function keep() {
  if (!waiting) return;
  clearTimeout(waiting);
  waiting = 0;
  localStorage.setItem(draftKey(), JSON.stringify(typed()));
  by("tb-state").textContent = say("draft_saved");
}

form.addEventListener("input", (event) => {
  hideAnswer();
  if (!by("tb-fields").contains(/** @type {Node} */ (event.target))) return;
  clearTimeout(waiting);
  waiting = window.setTimeout(keep, 300);
});
addEventListener("pagehide", keep);
form.addEventListener("submit", submit);
by("tb-clear").addEventListener("click", () => {
  if (!confirm(say("clear_sure"))) return;
  clearTimeout(waiting);
  waiting = 0;
  localStorage.removeItem(draftKey());
  open();
  by("tb-state").textContent = say("draft_cleared");
});
commune.addEventListener("change", loadCommune);
for (const select of [kind, month, year]) select.addEventListener("change", open);

const now = today();
commune.append(...known.lists.communes.map(([id, name]) => make("option", { value: id }, name)));
commune.value = first ?? commune.value;
if (!commune.value) commune.selectedIndex = 0;
commune.addEventListener("change", () => localStorage.setItem(`${PREFIX}:xa`, commune.value));
kind.value = asked.get("gui") === "lich" ? "saturday" : "report";
[year.value, month.value] = (asked.get("thang") ?? now).split("-");
form.hidden = false;
await loadCommune();
form.dataset.ready = "true";

