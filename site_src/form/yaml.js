// A document as YAML, letter for letter as generator/validation/yaml_writer.py writes it, and where each value came to stand.
"use strict";

/**
 * @typedef {(string | number)[]} Keys
 * @typedef {{type: string, label: string, hint?: string, required?: boolean, unit?: string, refers?: string, example?: string,
 *   choices?: Record<string, string>, rules: Record<string, any>, fields?: Record<string, Field>, item?: Field}} Field
 * @typedef {Record<string, Field>} Fields
 * @typedef {{start: number, end: number, keys: Keys, block: Keys}} Place of a scalar in its line, its keys, and the keys of the
 *   innermost thing that has a line of its own
 * @typedef {{text: string, places: Place[]}} Line
 */

/** Types whose values stand without quotes. */
export const BARE = new Set(["integer", "decimal", "degrees", "boolean", "date", "month", "slug"]);
const LONGEST_FLOW = 110;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const GUESSED = /^(?:yes|no|on|off|true|false|y|n)$/;

/** @param {Fields} level @param {Record<string, any>} document @returns {{text: string, lines: Line[]}} */
export function yaml(level, document) {
  const lines = mapping(document, level, []);
  return { text: lines.map((line) => `${line.text}\n`).join(""), lines };
}

/** @param {Record<string, any>} document @param {Fields} level @param {Keys} keys @returns {Line[]} */
function mapping(document, level, keys) {
  return Object.entries(level)
    .filter(([name]) => document[name] !== undefined)
    .flatMap(([name, field]) => entry(`${name}:`, document[name], field, [...keys, name]));
}

/** @param {string} head @param {any} value @param {Field} field @param {Keys} keys @returns {Line[]} */
function entry(head, value, field, keys) {
  const short = flow(value, field, keys);
  if (short !== null && [...head].length + [...short.text].length < LONGEST_FLOW) return [behind(`${head} `, short)];
  if (field.fields) return [empty(head, keys), ...indented(mapping(value, field.fields, keys))];
  const of = field.item;
  if (of) {
    const items = value.flatMap((/** @type {any} */ each, /** @type {number} */ at) => item(each, of, [...keys, at]));
    return [empty(head, keys), ...indented(items)];
  }
  return [behind(`${head} `, scalar(value, field, keys, keys))];
}

/** @param {any} value @param {Field} field @param {Keys} keys @returns {Line[]} */
function item(value, field, keys) {
  const short = flow(value, field, keys);
  if (short !== null && (!field.fields || [...short.text].length < LONGEST_FLOW)) return [behind("- ", short)];
  const lines = mapping(value, field.fields ?? {}, keys);
  return [behind("- ", lines[0]), ...indented(lines.slice(1))];
}

/** @param {any} value @param {Field} field @param {Keys} keys @returns {Line | null} */
function flow(value, field, keys) {
  if (field.fields) {
    const fields = Object.entries(field.fields);
    if (fields.some(([, each]) => each.fields || each.item)) return Object.keys(value).length ? null : empty("{}", keys);
    const inside = fields.filter(([name]) => value[name] !== undefined);
    const parts = inside.map(([name, each]) => behind(`${name}: `, scalar(value[name], each, [...keys, name], keys)));
    return parts.length ? joined("{", parts, "}") : empty("{}", keys);
  }
  const of = field.item;
  if (of) {
    if (of.fields || of.item) return value.length ? null : empty("[]", keys);
    const parts = value.map((/** @type {any} */ each, /** @type {number} */ at) => scalar(each, of, [...keys, at], keys));
    return parts.length ? joined("[", parts, "]") : empty("[]", keys);
  }
  return scalar(value, field, keys, keys);
}

/** What holds no scalar of its own. @param {string} text @param {Keys} keys @returns {Line} */
function empty(text, keys) {
  return { text, places: [{ start: 0, end: text.length, keys, block: keys }] };
}

/** @param {any} value @param {Field} field @param {Keys} keys @param {Keys} block @returns {Line} */
function scalar(value, field, keys, block) {
  const isBare = BARE.has(field.type) && (field.type !== "slug" || (SLUG.test(value) && !GUESSED.test(value)));
  const text = isBare ? String(value) : JSON.stringify(value);
  return { text, places: [{ start: 0, end: text.length, keys, block }] };
}

/** @param {string} before @param {Line} line @returns {Line} */
function behind(before, line) {
  const by = before.length;
  return { text: before + line.text, places: line.places.map((place) => ({ ...place, start: place.start + by, end: place.end + by })) };
}

/** @param {Line[]} lines */
function indented(lines) {
  return lines.map((line) => behind("  ", line));
}

/** @param {string} open @param {Line[]} parts @param {string} close @returns {Line} */
function joined(open, parts, close) {
  let text = open;
  /** @type {Place[]} */
  const places = [];
  parts.forEach((part, at) => {
    const moved = behind(text + (at ? ", " : ""), part);
    text = moved.text;
    places.push(...moved.places);
  });
  return { text: text + close, places };
}
