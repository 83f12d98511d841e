// What is kept on this device alone: what was typed, and the photos that go with it.
"use strict";

const PREFIX = "thubay-nop";
const PHOTOS = "nop-photos"; // a name of our own: the worker of the site tidies only those that begin as its own do

/** @param {string} name @returns {string | null} what is kept; nothing where the device keeps nothing */
export function kept(name) {
  try {
    return localStorage.getItem(`${PREFIX}:${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} text @returns {boolean} whether the device keeps it */
export function keep(name, text) {
  try {
    localStorage.setItem(`${PREFIX}:${name}`, text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
export function forget(name) {
  try {
    localStorage.removeItem(`${PREFIX}:${name}`);
  } catch {
    // nothing is kept then
  }
}

/** The photos of one draft, by their names: at hand at once, and there again after the page was closed. */
export class Photos {
  /** @param {string} draft */
  constructor(draft) {
    this.draft = draft;
    /** @type {Map<string, Blob>} */
    this.blobs = new Map();
  }

  /** @param {string} name */
  address(name) {
    return new URL(`?${new URLSearchParams({ draft: this.draft, name })}`, location.href).href;
  }

  /** @param {string} name @param {Blob} blob */
  async keep(name, blob) {
    this.blobs.set(name, blob);
    await store().then((cache) => cache?.put(this.address(name), new Response(blob)));
  }

  /** @param {string} name @returns {Promise<Blob | null>} */
  async find(name) {
    const here = this.blobs.get(name);
    if (here) return here;
    const answer = await store().then((cache) => cache?.match(this.address(name)));
    if (!answer) return null;
    const blob = await answer.blob();
    this.blobs.set(name, blob);
    return blob;
  }

  async forget() {
    this.blobs.clear();
    const cache = await store();
    for (const request of (await cache?.keys()) ?? []) {
      if (new URL(request.url).searchParams.get("draft") === this.draft) await cache?.delete(request);
    }
  }
}

/** @returns {Promise<Cache | null>} */
async function store() {
  try {
    return await caches.open(PHOTOS);
  } catch {
    return null;
  }
}
