// From a field of the schema to what a person fills in, and back: what was typed, with nothing where nothing was typed.
"use strict";

/**
 * @typedef {import("./yaml.js").Field} Field
 * @typedef {import("./yaml.js").Fields} Fields
 * @typedef {import("./yaml.js").Keys} Keys
 * @typedef {{element: HTMLElement, value: () => any, find: (keys: Keys) => HTMLElement}} Part one field on the page: its element, what
 *   was typed, and the element that a problem at keys below it belongs to
 * @typedef {{options: (refers: string) => string[][], say: (name: string, values?: Record<string, unknown>) => string,
 *   photo: (hamlet: string, file: File) => Promise<{name: string, size: number}>}} Help
 */

/** Set by the page itself, or kept as the published file has them. */
const KEPT = new Set(["commune", "month", "sample", "published_on", "changes"]);
/** Seldom filled in: below a line that opens. */
const SELDOM = new Set(["held_on", "deviation", "bodies", "money", "photos", "note", "stated", "links", "notice", "translations", "status_reason", "postponed_to"]);
const NUMBERS = new Set(["integer", "decimal"]);
let count = 0;

/** @template {keyof HTMLElementTagNameMap} T @param {T} name @param {Record<string, any>} [properties] @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]} */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** All fields of one level. @param {Fields} level @param {Record<string, any>} given @param {Help} help @returns {Part} */
export function group(level, given, help) {
  const names = Object.keys(level).filter((name) => !KEPT.has(name) && (name !== "corrections" || given.corrections));
  const parts = new Map(names.map((name) => [name, part(name, level[name], given[name], help, given)]));
  const isSeldom = (/** @type {string} */ name) => SELDOM.has(name);
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !parts.has(name)));
  const element = make("div", {}, ...names.filter((name) => !isSeldom(name)).map((name) => element_(parts, name)));
  const seldom = names.filter(isSeldom);
  if (seldom.length) {
    const more = make("details", { open: seldom.some((name) => given[name] !== undefined) });
    more.append(make("summary", {}, help.say("optional_more", { count: seldom.length })), ...seldom.map((name) => element_(parts, name)));
    element.append(more);
  }
  return {
    element,
    value() {
      const typed = { ...kept };
      for (const [name, each] of parts) {
        const value = each.value();
        if (value !== undefined) typed[name] = value;
      }
      return Object.keys(typed).length ? typed : undefined;
    },
    find: ([name, ...rest]) => parts.get(String(name))?.find(rest) ?? element,
  };
}

/** @param {Map<string, Part>} parts @param {string} name */
function element_(parts, name) {
  return /** @type {Part} */ (parts.get(name)).element;
}

/** @param {string} name @param {Field} field @param {any} given @param {Help} help @param {Record<string, any>} around @returns {Part} */
function part(name, field, given, help, around) {
  if (field.fields) {
    const inner = group(field.fields, given ?? {}, help);
    return { ...inner, element: make("fieldset", {}, make("legend", {}, field.label), inner.element) };
  }
  if (field.item) return list(name, field, given ?? [], help, around);
  if (name === "file") return photo(field, given, help, around);
  return scalar(field, given, help);
}

/** @param {string} name @param {Field} field @param {any[]} given @param {Help} help @param {Record<string, any>} around @returns {Part} */
function list(name, field, given, help, around) {
  const item = /** @type {Field} */ (field.item);
  /** @type {Part[]} */
  let parts = [];
  /** @type {Part[]} */
  let told = [];
  const items = make("div");
  const add = (/** @type {any} */ value, /** @type {boolean} */ isNew) => {
    const inner = item.fields ? group(item.fields, withHamlet(name, value ?? {}, around), help) : scalar(item, value, help);
    const remove = make("button", { type: "button", className: "tb-button tb-button--quiet" }, help.say("remove"));
    const title = titled(item, value, parts.length + 1, help) ?? help.say("number_of", { label: field.label, number: parts.length + 1 });
    const isCard = name === "results" || name === "sites";
    const card = isCard ? make("details", { open: isNew }, make("summary", {}, title)) : make("fieldset", {}, make("legend", {}, title));
    card.append(inner.element, remove);
    const each = { ...inner, element: card };
    remove.addEventListener("click", () => {
      parts = parts.filter((other) => other !== each);
      card.remove();
      items.dispatchEvent(new Event("input", { bubbles: true }));
    });
    parts.push(each);
    items.append(card);
    if (isNew) /** @type {HTMLElement | null} */ (card.querySelector("input, select, textarea"))?.focus();
  };
  given.forEach((value) => add(value, false));
  const more = make("button", { type: "button", className: "tb-button tb-button--quiet" }, help.say("add", { label: field.label.toLowerCase() }));
  more.addEventListener("click", () => add(undefined, true));
  const element = make("fieldset", {}, make("legend", {}, field.label), hint(field), items, more);
  return {
    element,
    value() {
      told = parts.filter((each) => isSaid(each.value()));
      return told.length ? told.map((each) => each.value()) : undefined;
    },
    find: ([at, ...rest]) => told[Number(at)]?.find(rest) ?? element,
  };
}

