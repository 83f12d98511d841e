// Personal data in the text of a file, as generator/checks/privacy.py looks for it, with the words it listens for.
"use strict";

/**
 * @typedef {{code: string, start: number, end: number, shown: string}} Hit
 * @typedef {Record<string, string[]>} Lists the lists of privacy.yml
 */

const W = "[\\p{L}\\p{N}_]";
const LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
const SPACE = "[\\s\\x1c-\\x1f\\x85]";
const GAP = "(?: ?[.\\-\\u2010-\\u2015\\u00b7] ?|[ \\u00a0\\u2000-\\u200a\\u202f])?";
const CITIZEN = new RegExp(`0(?<![\\p{L}\\p{N}_.]0)(?:${GAP}[0-9]){11}(?![0-9])`, "gu");
const PHONE = new RegExp(`0(?<![\\p{L}\\p{N}_.]0)(?:${GAP}[35789])(?:${GAP}[0-9]){8}(?![0-9])`, "gu");
const ABROAD = new RegExp(`84(?<!(?!0)${W}84)\\)?${GAP}(?:\\(0\\))?${GAP}[35789](?:${GAP}[0-9]){8}(?![0-9])`, "gu");
const MAIL = /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+@((?:[\p{L}\p{N}_-]+\.)+[A-Za-z]{2,})/gu;
const DATE =
  /(?<![0-9])(?:(?:0?[1-9]|[12][0-9]|3[01])([./\- ])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])(?![0-9])/gu;
