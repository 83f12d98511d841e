// Texts as the validator takes them: blanks, lengths, digits of every script, and characters that nobody sees.
"use strict";

const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const AROUND = new RegExp(`^${BLANK}+|${BLANK}+$`, "gu");
const LONGEST_VALUE = 80;
const MOST_MARKS = 2;
const PICTURE = /^(?:[\u203c\u2049\u2194\u25aa\u25ab\u25fb-\u25fe\u2195\u2934\u2935\u3030\u{1f000}-\u{1faff}]|\p{So})$/u;
const BIDI = /^[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]$/u;
const HIDDEN =
  /^[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\u{1d159}\u{e0100}-\u{e01ef}]$/u;
/** What a text must hold before it is worth a second look. */
const UNUSUAL = /[^\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff]/u;

/** The text without blanks around it, as Python strips them. @param {string} text */
export function stripped(text) {
  return text.replace(AROUND, "");
}

/** How many letters a text has, one for each code point. @param {string} text */
export function lengthOf(text) {
  return [...text].length;
}

/** The text without blanks around it and with every digit as 0 to 9. @param {string} text */
export function plainDigits(text) {
  return stripped(text).replace(/\p{Nd}/gu, (digit) => String(digitValue(/** @type {number} */ (digit.codePointAt(0)))));
}

/** @param {number} code The digits of each script follow one another from 0 to 9. */
function digitValue(code) {
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

/** A value as one short line that a page or a log shows safely. @param {unknown} value */
export function shown(value) {
  const letters = [...String(value)].map((letter) =>
    letter !== " " && /[\p{C}\p{Z}]/u.test(letter)
      ? `\\u${/** @type {number} */ (letter.codePointAt(0)).toString(16).padStart(4, "0")}`
      : letter,
  );
  const text = letters.join("");
  return lengthOf(text) <= LONGEST_VALUE ? text : `${[...text].slice(0, LONGEST_VALUE - 1).join("")}…`;
}

/**
 * The characters that may not stand in a text (NFC): the code of the sentence and the character, in order.
 * @param {string} text
 * @returns {{code: string, letter: string}[]}
 */
export function offences(text) {
  if (!UNUSUAL.test(text)) return [];
  const letters = [...text];
  let marks = 0;
  return letters.flatMap((letter, at) => {
    marks = /[\p{Mn}\p{Me}]/u.test(letter) ? marks + 1 : 0;
    const code = offence(letters, at) ?? (marks === MOST_MARKS + 1 ? "stacked_marks" : null);
    return code === null ? [] : [{ code, letter }];
  });
}

/** @param {string[]} letters @param {number} at @returns {string | null} */
function offence(letters, at) {
  const letter = letters[at];
  if (letter === "\u200d" || letter === "\ufe0e" || letter === "\ufe0f") {
    return isInPicture(letters, at) ? null : "invisible_character";
  }
  if (BIDI.test(letter)) return "bidi_character";
  if (letter === "\ufffc" || letter === "\ufffd" || /\p{Cs}/u.test(letter)) return "broken_character";
  if (HIDDEN.test(letter)) return "invisible_character";
  if (letter !== "\t" && letter !== "\n" && /[\p{Cc}\p{Zl}\p{Zp}]/u.test(letter)) return "control_character";
  if (/\p{Cf}/u.test(letter)) return "invisible_character";
  const isNewPicture = /^[\u{1f000}-\u{1faff}]$/u.test(letter);
  return /\p{Co}/u.test(letter) || (/\p{Cn}/u.test(letter) && !isNewPicture) ? "private_character" : null;
}

/** @param {string[]} letters @param {number} at */
function isInPicture(letters, at) {
  const before = letters[at - 1] ?? "";
  if (letters[at] !== "\u200d") return PICTURE.test(before) || /^[0-9#*]$/.test(before);
  return (PICTURE.test(before) || /^[\ufe0e\ufe0f]$/.test(before)) && PICTURE.test(letters[at + 1] ?? "");
}
