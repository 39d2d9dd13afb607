// An addition to pages that are whole without it: theme, search, copy buttons, and closed parts that open when they are needed.
"use strict";
(() => {
  const words = {"language":"en","groups":[],"verbs":{"get":"get list retrieve read fetch show find","post":"create add make send","put":"update replace set change edit","patch":"update change edit modify","delete":"delete remove"},"search":"Search","search_nothing":"Nothing found","schema":"Schema","copy_text":"Copy","copied":"Copied","theme":"Light or dark","on_page":"On this page"};
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
  const shards = Object.create(null), asked = {}, verbs = new Map(Object.entries(words.verbs)); // A method may be called as something that every object has.
  window.specloom = (name, data) => { shards[name] = data; };
  const load = (name) => asked[name] ??= new Promise((done) => {
    const script = make("script", { src: `${assets}search/${words.language}/${name}.js` });
    script.onload = script.onerror = done;
    document.head.append(script);
  });
  const shardOf = (term) => /^[a-z0-9]/.test(term) ? "words-" + term[0] : "words-_";
  // How well a term fits a text: it begins a word of it, the word is no longer, or it stands within one. Words begin at capitals too, and anywhere in scripts without any.
  const fits = (term, text, whole, begun, within) => {
    const lower = text.toLowerCase();
    let best = 0;
    for (let at = lower.indexOf(term); at >= 0 && best < whole; at = lower.indexOf(term, at + 1)) {
      const begins = !at || !/[\p{Ll}\p{Lu}\p{N}]/u.test(text[at - 1]) || /\p{Lu}/u.test(text[at]) && !/\p{Lu}/u.test(text[at - 1]);
      const after = text.slice(at + term.length, at + term.length + 2); // A plural is the word itself.
      best = Math.max(best, !begins ? within : /^(?!s(?![\p{Ll}\p{N}]))[\p{Ll}\p{N}]/u.test(after) ? begun : whole);
    }
    return best;
  };
  const inPage = (term, { title, details, about, verbs }) => Math.max(
    fits(term, title, 10, 8, 3), fits(term, details.join(" "), 6, 6, 4), fits(term, verbs, 4, 0, 0), fits(term, about, 4, 3, 0));
  // One that ends in s may stand for several of what a page has one of.
  const inPageAlike = (term, page) => inPage(term, page) || (term.length > 3 && term.endsWith("s") ? inPage(term.slice(0, -1), page) : 0);
  const lettersOf = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
  const exactly = (text, { title, about, details: [address = "", name = ""] }) => {
    const asked = [title, address, address.replace(/^[A-Z]+ /, ""), name].map((one) => one.toLowerCase());
    const alike = [lettersOf(text), `${lettersOf(text)}s`].includes(lettersOf(asked[3])); // "create invoice" is createInvoices.
    return asked[0] === text ? 200 : asked.includes(text) || name && alike ? 100 : asked[0].startsWith(text) ? 2 : text.includes(" ") && about.includes(text) ? 15 : 0;
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
    const fields = terms.map(inFields), asked = terms.join(" ");
    const hits = [];
    (shards.pages ?? []).forEach(([title, url, details = [], about = ""], number) => {
      const schema = url.startsWith("schemas/"), page = { title, details, about, verbs: url.startsWith("operations/") && verbs.get(details[0].split(" ")[0].toLowerCase()) || "" };
      let sum = 0, field = "";
      for (const [index, term] of terms.entries()) {
        const inside = fields[index].get(number) ?? [0, ""], own = inPageAlike(term, page);
        if (!own && !inside[0]) return;
        if (inside[0] > own) field = inside[1];
        sum += Math.max(own && !schema ? own + 5 : own, inside[0]); // What can be done goes before what it is made of.
      }
      const [place, mark = ""] = url.split("#"), said = [...(field ? [field] : []), ...(schema ? [words.schema] : details.filter((one) => one !== title))].join(" · ");
      hits.push({ sum: sum + exactly(asked, page), schema, title, url: `${place}.html${field ? `#field=${encodeURIComponent(field)}` : mark && `#${mark}`}`, detail: said });
    });
    return hits.sort((one, two) => two.sum - one.sum || one.schema - two.schema || one.title.length - two.title.length).slice(0, 20); // Else the index's order is kept.
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

  // Colours of code, without an element for each: ranges that the style sheet speaks of as ::highlight(…). A text that is cut
  // off in JSON goes on to the end: looked for from each of its quotes, its end would take a time that grows with the square.
  const grammars = {
    json: /(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*"?)|(?<word>\b(?:true|false|null)\b)|(?<number>-?\b\d[\d.eE+-]*)/g,
    python: /(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<word>\b(?:import|from|with|as|async|await|def|None|True|False)\b)|(?<name>\b\w+(?==[^=]))|(?<number>\b\d[\d.eE+-]*)/g,
    shell: /(?<string>'[^']*'(?:\\''[^']*')*|"[^"]*")|(?<word>^curl\b)|(?<name>(?<=\s)--?[A-Za-z-]+)/gm,
  };
  const textsOf = (element) => { // Its nodes of text, each with the place where it begins.
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
    for (let at = 0; walker.nextNode(); at += walker.currentNode.length) found.push([at, walker.currentNode]);
    return found;
  };
  const colour = () => {
    const found = {};
    for (const code of document.querySelectorAll("pre > code[class]")) {
      const grammar = grammars[code.className.slice("language-".length)];
      if (!grammar) continue;
      const texts = textsOf(code), last = (most) => texts.findLast(([start]) => start <= most);
      for (const match of code.textContent.matchAll(grammar)) {
        const from = match.index, to = from + match[0].length, [start, first] = last(from), [before, end] = last(to - 1);
        const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined), range = new StaticRange({ startContainer: first, startOffset: from - start, endContainer: end, endOffset: to - before });
        (found[kind] ??= []).push(range);
      }
    }
    for (const [kind, ranges] of Object.entries(found)) CSS.highlights.set(kind, new Highlight(...ranges.slice(0, 20000)));
  };

  // A long line of code goes on below where it begins itself; without this, below the beginning of its block.
  const hang = () => {
    for (const code of document.querySelectorAll("pre:not([tabindex]) > code")) {
      const parts = code.textContent.split(/(\n)/).map((line) => {
        const deep = line.search(/\S/);
        if (deep < 1 || line.length < 40) return line;
        const part = make("span", { class: "line" }); // Its first letter stays with the blanks before it.
        part.append(make("span", {}, line.slice(0, deep + 1)), line.slice(deep + 1));
        part.style.setProperty("--deep", `${deep}ch`);
        return part;
      });
      if (parts.length > 2000 || parts.every((part) => typeof part === "string")) continue;
      code.replaceChildren(...parts);
      code.normalize();
    }
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

  // The document's own text has parts too, where these are not too many.
  const sections = () => {
    const found = [...document.querySelectorAll("main .prose > h2[id]")];
    return found.length > 24 ? [] : found.map((head) => [head.id, head]);
  };

  // What is on this page, where that is more than one or two parts.
  const jumps = (heads) => {
    if (heads.length < 3) return;
    const nav = make("nav", { class: "jumps", "aria-label": words.on_page });
    for (const [id, head] of heads) {
      const name = id.startsWith("section-") ? head : head.firstChild;
      nav.append(make("a", { href: `#${encodeURIComponent(id)}` }, name.textContent.trim()), " ");
    }
    document.querySelector("main :is(.columns, .prose, section)").before(nav);
  };

  // A browser may break a name where its parts end.
  const partsOf = (name) => name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[._/:])(?=\w)/).flatMap((part, at) => at ? [make("wbr"), part] : [part]);

  // The side of a large site, whose pages name their own group alone: all groups, and what the page's own has.
  const link = (address, text, method) => {
    const found = make("a", { href: `${assets}../${words.language}/${address}` });
    found.append(...partsOf(text));
    if (method) found.prepend(make("b", { class: /^(GET|POST|PUT|PATCH|DELETE)$/.test(method) ? method.toLowerCase() : "other" }, method), " ");
    if (found.href === location.href.replace(/#.*/, "")) found.setAttribute("aria-current", "page");
    return found;
  };
  const listGroups = async (side) => {
    if (side.querySelectorAll("h2").length > 1) return;
    const own = side.querySelector("h2 > a")?.href, listed = side.querySelector("ul");
    const parts = await Promise.all(words.groups.map(async ([name, address]) => {
      const head = make("h2"), there = link(address, name);
      head.append(there);
      if (there.href !== own || listed) return there.href === own ? [head, listed] : [head];
      const file = address.replace(/^tags\/(.*)\.html$/, "group-$1").replace(/^index.*/, "webhooks"), list = make("ul");
      await load(file);
      for (const [method, title, page] of shards[file] ?? []) list.appendChild(make("li")).append(link(page, title, method));
      return list.firstChild ? [head, list] : [head];
    }));
    side.replaceChildren(...parts.flat());
  };
  const showHere = (side) => {
    const here = side.querySelector("li > [aria-current]") ?? side.querySelector("[aria-current]");
    if (here) side.scrollTop = here.offsetTop - side.clientHeight / 3;
  };

  addEventListener("DOMContentLoaded", () => {
    const header = document.querySelector("header.site");
    const button = make("button", { type: "button", class: "theme", "aria-label": words.theme, title: words.theme });
    button.addEventListener("click", toggle);
    header?.append(searchBox(), button);
    for (const figure of document.querySelectorAll(".code")) copyButton(figure);
    hang();
    const rows = [...document.querySelectorAll("tr[id]")].map(({ id, cells: [cell] }) => [id, cell]);
    const heads = [...document.querySelectorAll("main section > h2[id]")].map((head) => [head.id, head]);
    jumps([...sections(), ...heads]);
    for (const [id, place] of [...rows, ...heads]) { // The name of a row and of a part links to it.
      const name = place.firstChild, shown = name.data?.trimEnd();
      if (!shown) continue;
      const there = make("a", { href: `#${encodeURIComponent(id)}` });
      there.append(...partsOf(shown));
      name.replaceWith(there, name.data.slice(shown.length));
    }
    const side = document.querySelector(".side");
    if (side && words.groups.length) listGroups(side).then(() => showHere(side));
    else if (side) showHere(side);
    follow();
    const colours = window.CSS?.highlights;
    if (colours && window.requestIdleCallback) requestIdleCallback(colour, { timeout: 500 });
    else if (colours) setTimeout(colour);
  });
})();
