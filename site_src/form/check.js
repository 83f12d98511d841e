// One document against its schema, the rules of one file and the guard of personal data: the sentences of the validator itself.
"use strict";

import { hits } from "./privacy.js";
import { RULES } from "./rules.js";
import { read } from "./scalars.js";
import { lengthOf, offences, shown, stripped } from "./text.js";
import { BARE, yaml } from "./yaml.js";

/**
 * @typedef {import("./yaml.js").Keys} Keys
 * @typedef {import("./yaml.js").Field} Field
 * @typedef {import("./yaml.js").Fields} Fields
 * @typedef {import("./yaml.js").Line} Line
 * @typedef {{kinds: Record<string, Fields>, messages: Record<string, {severity: string, text: string}>, url: string,
 *   words: Record<string, string[]>, privacy: Record<string, string[]>, plain: string}} Known
 * @typedef {{keys: Keys, label: string, code: string, severity: string, message: string, line: number}} Problem
 * @typedef {{document: Record<string, any>, problems: Problem[], text: string}} Checked the text is empty where an error stands
 */

/**
 * Check what was typed. ``typed`` holds texts where a person types, true and false, and nothing for what was left out.
 * @param {string} kind @param {Record<string, any>} typed @param {Known} known
 * @returns {Checked}
 */
export function check(kind, typed, known) {
  const level = known.kinds[kind];
  const written = yaml(level, typed);
  const teller = new Teller(level, written.lines, known);
  const state = { document: {}, typed, teller, known, silent: /** @type {Set<string>} */ (new Set()) };
  if (!hidden(written.lines, typed, teller)) {
    state.document = group(typed, level, [], state);
    rules(state.document, level, [], state);
    if (!teller.hasError) {
      for (const rule of Object.values(RULES[kind])) {
        for (const fault of rule(state.document)) teller.tell(fault.keys, fault.code, spoken(fault.values));
      }
    }
  }
  personal(written, teller, known);
  return { document: state.document, problems: teller.told(), text: teller.hasError ? "" : yaml(level, state.document).text };
}

class Teller {
  /** @param {Fields} level @param {Line[]} lines @param {Known} known */
  constructor(level, lines, known) {
    this.level = level;
    this.lines = lines;
    this.known = known;
    /** @type {Problem[]} */
    this.problems = [];
    this.hasError = false;
  }

  /** @param {Keys} keys @param {string} code @param {Record<string, unknown>} [values] @param {Keys} [labelled] */
  tell(keys, code, values = {}, labelled = keys) {
    const { severity, text } = this.known.messages[code];
    const message = text.replace(/\{(\w+)\}/g, (_, name) => (values[name] instanceof Own ? values[name].text : shown(values[name])));
    this.hasError ||= severity === "error";
    this.problems.push({ keys, label: labels(this.level, labelled), code, severity, message, line: this.lineOf(keys) });
  }

  /** @param {Keys} keys */
  lineOf(keys) {
    for (let depth = keys.length; depth >= 0; depth -= 1) {
      const above = keys.slice(0, depth);
      const at = this.lines.findIndex(({ places }) => places.some((place) => above.every((key, index) => key === place.keys[index])));
      if (at >= 0) return at + 1;
    }
    return 1;
  }

  /** The problems but for those that would print the very line that holds a personal number. */
  told() {
    const isPersonal = (/** @type {Problem} */ problem) => problem.code.startsWith("personal_");
    const lines = new Set(this.problems.filter((each) => isPersonal(each) && each.severity === "error").map((each) => each.line));
    return this.problems.filter((each) => isPersonal(each) || !lines.has(each.line)).sort((one, other) => one.line - other.line);
  }
}

