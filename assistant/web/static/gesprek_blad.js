// The page of the conversation: the log, the line that says somebody is busy, and
// taking over parts of the page as the server draws it.

const SPOKEN_MS = 450;

export const part = () => document.getElementById("invoer");
export const box = () => document.getElementById("tekst");
export const log = () => document.getElementById("log");

// The texts of the script stand in the page, in the words for who reads it.
export function tell(name) {
  return part().getAttribute("data-zeg-" + name.replaceAll("_", "-")) || "";
}

export function toEnd() {
  const logbox = document.getElementById("logbox");
  logbox.scrollTop = logbox.scrollHeight;
}

export function say(direction, text, state = "") {
  const item = document.createElement("li");
  const from = document.createElement("span");
  item.className = direction;
  from.className = "from";
  from.textContent = direction === "in" ? tell("ik") : tell("leerplek");
  item.append(from, text);
  if (state) { note(item, state); }
  log().append(item);
  toEnd();
  return item;
}

// What becomes of a message, in words under it, with what one can do.
export function note(item, text, choices = []) {
  item.classList.toggle("sending", text !== "");
  item.querySelector(".state")?.remove();
  if (!text) { return; }
  const line = document.createElement("span");
  line.className = "state";
  line.textContent = text;
  for (const [words, act] of choices) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = words;
    button.addEventListener("click", act);
    line.append(button);
  }
  item.append(line);
  toEnd();
}

export function busy(on, blocked = on) {
  const line = document.getElementById("bezig");
  line.textContent = on ? tell("bezig") : "";
  if (on) {
    const dots = document.createElement("span");
    dots.className = "dots";
    dots.setAttribute("aria-hidden", "true");
    dots.append(...[1, 2, 3].map(() => document.createElement("i")));
    line.append(dots);
  }
  part().querySelectorAll("button").forEach((b) => { b.disabled = blocked; });
}

export function problem(text) {
  let line = document.getElementById("fout");
  if (!line) {
    line = document.createElement("p");
    line.id = "fout";
    line.className = "error";
    line.setAttribute("role", "alert");
    part().prepend(line);
  }
  line.textContent = "Let op: " + text;
}

// Several messages come one after the other, as somebody would say them.
export async function reveal(lines) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const [place, line] of lines.entries()) {
    if (place && !calm) { await new Promise((done) => { setTimeout(done, SPOKEN_MS); }); }
    say("uit", line);
  }
}

// The page itself is drawn in one place, on the server.
export async function refresh(ids) {
  try {
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
    if (answer.redirected || !answer.ok) { return false; }
    takeOver(await answer.text(), ids);
    return true;
  } catch {
    return false;
  }
}

export function takeOver(html, ids) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const id of ids) {
    const found = fresh.getElementById(id);
    const here = document.getElementById(id);
    if (!found || !here) { continue; }
    here.replaceChildren(...found.childNodes);
    if (found.dataset.beurt) { here.dataset.beurt = found.dataset.beurt; }
  }
  const title = fresh.querySelector("h1");
  if (title) { document.querySelector("h1").textContent = title.textContent; }
  document.title = fresh.title;
  if (ids.includes("log")) { toEnd(); }
  if (ids.includes("paneel")) { showNew(); }
}

// What is new may stand below the edge of the panel.
function showNew() {
  const panel = document.getElementById("paneel");
  const first = panel.querySelector(".mark.new");
  if (!first || panel.querySelector("#paneel-vorm")) { return; }
  const place = first.closest("dt").offsetTop;
  panel.scrollTop = place > panel.clientHeight / 2 ? place - 96 : 0;
}

export async function behind() {
  try {
    const answer = await fetch("/api/v1/gesprekken/" + part().dataset.gesprek);
    return answer.ok && (await answer.json()).beurt !== Number(part().dataset.beurt);
  } catch {
    return false;
  }
}

export const answers = () => document.querySelector("#invoer input[type=checkbox], #invoer input[type=radio], .answers button");

// After typing the box is ready for the next answer; after a button the next button
// is, so that a telephone does not open its keyboard.
export function focusNext(typing) {
  ((!typing && answers()) || box()).focus({ preventScroll: true });
  part().scrollIntoView({ block: "nearest" });
  toEnd();
}
