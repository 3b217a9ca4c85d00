"""What Streamlit itself says and cannot be told to say otherwise: its page's language, and its widgets' own words.

Its buttons' names, hints and the uploader's text are English whatever the page says. They are in the
catalogues under `app.widgets`, in English as Streamlit writes them; a key that ends in a space, a colon
before it or not, stands for the beginning of a text.
"""

from __future__ import annotations

from timeline import wording

_SCRIPT = """
const NAMES = ["aria-label", "placeholder"];
const OWN = "[data-testid^=stFileUploader],[data-testid=stTooltipContent],[data-testid=stSkipToContent],[data-testid=InputInstructions]";
let observer;
export default function({ data }) {
  document.documentElement.lang = data.language;
  const whole = new Map(data.words.filter(pair => !pair[0].endsWith(" ")));
  const starts = data.words.filter(pair => pair[0].endsWith(" "));
  const said = text => {
    const bare = text.trim();
    if (whole.has(bare)) return text.replace(bare, whole.get(bare));
    const start = starts.find(pair => text.startsWith(pair[0]));
    return start ? start[1] + text.slice(start[0].length) : text;
  };
  const name = element => {
    for (const key of NAMES) {
      const now = element.getAttribute(key);
      if (now && said(now) !== now) element.setAttribute(key, said(now));
    }
  };
  const write = text => { if (said(text.data) !== text.data) text.data = said(text.data); };
  const mend = node => {
    if (node.nodeType === Node.TEXT_NODE) { if (node.parentElement?.closest(OWN)) write(node); return; }
    if (!(node instanceof HTMLElement)) return;
    name(node);
    node.querySelectorAll("[aria-label],[placeholder]").forEach(name);
    const owns = node.closest(OWN) ? [node] : node.querySelectorAll(OWN);
    for (const own of owns) {
      const texts = document.createTreeWalker(own, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) write(texts.currentNode);
    }
  };
  observer?.disconnect();
  observer = new MutationObserver(seen => {
    for (const one of seen) {
      if (one.type === "childList") one.addedNodes.forEach(mend);
      else if (one.type === "attributes") name(one.target);
      else mend(one.target);
    }
  });
  observer.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
  });
  mend(document.body);
}
"""


def speak(language: str) -> None:
    """Puts the page and the words of Streamlit's widgets into the language of the interface."""
    import streamlit as st
    from streamlit.components import v2

    here = wording.catalogue(language)["app"]["widgets"]
    pairs = [
        (words, here[key])
        for other in wording.languages()
        for key, words in wording.catalogue(other)["app"]["widgets"].items()
        if words != here[key]
    ]
    told = v2.component("timeline_widgets", js=_SCRIPT)
    with st.container(key="widgets"):
        told(key="widget-words", data={"language": language, "words": pairs}, height=1)
