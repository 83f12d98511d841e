// The rules that one document alone can break, under the names they have in generator/checks/one_file.
"use strict";

/**
 * @typedef {import("./yaml.js").Keys} Keys
 * @typedef {Record<string, any>} Document
 * @typedef {{keys: Keys, code: string, values: Record<string, unknown>}} Fault
 * @typedef {(document: Document) => Fault[]} Rule
 */

const FIGURES = ["held_on", "participants", "households", "heads_present", "bodies", "labour_days", "works", "money"];
const LEAST_MONEY = 1000;

/** @param {Keys} keys @param {string} code @param {Record<string, unknown>} [values] @returns {Fault} */
function fault(keys, code, values = {}) {
  return { keys, code, values };
}

/** @param {Document} level @param {string[]} way @param {Keys} [keys] @returns {{keys: Keys, entry: any}[]} */
function entries(level, [name, ...rest], keys = []) {
  return (level[name] ?? []).flatMap((/** @type {any} */ entry, /** @type {number} */ at) => {
    const here = [...keys, name, at];
    return rest.length ? entries(entry, rest, here) : [{ keys: here, entry }];
  });
}

/** The faults of values that stood before in the same list. @param {Document} document @param {string[]} way
 * @param {string} name @param {string} code @returns {Fault[]} */
function repeated(document, way, name, code) {
  const first = new Map();
  return entries(document, way).flatMap(({ keys, entry }) => {
    const value = name ? entry[name] : entry;
    const here = JSON.stringify([keys.slice(0, -1), value]);
    const before = first.get(here);
    if (value === undefined) return [];
    if (before === undefined) first.set(here, Number(keys.at(-1)) + 1);
    return before === undefined ? [] : [fault(name ? [...keys, name] : keys, code, { value, first: before })];
  });
}

/** @param {any} value */
function isEmpty(value) {
  return value === undefined || (typeof value === "object" && Object.keys(value).length === 0);
}

/** @type {Record<string, Rule>} */
const REPORT = {
  every_campaign_stands_once: (document) => repeated(document, ["days"], "campaign", "campaign_twice"),
  every_hamlet_stands_once_a_day: (document) => repeated(document, ["days", "results"], "hamlet", "hamlet_twice"),
  no_figures_where_nothing_was_held: (document) =>
    entries(document, ["days", "results"]).flatMap(({ keys, entry }) => {
      const given = FIGURES.find((name) => entry[name] !== undefined);
      return entry.not_held && given ? [fault([...keys, given], "figures_of_nothing", { reason: entry.not_held })] : [];
    }),
  every_result_holds_a_figure: (document) =>
    entries(document, ["days", "results"]).flatMap(({ keys, entry }) => {
      const isHeld = entry.not_held || FIGURES.slice(1).some((name) => !isEmpty(entry[name]));
      return isHeld ? [] : [fault(keys, "result_empty", { hamlet: entry.hamlet })];
    }),
  every_household_sends_somebody: (document) =>
    entries(document, ["days", "results"]).flatMap(({ keys, entry }) => {
      const residents = entry.participants?.residents;
      const { households } = entry;
      const isShort = residents !== undefined && households !== undefined && residents < households;
      return isShort ? [fault([...keys, "households"], "residents_below_households", { residents, households })] : [];
    }),
  every_work_and_body_stands_once: (document) => [
    ...repeated(document, ["days", "results", "works"], "indicator", "work_twice"),
    ...repeated(document, ["days", "results", "bodies"], "body", "entry_twice"),
  ],
  every_amount_is_written_in_full: (document) =>
    entries(document, ["days", "results"]).flatMap(({ keys, entry }) =>
      Object.entries(entry.money ?? {})
        .filter(([, amount]) => 0 < amount && amount < LEAST_MONEY)
        .map(([name, amount]) => fault([...keys, "money", name], "money_short", { amount })),
    ),
  every_photo_stands_once: (document) => {
    const first = new Map();
    return entries(document, ["days", "results", "photos"]).flatMap(({ keys, entry }) => {
      const hamlet = document.days[keys[1]].results[keys[3]].hamlet;
      const before = first.get(entry.file);
      if (before === undefined) first.set(entry.file, hamlet);
      return before === undefined ? [] : [fault([...keys, "file"], "photo_twice", { file: entry.file, hamlet: before })];
    });
  },
  only_sample_data_states_its_publication: (document) => {
    if (document.sample) return [];
    const changes = entries(document, ["corrections"]).filter(({ entry }) => entry.changes?.length);
    return [
      ...(document.published_on === undefined ? [] : [fault(["published_on"], "sample_only")]),
      ...changes.map(({ keys }) => fault([...keys, "changes"], "sample_only")),
    ];
  },
  every_correction_follows_the_one_before: (document) => {
    let before = latest(document.reported_on, document.published_on ?? "");
    return entries(document, ["corrections"]).flatMap(({ keys, entry }) => {
      const found = entry.date < before ? [fault([...keys, "date"], "correction_too_early", { date: entry.date, before })] : [];
      before = latest(before, entry.date);
      return found;
    });
  },
  every_stated_total_is_the_sum: (document) => entries(document, ["days"]).flatMap(({ keys, entry }) => sums(keys, entry)),
};

