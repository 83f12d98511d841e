// From a text as typed to a JSON value, or why not and what was probably meant: the readers of generator/validation/scalars.py.
"use strict";

import { lengthOf, plainDigits, stripped } from "./text.js";

/**
 * @typedef {{code: string, values?: Record<string, unknown>, suggestion?: string | null, stands?: boolean}} Refusal
 * @typedef {{value: string | number | boolean} | {refusal: Refusal, value?: string} | null} Reading null where nothing is said
 * @typedef {Record<string, string[]>} Words
 */

const LONGEST_NUMBER = 15;
const MOST_DECIMALS = 3;
const LONGEST_URL = 500;
const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;
const DECIMAL = /^(?!-0(?:\.0*)?$)-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?$/;
const CODED = /^(?:0[xob][0-9a-f_]+|[-+]?[0-9.,]+e[-+]?[0-9]+)$/i;
const THOUSANDS = "-?[1-9][0-9]{0,2}(?:(?<sign>[.,_' \\u00a0\\u2009\\u202f])[0-9]{3})(?:\\k<sign>[0-9]{3})*";
const GROUPED = new RegExp(`^${THOUSANDS}$`, "u");
const ONE_GROUP = /^(-?[1-9][0-9]{0,2})[.,]([0-9]{3})$/;
const COMMA = /^(?<whole>-?[0-9]+),(?<places>[0-9]{1,3})$/;
const GROUPED_COMMA = new RegExp(`^(?<whole>${THOUSANDS})(?!\\k<sign>)[.,](?<places>[0-9]{1,3})$`, "u");
const LOOSE_NUMBER = /^(?<minus>-?)\+?0*(?<whole>[0-9]*)(?:\.(?<places>[0-9]*?)0*)?$/;
const WITH_UNIT = /^([-+]?[0-9](?:[0-9.,_' \u00a0]*[0-9])?)[\s\x1c-\x1f\x85]*((?:[\p{L}\p{Nl}\p{No}][^\n]*)|%)$/u;
const DATE = /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/;
const DAY_FIRST = /^[^0-9]{0,8}(?<day>[0-9]{1,2})[^0-9]{1,8}(?<month>[0-9]{1,2})[^0-9]{1,6}(?<year>[0-9]{4})$/u;
const YEAR_FIRST = /^(?<year>[0-9]{4})[^0-9]{1,3}(?<month>[0-9]{1,2})[^0-9]{1,3}(?<day>[0-9]{1,2})(?:[T ][^\n]*)?$/u;
const DIGITS_ONLY = /^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})$/;
const MONTH = /^20[0-9]{2}-(?:0[1-9]|1[0-2])$/;
const MONTH_FIRST = /^[^0-9]{0,8}(?<month>[0-9]{1,2})[^0-9]{1,6}(?<year>[0-9]{4})$/u;
const LOOSE_MONTH = /^(?<year>[0-9]{4})[^0-9]{1,3}(?<month>[0-9]{1,2})(?:-[0-9]{1,2})?$/u;
const TIME = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** @param {string} code @param {string | null} [suggestion] @param {Record<string, unknown>} [values] */
function refused(code, suggestion = null, values = {}) {
  return { refusal: { code, suggestion, values } };
}

/**
 * Read one scalar of a schema's type; ``url`` is the form of an address and ``words`` the words of scalars.yml, both exported.
 * @param {string} type @param {string} text @param {{url: string, words: Words}} known
 * @returns {Reading}
 */
export function read(type, text, known) {
  switch (type) {
    case "integer":
    case "decimal":
      return number(text, type, known.words);
    case "date":
      return date(text);
    case "month":
      return month(text);
    case "time":
      return time(text, known.words);
    case "line":
      if (text.includes("\n")) return refused(stripped(text) ? "several_lines" : "blank_text");
      return textOf(text);
    case "text":
      return textOf(text);
    case "slug": // in what communes send every code is the id of something
      return stripped(text) === "" ? null : SLUG.test(text) ? { value: text } : refused("not_an_id");
    case "url":
      return url(text, known.url);
    default:
      throw new Error(`no reader for ${type}`);
  }
}

/** @param {string} text @returns {Reading} */
function textOf(text) {
  const value = stripped(text);
  return value ? { value } : refused("blank_text");
}

/** @param {string} text @param {"integer" | "decimal"} type @param {Words} words @returns {Reading} */
function number(text, type, words) {
  if (stripped(text) === "") return null;
  const form = type === "integer" ? INTEGER : DECIMAL;
  if (text.length <= LONGEST_NUMBER && form.test(text) && !isDoubtful(text, type)) return { value: Number(text) };
  return { refusal: noNumber(text, type === "integer" ? "not_an_integer" : "not_a_number", form, words) };
}

/** @param {string} text @param {string} type */
function isDoubtful(text, type) {
  if (type === "integer") return false;
  return ONE_GROUP.test(text) || (text.split(".")[1] ?? "").length > MOST_DECIMALS;
}

/** @param {string} written @param {string} code @param {RegExp} form @param {Words} words @returns {Refusal} */
function noNumber(written, code, form, words) {
  const text = plainDigits(written);
  const fits = form.test(text);
  const group = ONE_GROUP.exec(text);
  if (group && form === DECIMAL) {
    const thousandths = group[1] + group[2];
    return { code: "ambiguous_number", values: { suggestion: thousandths, small: rounded(thousandths) } };
  }
  const digits = [...text].filter((letter) => /[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]/u.test(letter)).length;
  if (digits > LONGEST_NUMBER || (fits && lengthOf(text) > LONGEST_NUMBER)) return { code: "number_too_long" };
  if (GROUPED.test(text)) return { code: "grouped_number", suggestion: text.replace(/[^0-9-]/gu, "") };
  if (fits && (text.split(".")[1] ?? "").length > MOST_DECIMALS) {
    return { code: "too_many_decimals", values: { most: MOST_DECIMALS } };
  }
  if (fits) return { code, suggestion: text };
  if (CODED.test(text)) return { code };
  const comma = form === DECIMAL ? (COMMA.exec(text) ?? GROUPED_COMMA.exec(text)) : null;
  if (comma?.groups) {
    return { code: "decimal_comma", suggestion: `${Number(comma.groups.whole.replace(/[^0-9-]/gu, ""))}.${comma.groups.places}` };
  }
  if (/^[-–—]$/.test(text)) return { code: "dash_for_number" };
  const loose = LOOSE_NUMBER.exec(text);
  if (loose?.groups && digits) return looseNumber(text, loose.groups, code, form);
  const unit = WITH_UNIT.exec(text);
  return unit ? withUnit(unit[1], unit[2], code, form, words) : { code };
}

/** @param {string} text @param {Record<string, string>} found @param {string} code @param {RegExp} form @returns {Refusal} */
function looseNumber(text, found, code, form) {
  const minus = found.whole || found.places ? found.minus : "";
  const meant = `${minus}${found.whole || 0}${found.places ? `.${found.places}` : ""}`;
  const leads = "0+".includes(text[0] ?? "") && !["0.", "+."].includes(text.slice(0, 2));
  const isMeant = form.test(meant) && (found.places ?? "").length <= MOST_DECIMALS;
  return isMeant ? { code: leads ? "leading_zero" : code, suggestion: meant } : { code };
}

/** Thousandths as a number with two places, which nobody takes for thousands. @param {string} thousandths */
function rounded(thousandths) {
  const hundredths = Math.floor((Math.abs(Number(thousandths)) + 5) / 10);
  const text = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
  return `${thousandths.startsWith("-") ? "-" : ""}${text.replace(/0+$/, "").replace(/\.+$/, "")}`;
}

/** @param {string} number @param {string} unit @param {string} code @param {RegExp} form @param {Words} words @returns {Refusal} */
function withUnit(number, unit, code, form, words) {
  const inner = noNumber(number, code, form, words);
  if (inner.code === "ambiguous_number") return inner;
  const isPlain = words.plain_units.includes(unit.replace(/^[ .]+|[ .]+$/g, "").toLowerCase());
  return isPlain && inner.suggestion
    ? { code: "number_with_unit", suggestion: inner.suggestion }
    : { code: "number_with_other_unit" };
}

/** @param {string} text */
function isDay(text) {
  const [year, month, day] = text.split("-").map(Number);
  const found = new Date(Date.UTC(year, month - 1, day));
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
}

/** @param {string} text @returns {Reading} */
function date(text) {
  if (stripped(text) === "") return null;
  if (DATE.test(text) && isDay(text)) return { value: text };
  const plain = plainDigits(text);
  const found = (YEAR_FIRST.exec(plain) ?? DIGITS_ONLY.exec(plain) ?? DAY_FIRST.exec(plain))?.groups;
  if (!found) return refused("not_a_date");
  if (!found.year.startsWith("20")) return refused("year_out_of_range");
  const meant = `${found.year}-${found.month.padStart(2, "0")}-${found.day.padStart(2, "0")}`;
  return isDay(meant) ? refused("not_a_date", meant) : refused("no_such_day");
}

/** @param {string} text @returns {Reading} */
function month(text) {
  if (stripped(text) === "") return null;
  if (MONTH.test(text)) return { value: text };
  const plain = plainDigits(text);
  const found = (LOOSE_MONTH.exec(plain) ?? MONTH_FIRST.exec(plain))?.groups;
  if (!found) return refused("not_a_month");
  if (!found.year.startsWith("20")) return refused("year_out_of_range");
  const meant = `${found.year}-${found.month.padStart(2, "0")}`;
  return MONTH.test(meant) ? refused("not_a_month", meant) : refused("no_such_month");
}

/** @param {string} text @param {Words} words @returns {Reading} */
function time(text, words) {
  if (TIME.test(text)) return { value: text };
  if (stripped(text) === "") return refused("blank_text");
  const [hours, minutes] = [words.hour_words.join("|"), words.minute_words.join("|")];
  const loose = new RegExp(`^([0-9]{1,2})\\s*(?:(?:${hours}|[:.])\\s*(?:([0-9]{2})\\s*(?:${minutes})?)?(?::00)?)?$`, "iu");
  const found = loose.exec(plainDigits(text));
  if (!found) return refused("not_a_time");
  const meant = `${found[1].padStart(2, "0")}:${found[2] ?? "00"}`;
  return TIME.test(meant) ? refused("not_a_time", meant) : refused("no_such_hour");
}

/** @param {string} text @param {string} form @returns {Reading} */
function url(text, form) {
  if (stripped(text) === "") return refused("blank_text");
  const length = lengthOf(text);
  if (length <= LONGEST_URL && new RegExp(`^(?:${form})$`, "u").test(text)) {
    if (text.startsWith("https:")) return { value: text };
    return { value: text, refusal: { code: "url_not_encrypted", stands: true } };
  }
  return length > LONGEST_URL ? refused("url_too_long", null, { most: LONGEST_URL }) : refused("not_a_url");
}
