"use strict";

// What the page says, by language. English stands in the page itself.
const WORDS = {
  ru: {
    playground: "— площадка", example: "Пример", own: "свой", closures: "Замыкания", auto: "как читается лучше", struct: "структурами", move: "через move",
    run: "Запустить оба", share: "Ссылка", language: "Язык", output: "Вывод", stdin: "Ввод для программы",
    tab: "Tab делает отступ. Чтобы выйти из редактора, нажмите Escape, затем Tab.",
    refused: "не переводится", translating: "перевожу…", running: "выполняется…", same: "✓ одинаково", different: "✗ различается", undecided: "? Python не завершился",
    copied: "Скопировано", line: "строка", captures: "захватывает", of: "из", unreachable: "Adder не отвечает",
  },
  en: {
    refused: "not translated", translating: "translating…", running: "running…", same: "✓ the same", different: "✗ different", undecided: "? Python did not finish",
    copied: "Copied", line: "line", captures: "captures", of: "of", unreachable: "Adder does not answer",
  },
};
const find = (id) => document.getElementById(id);
const program = find("program"), marks = find("marks"), numbers = find("numbers"), rust = find("rust");
let language = "en", shown = null, wanted = 0, examples = [], lit = { python: new Set(), rust: new Set() };
const say = (key) => WORDS[language][key] ?? WORDS.en[key] ?? key;

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  for (const part of document.querySelectorAll("[data-say]")) {
    part.dataset.english ??= part.textContent;
    part.textContent = WORDS[chosen][part.dataset.say] ?? part.dataset.english;
  }
  find("language").value = chosen;
}

