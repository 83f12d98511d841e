// One value on the page: a box to write or choose in, its label, its hint, and what was typed.
"use strict";

/**
 * @typedef {import("./yaml.js").Field} Field
 * @typedef {import("./yaml.js").Keys} Keys
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 * @typedef {{element: HTMLElement, value: (all?: boolean) => any, find: (keys: Keys) => HTMLElement}} Part one field on the page: its
 *   element, what was typed (with ``all`` also what was offered and not used), and the element that a problem at keys below it
 *   belongs to
 * @typedef {{options: (refers: string) => string[][], unit: (indicator: string) => string,
 *   say: (name: string, values?: Record<string, unknown>) => string, today: () => string,
 *   photo: (hamlet: string, file: File) => Promise<{name: string, size: number}>,
 *   picture: (name: string) => Promise<Blob | null>}} Help
 */

export const CONTROLS = "input, select, textarea";
const NUMBERS = new Set(["integer", "decimal"]);
let count = 0;

/** @template {keyof HTMLElementTagNameMap} T @param {T} name @param {Record<string, any>} [properties] @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]} */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** An id that nothing else on the page has. */
export function fresh() {
  return `tb-${(count += 1)}`;
}

/** @param {string} name @param {Field} field @param {any} given @param {Help} help @param {string} [unit] @returns {Part} */
export function scalar(name, field, given, help, unit = field.unit) {
  const id = fresh();
  const control = controlOf(field, given, help);
  control.id = id;
  control.dataset.field = name;
  const label = make("label", { htmlFor: id }, field.label);
  if (unit) label.append(" ", make("span", { className: "tb-form__unit" }, `(${unit})`));
  const isOffered = name === "quantity" && unit !== undefined; // of a planned work, which may stay blank
  if (field.required && !isBox(control) && !isOffered) {
    control.setAttribute("aria-required", "true");
    label.append(" ", make("span", { className: "tb-form__needed" }, help.say("required")));
  }
  const told = name === "quantity" ? "" : hintOf(field, control, help);
  const hint = make("small", { id: `${id}-h` }, told);
  if (told) control.setAttribute("aria-describedby", hint.id);
  const isNumber = NUMBERS.has(field.type);
  const order = isBox(control) ? [control, label] : isNumber ? [label, control] : [label];
  const element = make("div", { className: `tb-form__row${isNumber ? " tb-form__row--number" : ""}` }, ...order);
  if (told) element.append(hint);
  if (!isBox(control) && !isNumber) element.append(control);
  return { element, value: () => valueOf(field, control), find: () => control };
}

/** @param {Control} control */
function isBox(control) {
  return control instanceof HTMLInputElement && control.type === "checkbox";
}

/** The hint as somebody needs it who never sees a file. @param {Field} field @param {Control} control @param {Help} help */
function hintOf(field, control, help) {
  if (control instanceof HTMLSelectElement) return "";
  if (field.type === "time") return help.say("hint_time", { example: field.example });
  return field.hint ?? "";
}

/** @param {Field} field @param {any} given @param {Help} help @returns {Control} */
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
  const input = make("input", { autocomplete: "off" });
  if (field.type === "boolean") Object.assign(input, { type: "checkbox", checked: given === true });
  else if (field.type === "date") input.type = "date";
  else if (NUMBERS.has(field.type)) input.inputMode = "decimal";
  if (field.type !== "boolean") input.value = value;
  return input;
}

/** @param {Field} field @param {Control} control */
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

/** A photo: chosen, made small, shown. @param {string | undefined} given @param {Help} help
 * @param {string} hamlet @returns {Part} */
export function photo(given, help, hamlet) {
  const id = fresh();
  let name = given;
  const state = make("small", { id: `${id}-h`, role: "status" }, given ?? "");
  const input = make("input", { id, type: "file", accept: "image/*" });
  const frame = make("div");
  input.setAttribute("aria-describedby", state.id);
  const show = async () => {
    const blob = name ? await help.picture(name) : null;
    frame.replaceChildren(...(blob ? [make("img", { src: URL.createObjectURL(blob), alt: "", className: "tb-form__photo" })] : []));
  };
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    state.textContent = help.say("photo_working");
    try {
      const made = await help.photo(hamlet, file);
      name = made.name;
      state.textContent = help.say("photo_small", { size: made.size });
    } catch (error) {
      state.textContent = error instanceof RangeError ? help.say("photo_many", { most: error.message }) : help.say("photo_failed");
    }
    await show();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  void show();
  const element = make("div", { className: "tb-form__row" }, make("label", { htmlFor: id }, help.say("photo_choose")), input, state, frame);
  return { element, value: () => name, find: () => input };
}
