// The panel beside the conversation: change, confirm or take back an answer in place.
// Without this script its links and forms load the page again.

import { box, takeOver, tell } from "./gesprek_blad.js";

const NARROW = matchMedia("(max-width: 60rem)");
const ALL = ["log", "voortgang", "invoer", "paneel"];

const panel = () => document.getElementById("paneel");

function message(text) { document.getElementById("melding").textContent = text; }

async function load(address, options, ids) {
  message("");
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" }, ...options });
    const html = await answer.text();
    if (!html.includes('id="paneel"')) { throw new Error(String(answer.status)); }
    const kept = box().value;
    takeOver(html, ids);
    box().value = kept;
    return answer.ok;
  } catch {
    message(tell("niet_opgeslagen"));
    return false;
  }
}

function focusOn(target) {
  panel().open = true;
  if (!target) { panel().querySelector("summary").focus(); return; }
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

const firstBox = () => panel().querySelector("#paneel-vorm :is(input:checked, [aria-invalid=true])")
  || panel().querySelector("#paneel-vorm :is(input, select, textarea)");

async function follow(link) {
  const place = new URL(link.href).hash.slice(1);
  if (!await load(link.href, {}, ["paneel"])) { return; }
  focusOn(link.dataset.terug === undefined ? firstBox() : document.getElementById(place));
}

async function save(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const field = form.action.split("/").pop();
  const saved = await load(form.action, { method: "POST", body }, ALL);
  if (!saved) { focusOn(firstBox()); return; }
  message(tell("opgeslagen"));
  focusOn(document.getElementById("antwoord-" + field));
}

export function watchPanel() {
  // On a small screen the panel is a fold under the conversation.
  if (NARROW.matches && !panel().querySelector("#paneel-vorm")) { panel().open = false; }
  NARROW.addEventListener("change", () => { panel().open = !NARROW.matches; });
  panel().addEventListener("click", (event) => {
    const link = event.target.closest("a[data-paneel]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    follow(link);
  });
  panel().addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-paneel]")) { return; }
    event.preventDefault();
    save(event.target, event.submitter);
  });
}
