// Search, loaded when its field is first used: finds what is typed with or without marks, composed or not, any apostrophe.

const MOST = 12;
const APOSTROPHES = /['’ʼ‘`´]\s*/g;

/** Small letters without marks and apostrophes. @param {string} text */
export function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[đð]/g, "d").replace(APOSTROPHES, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** The words of a text by every way to write them: "K' Nàng" is found as "knang" and as "k nang". @param {string} text */
function spelled(text) {
  return ` ${fold(text)} ${fold(text.replace(APOSTROPHES, " "))}`;
}

/** Whether a text holds every word of what was typed. @param {string} text @param {string} typed */
export function holds(text, typed) {
  const found = spelled(text);
  return fold(typed).split(" ").every((word) => found.includes(word));
}

/** One entry of the index, ready to be searched. */
function entry([address, title, words, teaser]) {
  return { address, title, teaser, name: spelled(title), all: spelled(`${title} ${words}`), said: spelled(teaser) };
}

/** How well an entry answers the words; 0 where one of them is nowhere. The name counts most, then other spellings, then the teaser. */
function score(found, words) {
  let sum = 0;
  for (const word of words) {
    const points = found.name.includes(` ${word} `) ? 9 : found.name.includes(` ${word}`) ? 6 : found.all.includes(` ${word}`) ? 4 : found.all.includes(word) ? 2 : found.said.includes(` ${word}`) ? 1 : 0;
    if (!points) return 0;
    sum += points;
  }
  return sum / words.length + (found.name.startsWith(` ${words.join(" ")}`) ? 3 : 0);
}

/** The entries that hold every word of what was typed, the best first, in the order of the index among equals. */
export function search(entries, typed) {
  const words = fold(typed).split(" ").filter(Boolean);
  if (!words.length) return [];
  const scored = entries.map((found) => ({ found, points: score(found, words) })).filter((each) => each.points > 0);
  return scored.sort((one, other) => other.points - one.points).map((each) => each.found);
}

/** Read the index from its file. */
export async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).map(entry);
}

/** Let the field of `box` search. */
export async function start(box) {
  const field = box.querySelector("input");
  const output = box.querySelector(".tb-search__found");
  const told = output.querySelector("[role=status]");
  const list = output.querySelector("ul");
  const links = () => [...list.querySelectorAll("a")];
  let entries = null;

  const show = () => {
    const typed = field.value.trim();
    output.hidden = !typed;
    if (!typed || !entries) return;
    const found = search(entries, typed);
    list.replaceChildren(...found.slice(0, MOST).map((each) => item(each, box.dataset.root)));
    told.textContent = !found.length ? "Không tìm thấy. Thử gõ ít chữ hơn." : found.length > MOST ? `${found.length} kết quả, đây là ${MOST} kết quả đầu.` : `${found.length} kết quả`;
    output.scrollTop = 0;
  };
  const close = () => {
    output.hidden = true;
    box.classList.remove("tb-search--open");
  };

  field.addEventListener("input", show);
  field.addEventListener("focus", show);
  box.addEventListener("keydown", (event) => {
    const all = [field, ...links()];
    const at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && at < all.length - 1) all[at + 1].focus();
    else if (event.key === "ArrowUp" && at > 0) all[at - 1].focus();
    else if (event.key === "Enter" && at === 0 && all.length > 1) all[1].click();
    else if (event.key === "Escape") {
      close();
      const opener = box.querySelector(".tb-search__open");
      if (opener.offsetParent) opener.focus();
      else field.blur();
    } else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) close();
  });

  told.textContent = "Đang tải…";
  try {
    entries = await read(new URL(box.dataset.index, document.baseURI));
    told.textContent = "";
    show();
  } catch {
    output.hidden = false;
    told.textContent = "Chưa tải được để tìm. Mời bà con xem mục Các xã.";
  }
}

/** One result: its name and what it is, as a link. */
function item(found, root) {
  const link = document.createElement("a");
  link.href = `${root}/${found.address}`;
  const name = document.createElement("strong");
  name.textContent = found.title;
  const teaser = document.createElement("span");
  teaser.textContent = found.teaser;
  link.append(name, teaser);
  const line = document.createElement("li");
  line.append(link);
  return line;
}
