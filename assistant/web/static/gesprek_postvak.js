// What is not sent yet: kept for this tab only, and gone when the tab closes, so that
// nothing stays behind on a computer that others use.

export function mark() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}

export function outbox(id) {
  const letter = "leerplek-bericht-" + id;
  const draft = "leerplek-concept-" + id;
  const put = (key, value) => {
    try {
      if (value) { sessionStorage.setItem(key, value); } else { sessionStorage.removeItem(key); }
    } catch { /* no storage: then it is kept in the page alone */ }
  };
  const get = (key) => {
    try { return sessionStorage.getItem(key) || ""; } catch { return ""; }
  };
  let waiting = get(letter);
  return {
    keep(one) { waiting = one ? JSON.stringify(one) : ""; put(letter, waiting); },
    kept() { return waiting ? JSON.parse(waiting) : null; },
    draft(text) { put(draft, text); },
    written() { return get(draft); },
    forget() { put(letter, ""); put(draft, ""); },
  };
}
