// From the fields of a document to what a person fills in, and back: what was typed, with nothing where nothing was typed.
"use strict";

import { CONTROLS, make, photo, scalar } from "./controls.js";

/**
 * @typedef {import("./yaml.js").Field} Field
 * @typedef {import("./yaml.js").Fields} Fields
 * @typedef {import("./controls.js").Part} Part
 * @typedef {import("./controls.js").Help} Help
 * @typedef {Record<string, any>} Values
 */

/** Set by the page itself, or kept as the published file has them: a recording lies in a file beside the day, which no form sends. */
const KEPT = new Set(["commune", "month", "sample", "published_on", "changes", "offered", "audio"]);
/** Each below a line of its own that opens. */
const FOLDED = new Set(["bodies", "money", "photos", "stated", "links", "notice", "translations"]);
/** Together below one line that opens. */
const SELDOM = new Set(["held_on", "deviation", "note", "status_reason", "postponed_to"]);
/** Lists whose entries are cards with the name of what they are of. */
const CARDS = new Set(["results", "sites", "proposals"]);
/** The field by which an entry is known: once it is said in the title, it is asked for no more. */
const NAMING = ["hamlet", "campaign", "indicator"];

/** All fields of one level. @param {Fields} level @param {Values} given @param {Help} help @param {string} [hamlet] @returns {Part} */
export function group(level, given, help, hamlet = given.hamlet) {
  const isAsked = (/** @type {string} */ name) =>
    !KEPT.has(name) && (name !== "corrections" || given.corrections) && !(given.named && NAMING.includes(name) && given[name]);
  const names = Object.keys(level).filter(isAsked);
  const unit = given.indicator && help.unit(given.indicator);
  const parts = new Map(names.map((name) => [name, part(name, level[name], given[name], help, name === "quantity" ? unit : hamlet)]));
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !parts.has(name) && name !== "named"));
  const { offered, ...said } = kept;
  const shown = (/** @type {string} */ name) => /** @type {Part} */ (parts.get(name)).element;
  const element = make("div");
  const seldom = names.filter((name) => SELDOM.has(name));
  element.append(...names.filter((name) => !FOLDED.has(name) && !SELDOM.has(name)).map(shown));
  for (const name of names.filter((each) => FOLDED.has(each))) element.append(folded(level[name].label, shown(name), isGiven(given[name])));
  if (seldom.length) {
    const labels = seldom.map((name) => level[name].label.toLowerCase()).join("; ");
    const more = make("div", {}, ...seldom.map(shown));
    element.append(folded(help.say("more", { labels }), more, seldom.some((name) => given[name] !== undefined)));
  }
  if (parts.has("indicator") && parts.has("quantity")) follow(parts, help);
  const isIdle = "not_held" in level ? idle(element, parts, given, help) : () => false;
  return {
    element,
    value(all = false) {
      const typed = { ...(all ? kept : said) };
      for (const [name, each] of parts) {
        if (!all && isIdle(name)) continue;
        const value = each.value(all);
        if (value !== undefined) typed[name] = value;
      }
      return Object.keys(typed).length ? typed : undefined;
    },
    find: ([name, ...rest]) => parts.get(String(name))?.find(rest) ?? element,
  };
}

/** Show the unit of the work that is chosen. @param {Map<string, Part>} parts @param {Help} help */
function follow(parts, help) {
  const chosen = /** @type {HTMLSelectElement} */ (/** @type {Part} */ (parts.get("indicator")).find([]));
  const unit = make("span", { className: "tb-form__unit" });
  /** @type {Part} */ (parts.get("quantity")).element.querySelector("label")?.append(" ", unit);
  chosen.addEventListener("change", () => {
    unit.textContent = chosen.value && `(${help.unit(chosen.value)})`;
  });
}