/** Words of ours, which a sentence shows whole. */
class Own {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @param {Fields} level @param {Keys} keys @returns {Field | null} */
export function fieldAt(level, keys) {
  let here = /** @type {Field | null} */ (null);
  /** @type {Fields | undefined} */
  let below = level;
  for (const key of keys) {
    here = (typeof key === "number" ? here?.item : below?.[key]) ?? null;
    if (!here) return null;
    below = here.fields;
  }
  return here;
}

/** The Vietnamese way to a field, outermost first. @param {Fields} level @param {Keys} keys */
export function labels(level, keys) {
  /** @type {string[]} */
  const words = [];
  keys.forEach((key, at) => {
    if (typeof key === "number") words.push(`${words.pop()} ${key + 1}`);
    else words.push(fieldAt(level, keys.slice(0, at + 1))?.label ?? key);
  });
  return words.join(" › ");
}

/** @param {any} document @param {Keys} keys @returns {any} */
function at(document, keys) {
  return keys.reduce((level, key) => level[key], document);
}

/** @param {Line[]} lines @param {Record<string, any>} typed @param {Teller} teller */
function hidden(lines, typed, teller) {
  for (const { keys, block } of lines.flatMap(({ places }) => places)) {
    const value = at(typed, keys);
    if (typeof value !== "string") continue;
    for (const { code, letter } of offences(value)) {
      const point = /** @type {number} */ (letter.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0");
      teller.tell(keys, code, { letter: `U+${point}` }, block);
    }
  }
  return teller.hasError;
}

/** @typedef {{typed: Record<string, any>, teller: Teller, known: Known, silent: Set<string>}} State */

/** @param {Record<string, any>} typed @param {Fields} level @param {Keys} keys @param {State} state */
function group(typed, level, keys, state) {
  /** @type {Record<string, any>} */
  const found = {};
  for (const [name, field] of Object.entries(level)) {
    if (typed[name] === undefined) continue;
    const value = valueOf(typed[name], field, [...keys, name], state);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** @param {any} typed @param {Field} field @param {Keys} keys @param {State} state @returns {any} */
function valueOf(typed, field, keys, state) {
  if (field.fields) return group(typed, field.fields, keys, state);
  if (field.item) {
    const { item, rules: { maxlength } } = field;
    if (typed.length > maxlength) {
      state.teller.tell(keys, "too_many_items", { most: maxlength, count: typed.length });
      state.silent.add(JSON.stringify(keys));
      return undefined;
    }
    return typed.map((/** @type {any} */ each, /** @type {number} */ at) => valueOf(each, item, [...keys, at], state));
  }
  if (field.type === "boolean") return typed;
  const written = BARE.has(field.type) ? stripped(String(typed)) : String(typed);
  const reading = read(field.type, written, state.known);
  if (reading === null) return undefined;
  if ("refusal" in reading) {
    const { code, values, suggestion, stands } = reading.refusal;
    state.teller.tell(keys, code, { value: written, suggestion: suggestion ?? "", hint: new Own(field.hint ?? ""), ...values });
    if (!stands) state.silent.add(JSON.stringify(keys));
  }
  return reading.value;
}

/** @param {Record<string, any>} document @param {Fields} level @param {Keys} keys @param {State} state */
function rules(document, level, keys, state) {
  for (const [name, field] of Object.entries(level)) {
    const here = [...keys, name];
    if (document[name] !== undefined) hold(document[name], field, here, state);
    else if (field.required && !state.silent.has(JSON.stringify(here))) {
      const code = field.example === undefined ? "required_without_example" : "required";
      state.teller.tell(here, code, { name, hint: new Own(field.hint ?? ""), example: new Own(example(field, state.known)) });
    }
  }
}

/** @param {Field} field @param {Known} known */
function example(field, known) {
  const text = field.example ?? "";
  const isPlain = !["line", "text"].includes(field.type) || new RegExp(`^(?:${known.plain})$`, "u").test(text);
  return isPlain ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** @param {any} value @param {Field} field @param {Keys} keys @param {State} state */
function hold(value, field, keys, state) {
  const { teller, known } = state;
  const { allowed, regex, min, max, minlength, maxlength } = field.rules;
  const length = typeof value === "string" ? lengthOf(value) : field.item ? value.length : 0;
  const written = at(state.typed, keys);
  const values = { value: typeof value === "object" ? "" : BARE.has(field.type) ? stripped(String(written)) : written, length, hint: new Own(field.hint ?? "") };
  if (allowed && !allowed.includes(value)) {
    const choices = allowed.map((/** @type {any} */ each) => (field.choices?.[each] ? `${each} (${field.choices[each]})` : `${each}`));
    teller.tell(keys, "not_allowed", { ...values, choices: new Own(choices.join("; ")) });
  }
  const isLong = maxlength !== undefined && length > maxlength;
  if (regex && !isLong && !new RegExp(`^(?:${regex})$`, "u").test(value)) {
    teller.tell(keys, "wrong_form", { ...values, example: new Own(example(field, known)) });
  }
  if (min !== undefined && value < min) teller.tell(keys, "too_small", { ...values, limit: min });
  if (max !== undefined && value > max) teller.tell(keys, "too_large", { ...values, limit: max });
  if (minlength !== undefined && length < minlength) {
    teller.tell(keys, field.item ? "too_few_items" : "too_short", { ...values, limit: minlength });
  }
  if (isLong) teller.tell(keys, "too_long", { ...values, limit: maxlength });
  if (field.fields) rules(value, field.fields, keys, state);
  const { item } = field;
  value.forEach?.((/** @type {any} */ each, /** @type {number} */ at) => {
    if (item && each !== undefined) hold(each, item, [...keys, at], state);
  });
}

/** @param {{text: string, lines: Line[]}} written @param {Teller} teller @param {Known} known */
function personal({ text, lines }, teller, known) {
  for (const { code, start, shown: found } of hits(text, known.privacy)) {
    const before = text.slice(0, start).split("\n");
    const { places } = lines[before.length - 1];
    const column = before[before.length - 1].length;
    const place = places.find((each) => each.end > column) ?? places.at(-1);
    teller.tell(place?.keys ?? [], code, { found }, place?.block ?? []);
  }
}

/** The values of a sentence as Vietnamese writes them. @param {Record<string, unknown>} values */
export function spoken(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, said(value)]));
}

/** @param {unknown} value */
function said(value) {
  if (typeof value === "number") return number(value);
  const day = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(String(value));
  return day ? [day[3], day[2], day[1]].filter(Boolean).join("/") : value;
}

/** A number as 1.234,5. @param {number} value */
export function number(value) {
  const [whole, places] = String(Math.abs(value)).split(".");
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ".");
  return `${value < 0 ? "-" : ""}${grouped}${places ? `,${places}` : ""}`;
}