/** @param {string} one @param {string} other */
function latest(one, other) {
  return one < other ? other : one;
}

/** @param {Keys} keys @param {Document} day @returns {Fault[]} */
function sums(keys, day) {
  const held = day.results.filter((/** @type {any} */ result) => !result.not_held);
  return Object.entries(day.stated ?? {}).flatMap(([name, stated]) => {
    const counts = held.map((/** @type {any} */ result) => count(result[name]));
    const counted = counts.filter((/** @type {number | null} */ each) => each !== null);
    const total = counted.reduce((/** @type {number} */ sum, /** @type {number} */ each) => sum + each, 0);
    const values = { stated, total, counted: counted.length, hamlets: counts.length };
    if (stated === total) return [];
    return [fault([...keys, "stated", name], counted.length < counts.length ? "sum_partial" : "sum_differs", values)];
  });
}

/** @param {any} value @returns {number | null} */
function count(value) {
  if (value === undefined) return null;
  if (typeof value !== "object") return value;
  const parts = /** @type {number[]} */ (Object.values(value));
  return parts.length ? parts.reduce((sum, each) => sum + each, 0) : null;
}

/** @type {Record<string, Rule>} */
const SATURDAY = {
  every_change_of_date_has_its_reason: (document) =>
    ["postponed", "cancelled"].includes(document.status) && !document.status_reason
      ? [fault(["status"], "status_reason_missing")]
      : [],
  every_new_date_follows_the_old: (document) =>
    document.postponed_to !== undefined && document.postponed_to <= document.date
      ? [fault(["postponed_to"], "postponed_backwards", { date: document.date })]
      : [],
  every_notice_precedes_its_day: (document) => {
    const day = document.postponed_to ?? document.date;
    return document.notice && document.notice.date > day ? [fault(["notice", "date"], "notice_after_day", { day })] : [];
  },
  every_hamlet_has_one_site: (document) => repeated(document, ["sites"], "hamlet", "entry_twice"),
  every_planned_work_stands_once: (document) => repeated(document, ["sites", "works"], "indicator", "work_twice"),
  every_site_on_another_day_says_why: (document) =>
    entries(document, ["sites"]).flatMap(({ keys, entry }) =>
      (entry.date ?? document.date) !== document.date && !entry.deviation
        ? [fault([...keys, "date"], "deviation_missing", { date: document.date })]
        : [],
    ),
};

/** @type {Record<string, Rule>} */
const PROPOSALS = {
  every_proposed_work_stands_once: (document) => repeated(document, ["proposals", "works"], "indicator", "work_twice"),
};

/** The rules of the kinds of file that a commune sends. @type {Record<string, Record<string, Rule>>} */
export const RULES = { report: REPORT, saturday: SATURDAY, proposals: PROPOSALS };
