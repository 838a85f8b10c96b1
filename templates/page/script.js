'use strict';
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = JSON.parse(document.getElementById('words').textContent);
  const status = document.getElementById('status');
  const root = document.documentElement;
  const kept = {
    get: key => { try { return localStorage.getItem('adder-' + key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem('adder-' + key, value); } catch { /* a page from a file may not keep anything */ } },
  };
  const say = key => words[root.lang][key];

  // Language and theme.
  function speak(language) {
    root.lang = language;
    for (const node of all('[data-say]')) node.textContent = say(node.dataset.say);
    for (const node of all('[data-label]')) {
      node.setAttribute('aria-label', say(node.dataset.label));
      node.title = say(node.dataset.label);
    }
    for (const button of all('[data-language]')) button.setAttribute('aria-pressed', button.dataset.language === language);
    document.dispatchEvent(new Event('adder-language'));
  }
  for (const button of all('[data-language]')) {
    button.addEventListener('click', () => { kept.set('language', button.dataset.language); speak(button.dataset.language); });
  }
  if (words[kept.get('language')] && kept.get('language') !== root.lang) speak(kept.get('language'));
  const theme = kept.get('theme');
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  document.getElementById('theme').addEventListener('click', () => {
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    kept.set('theme', root.dataset.theme);
  });

  // Lines that belong together.
  const keys = line => (line.dataset.p || '').split(' ').filter(Boolean);
  const lines = pane => all('.ln[data-p]', pane).filter(line => !line.hidden);
  function family(line) {
    const wanted = new Set(keys(line));
    if (line.closest('.rs') && !wanted.size) return [line];
    return all('.ln', line.closest('.panes')).filter(other => other === line || keys(other).some(key => wanted.has(key)));
  }
  function light(line, mark) {
    dim(mark);
    if (line) for (const other of family(line)) other.classList.add(mark);
  }
  function dim(mark) { for (const line of all('.ln.' + mark)) line.classList.remove(mark); }
  function choose(line, told) {
    light(line, 'on');
    const link = line.querySelector('.no');
    if (link) {
      for (const other of all('.no[tabindex="0"]', line.closest('.pane'))) other.tabIndex = -1;
      link.tabIndex = 0;
    }
    if (told) tell(line);
  }
  function tell(line) {
    const others = family(line).filter(other => other.closest('.pane') !== line.closest('.pane'));
    const numbers = others.map(other => other.querySelector('.no').textContent).join(', ');
    const isPython = Boolean(line.closest('.py'));
    status.textContent = numbers ? `${say('line')} ${line.querySelector('.no').textContent} ${say(isPython ? 'became' : 'came_from')} ${numbers}` : '';
  }
  for (const panes of all('.panes')) {
    panes.addEventListener('mouseover', event => {
      const line = event.target.closest('.ln[data-p]');
      if (line) light(line, 'lit');
    });
    panes.addEventListener('mouseleave', () => dim('lit'));
    panes.addEventListener('focusin', event => {
      const line = event.target.closest('.ln[data-p]');
      if (line && event.target.matches('.no')) { light(line, 'lit'); tell(line); }
    });
    panes.addEventListener('focusout', () => dim('lit'));
    panes.addEventListener('click', event => {
      if (event.target.closest('button') || String(getSelection())) return;
      const line = event.target.closest('.ln[data-p]');
      if (!line) return;
      event.preventDefault();
      const link = line.querySelector('.no');
      const isChosen = line.classList.contains('on') && event.detail > 0 && !event.target.closest('.no');
      if (isChosen) { dim('on'); return; }
      choose(line, true);
      link.focus({ preventScroll: true });
      history.replaceState(null, '', link.getAttribute('href'));
      bring(line);
    });
  }
  /** Scrolls the other side's lines into view, if they are not. */
  function bring(line) {
    const other = family(line).find(one => one.closest('.pane') !== line.closest('.pane') && one.offsetParent);
    if (!other) return;
    const place = other.getBoundingClientRect();
    if (place.top < 0 || place.bottom > innerHeight) {
      const own = line.getBoundingClientRect();
      const fits = Math.abs(place.top - own.top) < innerHeight * .7;
      if (fits) other.scrollIntoView({ block: 'nearest' });
    }
  }

  // Deep links: #s2-l5 is line 5 of snippet 2, #s2-r12 line 12 of its Rust.
  function follow() {
    const place = /^#s(\d+)-([lr])(\d+)$/.exec(location.hash);
    if (!place) return;
    const [, snippet, side, number] = place;
    const section = document.getElementById('s' + snippet);
    const panes = section && all('.panes', section).find(one => !one.hidden);
    if (!panes) return;
    const line = all(side === 'l' ? '.py .ln' : '.rs .ln[data-r]', panes).find(one => one.querySelector('.no').textContent === number);
    if (!line) return;
    if (line.hidden) unfold(panes);
    choose(line, false);
    line.scrollIntoView({ block: 'center' });
  }
  addEventListener('hashchange', follow);
  follow();

  // Folded lines.
  function unfold(panes) {
    for (const line of all('.ln.aside', panes)) line.hidden = false;
    for (const fold of all('.fold', panes)) fold.remove();
  }
  for (const button of all('[data-unfold]')) button.addEventListener('click', () => unfold(button.closest('.panes')));

  // Reasons.
  function ask(button, isOpen) {
    button.setAttribute('aria-expanded', isOpen);
    document.getElementById(button.getAttribute('aria-controls')).hidden = !isOpen;
  }
  for (const button of all('.why')) button.addEventListener('click', () => ask(button, button.getAttribute('aria-expanded') !== 'true'));

  // Dresses of closures.
  for (const button of all('.dress button')) {
    button.addEventListener('click', () => {
      const section = button.closest('.snippet');
      for (const other of all('.dress button', section)) other.setAttribute('aria-pressed', other === button);
      for (const panes of all('.panes', section)) panes.hidden = panes.dataset.dress !== button.dataset.dress;
      for (const table of all('[data-of-dress]', section)) table.hidden = table.dataset.ofDress !== button.dataset.dress;
      dim('on');
      dim('lit');
      section.dispatchEvent(new Event('adder-dress'));
    });
  }

  // A run, replayed.
  const make = (tag, className, ...content) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...content.filter(one => one !== null && one !== undefined));
    return node;
  };
  const code = text => make('code', '', text);
  /** A value as Rust writes it, where the two differ only in their looks. */
  function inRust(value) {
    if (value === 'True' || value === 'False') return value.toLowerCase();
    if (/^-?[0-9.]+$/.test(value) || value === 'None') return value;
    const text = /^'([^'"\\\\]*)'$/.exec(value);
    return text ? `"${text[1]}"` : null;
  }
  function stage(details) {
    const run = JSON.parse(details.querySelector('script').textContent);
    const place = details.querySelector('.stage');
    const section = details.closest('.snippet');
    const last = run.steps.length - 1;
    const began = run.steps[0].printed;
    let now = 0;
    const button = (sign, key, target) => {
      const made = make('button', '', sign);
      made.type = 'button';
      made.dataset.step = key;
      made.addEventListener('click', () => show(target()));
      return made;
    };
    const buttons = [
      button('«', 'first_step', () => 0),
      button('‹', 'previous_step', () => now - 1),
      button('›', 'next_step', () => now + 1),
      button('»', 'last_step', () => last),
    ];
    const slider = make('input');
    slider.type = 'range';
    slider.max = last;
    slider.addEventListener('input', () => show(Number(slider.value)));
    const count = make('span', 'quiet');
    const moment = make('p', 'moment');
    moment.setAttribute('aria-live', 'polite');
    const world = make('div', 'world');
    const printed = make('div', 'printed');
    place.append(make('div', 'controls', ...buttons, slider, count), moment, world, printed);
    place.addEventListener('keydown', event => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by || event.target === slider) return;
      event.preventDefault();
      event.stopPropagation();
      show(now + by);
    });

    const isClosure = number => Object.keys(run.functions[number].cells).length > 0;
    const closureNumbers = run.functions.map((_, number) => number).filter(isClosure);
    const sign = number => make('span', 'badge', 'ƒ' + (closureNumbers.indexOf(Number(number)) + 1));
    const cellSign = number => make('span', 'badge cell', '□' + (number + 1));
    const frameName = number => {
      const frame = run.frames[number];
      return frame.name === 'module' ? say('module') : `${frame.name}(), ${say('call_of')} ${frame.call}`;
    };
    /** A shown value: functions in it become signs. */
    function value(text) {
      const shown = code('');
      for (const [index, part] of text.split(/\ue000(\d+)/).entries()) {
        if (index % 2 === 0) shown.append(part);
        else if (isClosure(part)) shown.append(sign(part));
        else shown.append(`${say('function')} ${run.functions[part].name}`);
      }
      return shown;
    }
    function changed(node, isNew) { if (isNew) node.classList.add('new'); return node; }
    function calls(step, before) {
      return step.stack.map((number, depth) => {
        const frame = run.frames[number];
        const card = make('div', 'card' + (depth === step.stack.length - 1 ? ' active' : ''));
        card.append(make('p', '', make('strong', '', frameName(number)), frame.function === null ? null : ' = ', frame.function === null ? null : sign(frame.function)));
        const list = make('dl');
        const old = before && before.stack[depth] === number ? new Map(before.locals[depth]) : null;
        for (const [name, text] of step.locals[depth]) {
          if (frame.name === 'module' && /^\ue000\d+$/.test(text) && !isClosure(text.slice(1))) continue;
          const cell = frame.cells[name];
          const shown = make('dd', '', cell === undefined ? value(text) : cellSign(cell));
          list.append(make('dt', '', code(name)), changed(shown, old && cell === undefined && old.get(name) !== text));
        }
        if (list.childElementCount) card.append(list);
        return card;
      });
    }
    function names(step, number) {
      const found = [];
      step.stack.forEach((frame, depth) => {
        for (const [name, text] of step.locals[depth]) if ([...text.matchAll(/\ue000(\d+)/g)].some(match => Number(match[1]) === number)) found.push(name);
      });
      return [...new Set(found)];
    }
    function closures(step, before) {
      return step.functions.filter(isClosure).map(number => {
        const one = run.functions[number];
        const isNew = before && !before.functions.includes(number);
        const card = make('div', 'card', make('p', '', sign(number), ' ', make('strong', '', one.name)));
        if (one.made_in !== null) card.append(make('p', 'quiet', `${say('made_in')} ${frameName(one.made_in)}`));
        const known = names(step, number);
        if (known.length) card.append(make('p', '', say('known_as') + ' ', code(known.join(', '))));
        const list = make('dl');
        for (const [name, cell] of Object.entries(one.cells)) list.append(make('dt', '', code(name)), make('dd', '', cellSign(cell)));
        card.append(list);
        return changed(card, isNew);
      });
    }
    function cells(step, before) {
      const dress = Number((all('.panes', section).find(one => !one.hidden) || { dataset: {} }).dataset.dress || 0);
      return run.cells.map((cell, number) => [cell, number]).filter(([cell, number]) => {
        const isUsed = step.functions.some(one => Object.values(run.functions[one].cells).includes(number));
        return String(number) in step.cells && (isUsed || step.stack.includes(cell.owner));
      }).map(([cell, number]) => {
        const text = step.cells[number];
        const isNew = before && before.cells[number] !== text;
        const shown = text === null ? make('span', 'quiet', say('empty')) : value(text);
        const card = make('div', 'card', make('p', '', cellSign(number), ' ', make('strong', '', cell.name), ' = ', changed(shown, isNew)));
        if (cell.owner !== null) {
          const hasEnded = !step.stack.includes(cell.owner);
          card.append(make('p', 'quiet', `${say('belongs_to')} ${frameName(cell.owner)}${hasEnded ? ', ' + say('ended') : ''}`));
        }
        const users = step.functions.filter(one => Object.values(run.functions[one].cells).includes(number));
        if (users.length) card.append(make('p', '', say('used_by') + ' ', ...users.flatMap((one, index) => (index ? [' ', sign(one)] : [sign(one)]))));
        if (cell.rust[dress]) {
          const same = text === null ? null : inRust(text);
          card.append(make('p', 'rust', say('in_rust') + ' ', code(cell.rust[dress]), same === null ? null : ' = ', same === null ? null : code(same)));
        }
        return card;
      });
    }
    function column(key, cards) {
      return make('div', '', make('h4', '', say(key)), ...(cards.length ? cards : [make('p', 'quiet', say('none_yet'))]));
    }
    function show(wanted) {
      now = Math.min(Math.max(wanted, 0), last);
      const step = run.steps[now];
      const before = now > 0 ? run.steps[now - 1] : null;
      // Not disabled: a button that has the focus would lose it.
      buttons.forEach((one, index) => one.setAttribute('aria-disabled', now === (index < 2 ? 0 : last)));
      for (const one of buttons) { one.title = say(one.dataset.step); one.setAttribute('aria-label', one.title); }
      slider.value = now;
      slider.setAttribute('aria-label', say('step'));
      count.textContent = `${say('step')} ${now + 1} ${say('of')} ${last + 1}`;
      const text = lineText(step);
      const where = `${say('line')} ${step.number}${step.at === null ? ` ${say('in_snippet')} ${step.snippet}` : ''} `;
      moment.replaceChildren(where);
      if (step.event === 'return') moment.append(`– ${run.frames[step.stack[step.stack.length - 1]].name}() ${say('gives_back')} `, value(step.returns ?? 'None'));
      else moment.append(say('runs_next'), ...(text ? [': ', code(text)] : []));
      if (now === last && run.is_cut) moment.append(' ', make('span', 'doubt', say('is_cut')));
      world.replaceChildren(column('calls', calls(step, before)), column('closures', closures(step, before)), column('cells', cells(step, before)));
      const out = [...run.stdout].slice(began, step.printed).join('');
      printed.replaceChildren(...(out ? [make('h4', 'quiet', say('printed')), make('pre', '', out)] : []));
      mark(step);
    }
    function lineText(step) {
      const own = all('.py .ln', section).find(one => step.at !== null && one.querySelector('.no').textContent === String(step.number));
      return own ? own.querySelector('code').textContent.trim() : '';
    }
    function mark(step) {
      for (const line of all('.ln.now', section)) line.classList.remove('now');
      if (!details.open || step.at === null) return;
      for (const panes of all('.panes', section)) {
        const line = all('.py .ln', panes).find(one => one.querySelector('.no').textContent === String(step.number));
        if (line) for (const other of family(line)) other.classList.add('now');
      }
    }
    details.addEventListener('toggle', () => show(now));
    document.addEventListener('adder-language', () => show(now));
    section.addEventListener('adder-dress', () => show(now));
    show(0);
  }
  for (const details of all('.run')) {
    details.addEventListener('toggle', () => stage(details), { once: true });
  }

  // Copying: the code without numbers, prompts and marks.
  for (const button of all('.copy')) {
    button.addEventListener('click', async () => {
      const codes = all(`.${button.dataset.copy} .ln > code`, button.closest('.panes'));
      const text = codes.map(code => code.textContent).join('\n') + '\n';
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = document.createElement('textarea');
        area.value = text;
        document.body.append(area);
        area.select();
        document.execCommand('copy');
        area.remove();
      }
      const label = button.querySelector('[data-say]');
      label.dataset.say = 'copied';
      label.textContent = status.textContent = say('copied');
      setTimeout(() => { label.dataset.say = 'copy'; label.textContent = say('copy'); }, 1500);
    });
  }

  // The keyboard.
  function step(from, by) {
    const own = lines(from.closest('.pane'));
    return own[own.indexOf(from) + by];
  }
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
    const focused = document.activeElement && document.activeElement.matches('.no') ? document.activeElement.closest('.ln') : null;
    const current = focused || document.querySelector('.ln.on .no[tabindex="0"]')?.closest('.ln');
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (by && (focused || !event.key.startsWith('Arrow'))) {
      const next = current ? step(current, by) || neighbour(current, by) : lines(document.querySelector('.panes:not([hidden]) .py'))[0];
      if (next) { event.preventDefault(); next.querySelector('.no').focus(); }
    } else if (focused && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const other = family(focused).find(one => one.closest('.pane') !== focused.closest('.pane'));
      if (other) { event.preventDefault(); other.querySelector('.no').focus(); }
    } else if (focused && event.key === 'w') {
      const button = family(focused).map(line => line.querySelector('.why')).find(Boolean);
      if (button) ask(button, button.getAttribute('aria-expanded') !== 'true');
    } else if (event.key === 'Escape') {
      dim('on');
      dim('lit');
      for (const button of all('.why[aria-expanded="true"]')) ask(button, false);
    }
  });
  /** Beyond the last line of a snippet the next snippet begins. */
  function neighbour(line, by) {
    const panes = all('.panes:not([hidden])');
    const side = line.closest('.py') ? '.py' : '.rs';
    const other = panes[panes.indexOf(line.closest('.panes')) + by];
    const pane = other && (other.querySelector(side) || other.querySelector('.py'));
    const found = pane ? lines(pane) : [];
    return by > 0 ? found[0] : found[found.length - 1];
  }
})();
