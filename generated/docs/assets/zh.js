// An addition to pages that are whole without it: theme, search, copy buttons, and closed parts that open when they are needed.
"use strict";
(() => {
  const words = {"language":"zh","search":"\u641c\u7d22","search_nothing":"\u6ca1\u6709\u627e\u5230","copy_text":"\u590d\u5236","copied":"\u5df2\u590d\u5236","theme":"\u6d45\u8272\u6216\u6df1\u8272"};
  const assets = document.currentScript.src.replace(/[^/]*$/, ""); // where this file lies
  const root = document.documentElement;
  const make = (name, attributes = {}, text = "") => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  };

  // The theme: chosen before the first paint. A choice that the system makes anyway is forgotten.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const memory = (value) => {
    try { // A browser may forbid storage, above all for pages opened from disk.
      if (value === undefined) return localStorage.getItem("theme");
      return value ? localStorage.setItem("theme", value) : localStorage.removeItem("theme");
    } catch { return null; }
  };
  const paint = (theme) => theme ? root.dataset.theme = theme : delete root.dataset.theme;
  const known = memory();
  paint(known === "dark" || known === "light" ? known : "");
  const toggle = () => {
    const system = dark.matches ? "dark" : "light";
    const next = (root.dataset.theme ?? system) === "dark" ? "light" : "dark";
    const chosen = next === system ? "" : next;
    memory(chosen);
    paint(chosen);
  };
  // Search. The index is scripts, because a page opened from disk can fetch nothing else: each calls specloom(name, data).
  const shards = Object.create(null), asked = {};
  window.specloom = (name, data) => { shards[name] = data; };
  const load = (name) => asked[name] ??= new Promise((done) => {
    const script = make("script", { src: `${assets}search/${words.language}/${name}.js` });
    script.onload = script.onerror = done;
    document.head.append(script);
  });
  const shardOf = (term) => /^[a-z0-9]/.test(term) ? "words-" + term[0] : "words-_";
  const inPage = (term, title, detail) => {
    const at = title.indexOf(term);
    if (at === 0) return title === term ? 20 : 9;
    if (at > 0) return /[^\p{L}\p{N}]/u.test(title[at - 1]) ? 6 : 3;
    return detail.includes(term) ? 4 : 0;
  };
  const inFields = (term) => { // page number -> [score, field]
    const found = new Map();
    for (const [word, places] of shards[shardOf(term)] ?? []) {
      const name = word.toLowerCase(), at = name.indexOf(term);
      if (at < 0) continue;
      const score = name === term ? 5 : at ? 1 : 2;
      for (const page of places) if ((found.get(page)?.[0] ?? 0) < score) found.set(page, [score, word]);
    }
    return found;
  };
  const search = async (text) => {
    const terms = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (!terms.length) return [];
    await load("pages");
    await Promise.all(terms.map(shardOf).filter((name) => shards.shards?.includes(name)).map(load));
    const fields = terms.map(inFields);
    const hits = [];
    (shards.pages ?? []).forEach(([title, url, detail], number) => {
      let sum = 0, field = "";
      for (const [index, term] of terms.entries()) {
        const inside = fields[index].get(number) ?? [0, ""];
        const best = Math.max(inPage(term, title.toLowerCase(), detail.toLowerCase()), inside[0]);
        if (!best) return;
        if (best === inside[0]) field = inside[1];
        sum += best;
      }
      hits.push({ sum, title, url: field ? `${url}#field=${encodeURIComponent(field)}` : url, detail: field ? `${field} · ${detail}` : detail });
    });
    return hits.sort((one, two) => two.sum - one.sum).slice(0, 20); // sort keeps the index's order among equals
  };

  const searchBox = () => {
    const box = make("div", { class: "search", role: "search" });
    const input = make("input", { type: "search", role: "combobox", placeholder: words.search, "aria-label": words.search, "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", "aria-keyshortcuts": "/", autocomplete: "off", spellcheck: "false" });
    const list = make("ul", { id: "found", role: "listbox", "aria-label": words.search, hidden: "" });
    const state = make("p", { class: "told", role: "status" });
    box.append(input, list, state);
    let options = [], chosen = -1, asking = 0;
    const show = (open) => { list.hidden = !open; input.setAttribute("aria-expanded", String(open)); };
    const choose = (index) => {
      chosen = index;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
      if (index < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", options[index].id);
      options[index].scrollIntoView({ block: "nearest" });
    };
    const go = (option) => { show(false); location.href = option.dataset.url; };
    const find = async () => {
      const turn = ++asking, text = input.value.trim();
      const hits = await search(text);
      if (turn !== asking) return; // Somebody has typed on meanwhile.
      options = hits.map((hit, index) => {
        const option = make("li", { id: `found-${index}`, role: "option", "aria-selected": "false", "data-url": `${assets}../${words.language}/${hit.url}` }, hit.title);
        option.append(make("small", {}, hit.detail));
        return option;
      });
      list.replaceChildren(...options);
      state.textContent = text && !hits.length ? words.search_nothing : "";
      show(hits.length > 0);
      choose(hits.length ? 0 : -1);
    };
    input.addEventListener("input", find);
    input.addEventListener("focus", () => { load("pages"); if (options.length) show(true); });
    input.addEventListener("blur", () => show(false));
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => { const option = event.target.closest("li"); if (option) go(option); });
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && options.length) {
        event.preventDefault();
        show(true);
        choose((chosen + step + options.length) % options.length);
      } else if (event.key === "Enter" && options[chosen]) {
        event.preventDefault();
        go(options[chosen]);
      } else if (event.key === "Escape") {
        event.preventDefault();
        if (list.hidden) { input.value = ""; find(); } else show(false);
      }
    });
    document.addEventListener("keydown", (event) => {
      const typing = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
      if (typing || event.altKey || !(event.key === "/" && !event.ctrlKey && !event.metaKey || event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    return box;
  };

  const copyText = async (pre) => {
    try { await navigator.clipboard.writeText(pre.textContent); } catch { // Not a secure context: copy by selecting.
      const selection = getSelection();
      selection.selectAllChildren(pre);
      document.execCommand("copy");
      selection.removeAllRanges();
    }
  };
  const copyButton = (figure) => {
    const button = make("button", { type: "button", class: "copy" }, words.copy_text);
    button.addEventListener("click", async () => {
      await copyText(figure.querySelector("pre"));
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy_text; }, 1500);
    });
    figure.append(button);
  };

  // Colours of code, without an element for each: ranges that the style sheet speaks of as ::highlight(…).
  const grammars = {
    json: /(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|(?<word>\b(?:true|false|null)\b)|(?<number>-?\b\d[\d.eE+-]*)/g,
    python: /(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<word>\b(?:import|from|with|as|async|await|def|None|True|False)\b)|(?<name>\b\w+(?==[^=]))|(?<number>\b\d[\d.eE+-]*)/g,
    shell: /(?<string>'[^']*'(?:\\''[^']*')*|"[^"]*")|(?<word>^curl\b)|(?<name>(?<=\s)--?[A-Za-z-]+)/gm,
  };
  const colour = () => {
    const found = {};
    for (const code of document.querySelectorAll("pre > code[class]")) {
      const text = code.firstChild, grammar = grammars[code.className.slice("language-".length)];
      if (!text || !grammar) continue;
      for (const match of text.data.matchAll(grammar)) {
        const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined), range = new StaticRange({ startContainer: text, startOffset: match.index, endContainer: text, endOffset: match.index + match[0].length });
        (found[kind] ??= []).push(range);
      }
    }
    for (const [kind, ranges] of Object.entries(found)) CSS.highlights.set(kind, new Highlight(...ranges.slice(0, 20000)));
  };

  // Closed parts. Chromium opens them for its own search and for links; for other browsers this does.
  const openAround = (element) => {
    let opened = false;
    for (let part = element; part; part = part.parentElement) if (part.localName === "details" && !part.open) opened = part.open = true;
    return opened;
  };
  const follow = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* A stray % is part of the name. */ }
    if (id.startsWith("field=")) { // From a search: the first row of that name, whose own address is shown instead.
      const name = id.slice(6), row = [...document.querySelectorAll("tr[id] > th")].find((cell) => cell.firstChild.textContent.trim() === name);
      if (row) location.replace(`#${encodeURIComponent(row.parentElement.id)}`);
      return;
    }
    const target = id && document.getElementById(id);
    if (target && openAround(target)) target.scrollIntoView();
  };
  const openAll = () => {
    const closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) part.open = true;
    return closed;
  };
  let closed = [];
  addEventListener("beforeprint", () => { closed = openAll(); });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; closed = []; });
  addEventListener("hashchange", follow);
  if (!("onbeforematch" in root)) addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "f") openAll(); });

  addEventListener("DOMContentLoaded", () => {
    const header = document.querySelector("header.site");
    const button = make("button", { type: "button", class: "theme", "aria-label": words.theme, title: words.theme });
    button.addEventListener("click", toggle);
    header?.append(searchBox(), button);
    for (const figure of document.querySelectorAll(".code")) copyButton(figure);
    for (const { id, cells: [cell] } of document.querySelectorAll("tr[id]")) { // The name of a row links to it.
      const name = cell.firstChild, shown = name.data.trimEnd();
      name.replaceWith(make("a", { href: `#${encodeURIComponent(id)}` }, shown), name.data.slice(shown.length));
    }
    const side = document.querySelector(".side"), here = side?.querySelector("[aria-current]");
    if (here) side.scrollTop = here.offsetTop - side.clientHeight / 3;
    follow();
    if (window.CSS?.highlights) (window.requestIdleCallback ?? setTimeout)(colour);
  });
})();
