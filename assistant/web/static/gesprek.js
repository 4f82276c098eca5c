// Live chat: sends a message without reloading the page. Without this script the
// same forms post to the server and the page reloads.
"use strict";

const log = document.getElementById("log");
const box = document.getElementById("logbox");
const FAILED = "Uw bericht is niet aangekomen. Uw tekst staat nog in het vak. Probeer het opnieuw.";

function toEnd() { box.scrollTop = box.scrollHeight; }

function say(direction, text) {
  const item = document.createElement("li");
  const from = document.createElement("span");
  item.className = direction;
  from.className = "from";
  from.textContent = direction === "in" ? "U" : "Leerplek";
  item.append(from, text);
  log.append(item);
  toEnd();
}

function busy(on) {
  document.getElementById("bezig").textContent = on ? "Leerplek leest uw bericht." : "";
  document.querySelectorAll("#invoer button").forEach((b) => { b.disabled = on; });
}

function problem(text) {
  let line = document.getElementById("fout");
  if (!line) {
    line = document.createElement("p");
    line.id = "fout";
    line.className = "error";
    line.setAttribute("role", "alert");
    document.getElementById("invoer").prepend(line);
  }
  line.textContent = "Let op: " + text;
}

// What was chosen or typed: [what to send, how it reads in the log].
function message(form, button) {
  if (button && button.name === "knop") { return [button.value, button.textContent.trim()]; }
  const ticked = [...form.querySelectorAll("input[name=keuze]:checked")];
  if (form.querySelector("input[name=keuze]")) {
    const values = ticked.map((t, i) => i ? t.value.slice(t.value.lastIndexOf(":") + 1) : t.value);
    return [values.join(","), ticked.map((t) => t.labels[0].textContent).join(", ")];
  }
  const text = form.elements.tekst.value.trim();
  return [text, text];
}

// The page itself is drawn in one place, on the server: fetch it again and take
// over the input part and the probleemanalyse (and the log, after a problem).
async function refresh(typed, parts = ["invoer", "paneel"]) {
  const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
  if (!answer.ok) { return; }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of parts) {
    const part = fresh.getElementById(id);
    if (part) { document.getElementById(id).replaceChildren(...part.childNodes); }
    if (part && part.dataset.beurt) { document.getElementById(id).dataset.beurt = part.dataset.beurt; }
  }
  document.querySelector("h1").textContent = fresh.querySelector("h1").textContent;
  document.title = fresh.title;
  if (typed) { document.getElementById("tekst").value = typed; }
  toEnd();
}

// After typing the box is ready for the next answer; after a button the next
// button is, so that a telephone does not open its keyboard.
function focusNext(typing) {
  const next = typing ? null : document.querySelector("#invoer input[type=checkbox], #invoer input[type=radio], .answers button");
  (next || document.getElementById("tekst")).focus({ preventScroll: true });
  document.getElementById("invoer").scrollIntoView({ block: "nearest" });
}

async function send(form, button) {
  const [text, shown] = message(form, button);
  const part = document.getElementById("invoer");
  const kept = document.getElementById("tekst").value;
  busy(true);
  try {
    const answer = await fetch("/api/v1/gesprekken/" + part.dataset.gesprek + "/berichten", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ tekst: text, beurt: Number(part.dataset.beurt) }),
    });
    const reply = await answer.json();
    if (answer.status === 401) { location.href = "/toegang"; return; }
    if (!answer.ok) {
      await refresh(kept, ["log", "invoer", "paneel"]);
      busy(false);
      problem(reply.fout || FAILED);
      focusNext(true);
      return;
    }
    const typing = form.classList.contains("say");
    say("in", shown);
    reply.berichten.forEach((line) => say("uit", line));
    await refresh(typing ? "" : kept);
    focusNext(typing);
  } catch {
    busy(false);
    problem(FAILED);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-chat]");
  if (!form) { return; }
  event.preventDefault();
  send(form, event.submitter);
});

// Enter sends, Shift+Enter starts a new line.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.id === "tekst") {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

toEnd();
// From here on a message is sent without a reload; before it the form does.
document.documentElement.dataset.gesprek = "live";