async function ask(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

// The Rust of a program that has changed meanwhile stays, paler, until the new one is there.
async function translate() {
  const number = ++wanted;
  rust.classList.add("old");
  try {
    const answer = await ask("translate", { program: program.value, closures: find("closures").value });
    if (number !== wanted) return;
    shown = { ...answer, program: program.value };
    find("state").textContent = answer.rust === null ? say("refused") : "";
    showRust();
    showProblems();
    drawMarks();
  } catch (error) {
    if (number === wanted) find("state").textContent = error instanceof TypeError ? say("unreachable") : error.message;
  } finally {
    if (number === wanted) rust.classList.remove("old");
  }
}

function showRust() {
  rust.textContent = "";
  find("why").textContent = "";
  if (shown.rust === null) return;
  const lines = shown.rust.replace(/\n$/, "").split("\n");
  lines.forEach((text, index) => {
    const row = element("div", "row");
    row.dataset.line = index + 1;
    row.append(element("span", "number", index + 1), coded(text, shown.rust_parts[index]));
    const reasons = shown.reasons.filter((reason) => reason.rust_lines[0] === index + 1);
    if (reasons.length) {
      const note = element("button", "note", "why?");
      note.type = "button";
      note.setAttribute("aria-label", `why? ${say("line")} ${index + 1}`);
      note.addEventListener("click", () => showWhy(reasons));
      row.append(note);
    }
    rust.append(row);
  });
}

function coded(text, parts) {
  const code = element("span", "text-of-line");
  for (const part of parts ?? [{ class: "plain", text }]) {
    code.append(element("span", part.class === "number" ? "number-literal" : part.class, part.text));
  }
  return code;
}

// The page that `adder explain` prints, fetched when it is asked for.
function explained(code) {
  const details = element("details");
  details.append(element("summary", "", `adder explain ${code}`));
  details.addEventListener("toggle", async () => {
    const page = element("div", "page");
    page.innerHTML = await (await fetch(`explain/${code}`)).text();
    details.append(page);
  }, { once: true });
  return details;
}

function showWhy(reasons) {
  const why = find("why");
  why.textContent = "";
  for (const reason of reasons) {
    const said = element("p", "", reason.text + " ");
    why.append(said, explained(reason.code));
    for (const capture of shown.captures.filter((row) => row.line === reason.line)) {
      why.append(element("p", "", `${capture.closure} ${say("captures")} ${capture.variable} ${say("of")} ${capture.from}: ${capture.lives_as}`));
    }
  }
}

function showProblems() {
  const list = find("problems");
  list.textContent = "";
  for (const problem of shown.problems) {
    const item = element("li");
    item.append(element("span", "place", `${problem.line}:${problem.column} `), problem.message);
    if (problem.help) item.append(element("div", "", problem.help));
    if (problem.code !== "internal") item.append(explained(problem.code));
    list.append(item);
  }
}

function drawMarks() {
  const lines = program.value.split("\n");
  numbers.textContent = lines.map((_, index) => index + 1).join("\n");
  marks.textContent = "";
  const problems = shown && shown.program === program.value ? shown.problems : [];
  lines.forEach((text, index) => {
    const row = element("span", lit.python.has(index + 1) ? "row lit" : "row");
    const problem = problems.find((one) => one.line === index + 1);
    if (problem) {
      const letters = [...text];
      const end = problem.last_line === problem.line ? Math.max(problem.last_column, problem.column + 1) : letters.length + 1;
      row.append(letters.slice(0, problem.column - 1).join(""), element("span", "wrong", letters.slice(problem.column - 1, end - 1).join("") || " "), letters.slice(end - 1).join(""));
    } else {
      // Lines as they were when they were last translated keep their colours.
      const parts = shown?.python_parts[index];
      row.append(coded(text || " ", parts?.map((part) => part.text).join("") === text && text ? parts : undefined));
    }
    marks.append(row);
  });
  scroll();
}

function scroll() {
  marks.scrollTop = program.scrollTop;
  marks.scrollLeft = program.scrollLeft;
  numbers.scrollTop = program.scrollTop;
}

// Lights up one line of Python and its lines of Rust.
function light(line, isFromRust) {
  if (!shown || shown.rust === null || shown.program !== program.value) line = null;
  lit = { python: new Set(line ? [line] : []), rust: new Set() };
  let first = null;
  for (const row of rust.children) {
    const is = line !== null && shown.line_map[row.dataset.line - 1] === line;
    row.classList.toggle("lit", is);
    if (is) first ??= row;
  }
  if (first && !isFromRust) first.scrollIntoView({ block: "nearest" });
  drawMarks();
}

const caretLine = () => program.value.slice(0, program.selectionStart).split("\n").length;

async function runBoth() {
  const button = find("run"), verdict = find("verdict");
  button.disabled = true;
  verdict.className = "";
  verdict.textContent = say("running");
  for (const side of ["python", "rust"]) find(`${side}-output`).textContent = "";
  try {
    const answer = await ask("run", { program: program.value, stdin: find("stdin").value, closures: find("closures").value });
    verdict.textContent = answer.agreement ? say(answer.agreement) : answer.failure ?? say("refused");
    if (answer.difference) verdict.textContent += ` (${answer.difference})`;
    verdict.className = answer.agreement ?? "";
    for (const side of ["python", "rust"]) showRun(find(`${side}-output`), answer[side]);
  } catch (error) {
    verdict.textContent = error instanceof TypeError ? say("unreachable") : error.message;
  } finally {
    button.disabled = false;
  }
}

function showRun(place, ran) {
  if (!ran) return;
  place.append(ran.stdout);
  if (ran.stderr) place.append(element("span", "error", ran.stderr));
  place.append(element("span", "end", `\n${ran.limit ?? ran.ending} · ${ran.milliseconds} ms`));
}

// A program in a link: packed, so that links stay short.
async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function unpacked(code) {
  const bytes = Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}

async function share() {
  location.hash = `code=${await packed(program.value)}`;
  await navigator.clipboard?.writeText(location.href);
  find("state").textContent = say("copied");
}

function changed() {
  find("example").value = "";
  drawMarks();
  clearTimeout(changed.timer);
  changed.timer = setTimeout(translate, 60);
}

function put(text) {
  program.value = text;
  drawMarks();
  translate();
}

async function begin() {
  speak(navigator.language?.startsWith("ru") ? "ru" : "en");
  examples = await (await fetch("examples")).json();
  examples.forEach((example, index) => find("example").append(new Option(example.title, index)));
  const code = location.hash.match(/^#code=(.+)$/)?.[1];
  if (code) {
    put(await unpacked(code).catch(() => ""));
  } else {
    find("example").value = 0;
    put(examples[0].program);
  }
}

let leaving = false;
program.addEventListener("input", changed);
program.addEventListener("scroll", scroll);
program.addEventListener("keydown", (event) => {
  if (event.key === "Escape") leaving = true;
  else if (event.key === "Tab" && !event.shiftKey && !leaving) {
    event.preventDefault();
    program.setRangeText("    ", program.selectionStart, program.selectionEnd, "end");
    changed();
  } else if (event.key !== "Tab") leaving = false;
});
for (const kind of ["keyup", "click"]) program.addEventListener(kind, () => light(caretLine(), false));
rust.addEventListener("mouseover", (event) => {
  const row = event.target.closest(".row");
  if (row) light(shown.line_map[row.dataset.line - 1] ?? null, true);
});
rust.addEventListener("mouseleave", () => light(null, true));
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    runBoth();
  }
});
find("run").addEventListener("click", runBoth);
find("share").addEventListener("click", share);
find("closures").addEventListener("change", translate);
find("language").addEventListener("change", (event) => speak(event.target.value));
find("example").addEventListener("change", (event) => {
  if (event.target.value !== "") put(examples[event.target.value].program);
});
window.addEventListener("hashchange", async () => {
  const code = location.hash.match(/^#code=(.+)$/)?.[1];
  const text = code && await unpacked(code).catch(() => null);
  if (text && text !== program.value) put(text);
});
begin();