const LINK = /https?:\/\/[^\s\x1c-\x1f\x85"'<>\]]+/gu;
const LOGIN = /:\/\/[^\s/?#@]+:[^\s/?#@]*$/u;
const CAPITAL = "(?=[A-Z\\u00c0-\\u017f\\u01a0-\\u01b0\\u1ea0-\\u1eff])\\p{Lu}";
const NAME_PART = `(?:${LETTER}|['\\u2019])*`;
const REACH = 40;
const NAME_REACH = 120;

/** @param {string} text @param {Lists} lists @returns {Hit[]} */
export function hits(text, lists) {
  const words = patterns(lists);
  const found = [...numbers(plain(text), text.toLowerCase(), words), ...names(text, text.toLowerCase(), words)];
  return found.map((hit) => ({ ...hit, shown: masked(hit.code, text.slice(hit.start, hit.end)) }));
}

/** @param {string} code @param {string} found */
function masked(code, found) {
  if (code === "personal_mail") return `${[...found].slice(0, 2).join("")}…@${found.slice(found.indexOf("@") + 1)}`;
  if (code === "personal_household" || code === "personal_health") return `${found.split(/\s+/u)[0]} …`;
  return `${[...found].slice(0, 3).join("")}…`;
}

/** The text with digits of other scripts and widths as 0 to 9, each letter still at its place. @param {string} text */
function plain(text) {
  return text.replace(/[^\u0000-\u00b1\u00b4-\u00b8\u00ba-\u065f]/gu, (letter) => {
    const simple = letter.normalize("NFKC");
    return simple.length === letter.length && /^[\x21-\x7e]$/.test(simple) ? simple : letter;
  });
}

/** @typedef {ReturnType<typeof build>} Patterns */
/** @type {WeakMap<Lists, Patterns>} */
const built = new WeakMap();

/** @param {Lists} lists @returns {Patterns} */
function patterns(lists) {
  const found = built.get(lists) ?? build(lists);
  built.set(lists, found);
  return found;
}

/** @param {Lists} lists */
function build(lists) {
  /** @type {Record<string, string>} */
  const choices = {};
  for (const [name, words] of Object.entries(lists)) {
    choices[name] = [...words].sort((one, other) => other.length - one.length).map(anyCase).join("|");
  }
  /** @type {Record<string, string>} */
  const exact = {};
  for (const name of ["surnames", "not_names"]) exact[name] = lists[name].map(escaped).join("|");
  const word = `${CAPITAL}${NAME_PART}`;
  /** @param {string} first */
  const name = (first) => `(?<name>${first}(?: ${word}){1,3})(?!${LETTER})`;
  const { titles, between, household } = choices;
  const anyone = `(?!(?:${exact.not_names})(?!${W}))${word}`;
  const start = `(?<!${W})`;
  return {
    identity: nearNumber(choices.identity, 9, 9),
    account: nearNumber(choices.account, 6, 19),
    money: new RegExp(`${SPACE}*(?:${choices.money})(?!${W})`, "uy"),
    numberWords: [...lists.identity, ...lists.account],
    officeDomains: lists.office_domains,
    household: lists.household,
    health: lists.health,
    householdName: new RegExp(
      `${start}(?:${household})[:,]?${SPACE}+(?:(?:${between}|${titles})${SPACE}+)*${name(`(?:${exact.surnames})${NAME_PART}`)}`,
      "gu",
    ),
    titledName: new RegExp(`${start}(?:${titles})[:]?${SPACE}+${name(anyone)}`, "gu"),
  };
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

/** A word in any case, without a flag for the whole pattern. @param {string} word */
function anyCase(word) {
  return [...word]
    .map((letter) => (letter.toLowerCase() === letter.toUpperCase() ? escaped(letter) : `[${letter.toLowerCase()}${letter.toUpperCase()}]`))
    .join("");
}

/** @param {string} words @param {number} least @param {number} most */
function nearNumber(words, least, most) {
  const number = `(?<number>(?<![\\p{L}\\p{N}_.])[0-9](?:${GAP}[0-9]){${least - 1},${most - 1}})(?![0-9])`;
  return new RegExp(`(?<!${W})(?:${words})(?!${W})[^\\n0-9]{0,${REACH}}${number}`, "gu");
}

/** @param {RegExp} pattern @param {string} text */
function blanked(pattern, text) {
  return text.replace(pattern, (found) => "_".repeat(found.length));
}

/** @param {string} text @param {string} small @param {Patterns} words */
function numbers(text, small, words) {
  /** @type {{code: string, start: number, end: number}[]} */
  const found = [];
  for (const mail of text.matchAll(MAIL)) {
    const isOffice = words.officeDomains.some((domain) => mail[1].toLowerCase().endsWith(domain));
    const isLogin = LOGIN.test(text.slice(Math.max(mail.index - NAME_REACH, 0), mail.index));
    if (!isOffice && !isLogin) found.push(span("personal_mail", mail.index, mail[0]));
  }
  const said = words.numberWords.some((word) => small.includes(word));
  if (!said && ![CITIZEN, PHONE, ABROAD].some((pattern) => text.search(pattern) >= 0)) return found;
  let rest = blanked(LINK, blanked(DATE, text));
  for (const { code, pattern } of [
    { code: "personal_citizen_id", pattern: CITIZEN },
    { code: "personal_phone", pattern: PHONE },
    { code: "personal_phone", pattern: ABROAD },
  ]) {
    for (const match of rest.matchAll(pattern)) {
      if (!isMoney(rest, match, words)) found.push(span(code, match.index, match[0]));
    }
    rest = blanked(pattern, rest);
  }
  for (const { code, pattern } of [
    { code: "personal_citizen_id", pattern: words.identity },
    { code: "personal_account", pattern: words.account },
  ]) {
    for (const match of rest.matchAll(pattern)) {
      const number = /** @type {Record<string, string>} */ (match.groups).number;
      const end = match.index + match[0].length;
      if (!at(words.money, rest, end)) found.push(span(code, end - number.length, number));
    }
  }
  return found;
}

/** @param {string} code @param {number} start @param {string} text */
function span(code, start, text) {
  return { code, start, end: start + text.length };
}

/** @param {RegExp} sticky @param {string} text @param {number} place */
function at(sticky, text, place) {
  sticky.lastIndex = place;
  return sticky.test(text);
}

/** @param {string} text @param {RegExpMatchArray} found @param {Patterns} words */
function isMoney(text, found, words) {
  const start = /** @type {number} */ (found.index);
  const near = Math.max(start - NAME_REACH, 0);
  const line = text.slice(near, start).split("\n").at(-1) ?? "";
  if (found[0].startsWith("0") || line.endsWith("+") || line.endsWith("0")) return false;
  const isBare = /^\p{Nd}+$/u.test(found[0]) && line.trimEnd().endsWith(":");
  return isBare || at(words.money, text, start + found[0].length);
}

/** @param {string} text @param {string} small @param {Patterns} words */
function names(text, small, words) {
  /** @type {{code: string, start: number, end: number}[]} */
  const found = [];
  for (const { code, needles, direct } of [
    { code: "personal_household", needles: words.household, direct: words.householdName },
    { code: "personal_health", needles: words.health, direct: null },
  ]) {
    if (!needles.some((needle) => small.includes(needle))) continue;
    const told = new Set();
    for (const pattern of direct ? [direct, words.titledName] : [words.titledName]) {
      for (const match of text.matchAll(pattern)) {
        const name = /** @type {Record<string, string>} */ (match.groups).name;
        const end = match.index + match[0].length;
        const start = end - name.length;
        if (told.has(start) || !(pattern === direct || isNear(small, start, end, needles))) continue;
        told.add(start);
        found.push({ code, start, end });
      }
    }
  }
  return found;
}

/** @param {string} text @param {number} start @param {number} end @param {string[]} needles */
function isNear(text, start, end, needles) {
  const before = text.slice(Math.max(start - NAME_REACH, 0), start).split("\n").at(-1);
  const around = before + text.slice(start, end) + text.slice(end, end + NAME_REACH).split("\n")[0];
  return needles.some((needle) => new RegExp(`(?<!${W})${escaped(needle)}(?!${W})`, "u").test(around));
}
