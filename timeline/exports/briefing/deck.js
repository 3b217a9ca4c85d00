// Shows the screens of a briefing one at a time. In a right-to-left deck the arrow keys change places.
// Returns a function that takes the keys away again; `closed` is called when the briefing is ended.
function startDeck(deck, closed) {
  const slides = [...deck.querySelectorAll(".slide")];
  const appendix = deck.querySelector(".appendix");
  const button = Object.fromEntries([...deck.querySelectorAll("button")].map(b => [b.dataset.do, b]));
  const rtl = deck.dir === "rtl";
  let at = 0;
  const asked = Number((/^#(\d+)$/.exec(location.hash) || [])[1] || (closed ? 1 : 0));
  function show(n) {
    at = Math.max(0, Math.min(slides.length - 1, n));
    slides.forEach((slide, i) => slide.classList.toggle("shown", i === at));
    const slide = slides[at];
    deck.querySelector(".count").textContent = slide.dataset.count || "";
    button.back.disabled = at === 0;
    button.next.disabled = at === slides.length - 1;
    if (!slide.dataset.event) toggle(false);
    button.sources.disabled = !slide.dataset.event;
    appendix.querySelectorAll("article").forEach(a => a.classList.toggle("shown", a.dataset.event === slide.dataset.event));
    appendix.scrollTop = 0;
    try { history.replaceState(history.state, "", "#" + at); } catch { /* a page without an address */ }
  }
  function toggle(on) {
    appendix.classList.toggle("shown", on);
    button.sources.setAttribute("aria-pressed", on);
    if (on) appendix.focus();
  }
  const open = () => appendix.classList.contains("shown");
  function full() {
    const left = document.fullscreenElement ? document.exitFullscreen() : deck.requestFullscreen();
    if (left) left.catch(() => {});
  }
  function escaped() {  // true where there was something to leave
    if (open()) { toggle(false); return true; }
    if (document.fullscreenElement) { full(); return true; }
    return false;
  }
  function end() {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    try { history.replaceState(history.state, "", location.pathname + location.search); } catch { /* the same */ }
    closed();
  }
  const act = {
    back: () => show(at - 1), next: () => show(at + 1), full, sources: () => toggle(!open()), close: end,
  };
  deck.addEventListener("click", event => {
    const pressed = event.target.closest("button");
    if (pressed) act[pressed.dataset.do]();
  });
  function key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const name = event.key, onButton = event.composedPath().some(e => e.tagName === "BUTTON");
    if (name === "ArrowRight" || name === "ArrowLeft") show(at + ((name === "ArrowRight") !== rtl ? 1 : -1));
    else if (name === "PageDown" && !open()) show(at + 1);
    else if (name === "PageUp" && !open()) show(at - 1);
    else if (name === " " && !onButton && !open()) show(at + 1);
    else if (name === "Home" && !open()) show(0);
    else if (name === "End" && !open()) show(slides.length - 1);
    else if (name === "f") full();
    else if (name === "s") { if (!button.sources.disabled) toggle(!open()); }
    else if (name === "Escape") { if (!escaped() && closed) end(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  document.addEventListener("keydown", key, true);
  if (!closed && matchMedia("(prefers-color-scheme: dark)").matches) deck.classList.add("dark");
  if (closed) { deck.tabIndex = -1; deck.focus(); }  // no button is ringed until somebody tabs to it
  show(asked);
  return () => document.removeEventListener("keydown", key, true);
}