/** Say whether something was filled in: a planned work that nobody measured was only offered. @param {any} value */
function isSaid(value) {
  if (value === undefined || typeof value !== "object") return value !== undefined;
  const names = Object.keys(value).filter((name) => name !== "of");
  return names.length > 0 && !(names.length === 1 && names[0] === "indicator") && !(names.length === 1 && value.consent === false);
}

/** A photo's name begins with its hamlet. @param {string} name @param {any} value @param {Record<string, any>} around */
function withHamlet(name, value, around) {
  if (name === "photos") Object.defineProperty(value, "hamlet", { value: around.hamlet, enumerable: false });
  return value;
}

/** @param {Field} item @param {any} value @param {number} number @param {Help} help */
function titled(item, value, number, help) {
  const [name, field] = Object.entries(item.fields ?? {}).find(([, each]) => each.refers === "hamlet" || each.refers === "campaign") ?? [];
  if (!name || !field?.refers) return null;
  const chosen = help.options(field.refers).find(([id]) => id === value?.[name]);
  return chosen ? chosen[1] : null;
}

/** @param {Field} field */
function hint(field) {
  return make("small", { className: "tb-muted" }, field.hint ?? "");
}

/** @param {Field} field @param {any} given @param {Help} help @returns {Part} */
function scalar(field, given, help) {
  const id = `tb-${(count += 1)}`;
  const control = controlOf(field, given, help);
  control.id = id;
  control.setAttribute("aria-describedby", `${id}-h`);
  if (field.required) control.setAttribute("aria-required", "true");
  const unit = field.unit ? `, ${help.say("unit", { unit: field.unit })}` : "";
  const needed = field.required ? ` (${help.say("required")})` : "";
  const label = make("label", { htmlFor: id }, `${field.label}${unit}${needed}`);
  const words = make("small", { id: `${id}-h` }, field.hint ?? "");
  const isBox = control instanceof HTMLInputElement && control.type === "checkbox";
  const element = make("div", { className: "tb-form__row" }, ...(isBox ? [control, " ", label, words] : [label, control, words]));
  return { element, value: () => valueOf(field, control), find: () => control };
}

/** @param {Field} field @param {any} given @param {Help} help @returns {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */
function controlOf(field, given, help) {
  const options = field.choices ? Object.entries(field.choices) : field.refers ? help.options(field.refers) : [];
  if (options.length && field.type !== "boolean") {
    const known = given === undefined || options.some(([id]) => id === given) ? options : [...options, [given, given]];
    const select = make("select", {}, ...[["", help.say("choose")], ...known].map(([value, text]) => make("option", { value }, text)));
    select.value = given ?? "";
    return select;
  }
  const value = given === undefined ? "" : String(given);
  if (field.type === "text") return make("textarea", { rows: 3, value });
  const input = make("input", { value, autocomplete: "off" });
  if (field.type === "boolean") Object.assign(input, { type: "checkbox", checked: given === true });
  else if (field.type === "date") input.type = "date";
  else if (field.type === "time") input.placeholder = field.example ?? "";
  else if (NUMBERS.has(field.type)) input.inputMode = "decimal";
  if (field.type === "date" && value) input.value = value;
  return input;
}

/** @param {Field} field @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} control */
function valueOf(field, control) {
  if (field.type === "boolean") {
    const { checked } = /** @type {HTMLInputElement} */ (control);
    return checked || (field.required ? false : undefined);
  }
  const text = control.value.normalize("NFC").trim();
  if (text === "") return undefined;
  if (field.type === "decimal" && /^-?[0-9]+,[0-9]{1,2}$/.test(text)) return text.replace(",", ".");
  return text;
}

/** @param {Field} field @param {string | undefined} given @param {Help} help @param {Record<string, any>} around @returns {Part} */
function photo(field, given, help, around) {
  const id = `tb-${(count += 1)}`;
  let name = given;
  const state = make("small", { id: `${id}-h`, role: "status" }, given ?? "");
  const input = make("input", { id, type: "file", accept: "image/*" });
  input.setAttribute("aria-describedby", `${id}-h`);
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    try {
      const made = await help.photo(around.hamlet ?? "anh", file);
      name = made.name;
      state.textContent = `${made.name}. ${help.say("photo_small", { size: made.size })}`;
    } catch {
      state.textContent = help.say("photo_failed");
    }
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const element = make("div", { className: "tb-form__row" }, make("label", { htmlFor: id }, field.label), input, state);
  return { element, value: () => name, find: () => input };
}
