// Marks what came after the reader's last visit to this page; the newest news seen is remembered on this device alone.
"use strict";

const SEEN = "thubay.tin";
const items = [...document.querySelectorAll("[data-news]")];
const told = document.querySelector("[data-news-told]");

function last() {
  try {
    return localStorage.getItem(SEEN);
  } catch {
    return null;
  }
}

/** Mark everything above the news that was the newest then; where that one is gone, everything is new. */
function markNew() {
  const seen = last();
  if (!items.length) return;
  if (seen !== null) {
    const place = items.findIndex((item) => item.dataset.news === seen);
    const fresh = items.slice(0, place < 0 ? items.length : place);
    for (const item of fresh) {
      const mark = document.createElement("span");
      mark.className = "tb-mark tb-mark--good";
      mark.textContent = "★ Mới";
      item.prepend(mark, " ");
    }
    told.textContent = fresh.length ? `Có ${fresh.length} tin mới từ lần xem trước.` : "Không có tin mới từ lần xem trước.";
    told.hidden = false;
  }
  try {
    localStorage.setItem(SEEN, items[0].dataset.news);
  } catch {
    // A browser that keeps nothing shows the plain list.
  }
}

markNew();
