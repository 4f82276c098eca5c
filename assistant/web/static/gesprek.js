// Live chat: messages go without reloading the page, and arrive once even when the
// connection does not hold. Without this script the same forms post to the server.

import { mark, outbox } from "./gesprek_postvak.js";
import { answers, behind, box, busy, focusNext, log, note, part, problem, refresh, reveal, say, tell, toEnd } from "./gesprek_blad.js";
import { watchPanel } from "./gesprek_paneel.js";

const PAUSES_S = [1, 2, 4, 8, 15, 30];
const AWAY_S = 10;
const ANSWER_S = 45;
const post = outbox(part().dataset.gesprek);
let trying = null;
let looking = 0;

// What was chosen or typed: what to send, and how it reads in the log.
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

function send(form, button) {
  const [tekst, getoond] = message(form, button);
  const typing = form.classList.contains("say");
  if (!tekst) { problem(tell("leeg")); box().focus(); return; }
  deliver({ tekst, getoond, typing, kenmerk: mark(), beurt: Number(part().dataset.beurt) });
}

// The message is kept until the server says that it has it.
async function deliver(letter) {
  post.keep(letter);
  if (letter.typing) { box().value = ""; post.draft(""); }
  const item = say("in", letter.getoond, tell("verstuurt"));
  busy(true);
  for (let tries = 0; ; tries += 1) {
    const answer = await attempt(letter);
    if (answer) { await settle(letter, item, answer); return; }
    busy(false, true);
    const again = await waiting(item, PAUSES_S[Math.min(tries, PAUSES_S.length - 1)]);
    if (!again) { takeBack(letter, item); return; }
    note(item, tell("verstuurt"));
    busy(true);
  }
}

async function attempt(letter) {
  try {
    const answer = await fetch("/api/v1/gesprekken/" + part().dataset.gesprek + "/berichten", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ tekst: letter.tekst, beurt: letter.beurt, kenmerk: letter.kenmerk }),
      signal: AbortSignal.timeout(ANSWER_S * 1000),
    });
    return answer.status >= 500 ? null : answer;
  } catch {
    return null;
  }
}

// Wait for time to pass, the connection to come back, or the person to decide.
function waiting(item, seconds) {
  return new Promise((done) => {
    const finish = (again) => {
      clearTimeout(timer);
      removeEventListener("online", now);
      trying = null;
      done(again);
    };
    const now = () => finish(true);
    const timer = setTimeout(now, seconds * 1000);
    addEventListener("online", now);
    trying = finish;
    note(item, tell("wacht"), [[tell("opnieuw"), now], [tell("haal_terug"), () => finish(false)]]);
  });
}

function takeBack(letter, item) {
  item.remove();
  post.keep(null);
  busy(false);
  if (letter.typing && !box().value) { box().value = letter.tekst; post.draft(letter.tekst); }
  box().focus();
}

async function settle(letter, item, answer) {
  // Signed out: after signing in this page comes back and sends the message again.
  if (answer.status === 401) { location.reload(); return; }
  const reply = await answer.json().catch(() => ({}));
  post.keep(null);
  if (!answer.ok) {
    takeBack(letter, item);
    const kept = box().value;
    await refresh(["log", "voortgang", "invoer", "paneel"]);
    box().value = kept;
    problem(reply.fout || tell("geweigerd"));
    box().focus();
    return;
  }
  note(item, "");
  const kept = box().value;
  const fresh = refresh(["voortgang", "invoer", "paneel"]);
  await reveal(reply.berichten);
  await fresh;
  busy(false);
  if (reply.beurt !== log().children.length) { await refresh(["log"]); }
  box().value = kept;
  focusNext(letter.typing || kept !== "");
  watchAway();
}

// While a form stands in for the bot: look now and then whether it is back.
function watchAway() {
  clearTimeout(looking);
  if (!document.getElementById("bot-weg")) { return; }
  looking = setTimeout(async () => {
    const touched = part().contains(document.activeElement) || box().value;
    if (!touched && !trying) { await refresh(["voortgang", "invoer", "paneel"]); }
    watchAway();
  }, AWAY_S * 1000);
}

// Another window or device went on with this conversation.
async function catchUp() {
  if (document.hidden || post.kept() || !await behind()) { return; }
  const kept = box().value;
  await refresh(["log", "voortgang", "invoer", "paneel"]);
  box().value = kept;
  document.getElementById("melding").textContent = tell("elders");
}

async function copyAddress() {
  const words = document.getElementById("adres");
  try {
    await navigator.clipboard.writeText(words.textContent);
    document.getElementById("melding").textContent = tell("gekopieerd");
  } catch {
    getSelection().selectAllChildren(words);
    document.getElementById("melding").textContent = tell("niet_gekopieerd");
  }
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[action='/uit']")) { post.forget(); return; }
  const form = event.target.closest("form[data-chat]");
  if (!form) { return; }
  event.preventDefault();
  if (!post.kept()) { send(form, event.submitter); }
});

// Enter sends, Shift+Enter starts a new line; on a telephone Enter is a new line.
document.addEventListener("keydown", (event) => {
  const typing = event.target.id === "tekst" && !event.isComposing;
  if (typing && event.key === "Enter" && !event.shiftKey && !matchMedia("(pointer: coarse)").matches) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});
document.addEventListener("input", (event) => {
  if (event.target.id === "tekst") { post.draft(event.target.value); }
});
document.addEventListener("visibilitychange", catchUp);
addEventListener("focus", catchUp);
document.getElementById("kopieer").addEventListener("click", copyAddress);

watchPanel();
watchAway();
toEnd();
const left = post.kept();
if (!box().value) { box().value = post.written(); }
// From here on a message is sent without a reload; before it the form does.
document.documentElement.dataset.gesprek = "live";
if (left) { deliver(left); } else { answers(); }