/** @param {any} value */
function isGiven(value) {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** @param {string} label @param {HTMLElement} inner @param {boolean} open */
function folded(label, inner, open) {
  return make("details", { open, className: "tb-form__more" }, make("summary", {}, label), inner);
}

/**
 * A box to tick for a hamlet that could not work: then only the reason is asked for, and no figure is sent.
 * @param {HTMLElement} element @param {Map<string, Part>} parts @param {Values} given @param {Help} help
 * @returns {(name: string) => boolean} whether a field is left out now
 */
function idle(element, parts, given, help) {
  const reason = /** @type {Part} */ (parts.get("not_held"));
  const box = make("input", { type: "checkbox", checked: given.not_held !== undefined });
  const isIdle = (/** @type {string} */ name) => (name === "not_held" ? !box.checked : box.checked && name !== "hamlet" && name !== "note");
  const show = () => {
    for (const other of element.children) {
      if (other !== row) /** @type {HTMLElement} */ (other).hidden = other === reason.element ? !box.checked : box.checked;
    }
  };
  const row = make("div", { className: "tb-form__row" }, make("label", {}, box, ` ${help.say("not_held")}`));
  element.prepend(row, reason.element);
  box.addEventListener("change", show);
  show();
  return isIdle;
}

/** @param {string} name @param {Field} field @param {any} given @param {Help} help @param {string} [around] the hamlet, or the unit
 * @returns {Part} */
function part(name, field, given, help, around) {
  if (field.fields) {
    const inner = group(field.fields, given ?? {}, help, around);
    if (FOLDED.has(name)) return inner;
    return { ...inner, element: make("fieldset", {}, make("legend", {}, field.label), hint(field), inner.element) };
  }
  if (field.item) return list(name, field, given, help, around);
  if (name === "file") return photo(given, help, around ?? "anh");
  return scalar(name, field, given, help, name === "quantity" ? around : field.unit);
}

/** @param {string} name @param {Field} field @param {any[] | undefined} before @param {Help} help
 * @param {string} [hamlet] @returns {Part} */
function list(name, field, before, help, hamlet) {
  const given = before ?? [];
  const item = /** @type {Field} */ (field.item);
  /** @type {{part: Part, isOffered: boolean, element: HTMLElement}[]} */
  let entries = [];
  let made = 0;
  const items = make("div");
  const isSaid = (/** @type {typeof entries[number]} */ entry) => said(entry.part.value(), entry.isOffered);
  const add = (/** @type {any} */ value, /** @type {boolean} */ isNew) => {
    made += 1;
    const title = titled(item, value, help) ?? help.say("number_of", { label: item.label || field.label, number: made });
    const isNamed = !isNew && titled(item, value, help) !== null;
    const inner = item.fields
      ? group(item.fields, { ...(value ?? {}), ...(isNamed ? { named: true } : {}) }, help, hamlet ?? value?.hamlet)
      : scalar(name, item, value, help);
    const card = CARDS.has(name)
      ? make("details", { open: isNew, className: "tb-form__card" }, make("summary", {}, make("span", {}, title), make("span", { className: "tb-form__state" })))
      : make("fieldset", {}, make("legend", {}, title));
    card.dataset.title = title;
    card.append(inner.element);
    const entry = { part: inner, isOffered: value?.offered === true, element: card };
    const progress = card.querySelector(":scope > summary > .tb-form__state");
    const tell = () => {
      if (progress) progress.textContent = help.say(stateOf(inner.value()));
    };
    card.addEventListener("input", tell);
    card.addEventListener("change", tell);
    tell();
    const isFixed = entry.isOffered || name === "results" || (name === "days" && given.length < 2);
    if (!isNamed || !isFixed) {
      const remove = make("button", { type: "button", className: "tb-form__small" }, help.say("remove", { title }));
      remove.addEventListener("click", () => {
        entries = entries.filter((other) => other !== entry);
        card.remove();
        more.focus();
        items.dispatchEvent(new Event("input", { bubbles: true }));
      });
      card.append(remove);
    }
    entries.push(entry);
    items.append(card);
    if (isNew) /** @type {HTMLElement | null} */ (card.querySelector(CONTROLS))?.focus();
  };
  for (const value of given) add(value, false);
  const more = make("button", { type: "button", className: "tb-form__small" }, help.say("add", { label: (item.label || field.label).toLowerCase() }));
  more.addEventListener("click", () => add("submitted_on" in (item.fields ?? {}) ? { submitted_on: help.today() } : undefined, true));
  const refers = { results: "hamlet", days: "campaign" }[name];
  more.hidden = refers !== undefined && given.length >= help.options(refers).length;
  const element = make(FOLDED.has(name) ? "div" : "fieldset", {}, ...(FOLDED.has(name) ? [] : [make("legend", {}, field.label)]), hint(field), items, more);
  return {
    element,
    value(all = false) {
      const told = all ? entries.filter((entry) => entry.part.value(true) !== undefined) : entries.filter(isSaid);
      return told.length || (before && !given.length) ? told.map((entry) => entry.part.value(all)) : undefined;
    },
    find: ([at, ...rest]) => (at === undefined ? element : (entries.filter(isSaid)[Number(at)]?.part.find(rest) ?? element)),
  };
}

/** Say whether something was filled in: a work or a hamlet that was only offered is left out. @param {any} value
 * @param {boolean} isOffered */
function said(value, isOffered) {
  if (value === undefined || typeof value !== "object") return value !== undefined;
  const names = Object.keys(value).filter((name) => !(isOffered && NAMING.includes(name)));
  return names.length > 0 && !(names.length === 1 && value.consent === false);
}

/** What the head of a card says of it. @param {any} value */
function stateOf(value) {
  if (value?.not_held !== undefined) return "state_idle";
  const isFilled = Object.keys(value ?? {}).some((name) => !NAMING.includes(name));
  return isFilled ? "state_filled" : "state_empty";
}

/** @param {Field} item @param {any} value @param {Help} help @returns {string | null} */
function titled(item, value, help) {
  for (const [name, field] of Object.entries(item.fields ?? {})) {
    const chosen = NAMING.includes(name) && help.options(field.refers ?? "").find(([id]) => id === value?.[name]);
    if (chosen) return chosen[1];
  }
  return null;
}

/** @param {Field} field */
function hint(field) {
  return make("small", { className: "tb-form__hint" }, field.hint ?? "");
}
