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

  // Folded lines of earlier snippets.
  function unfold(panes) {
    for (const line of all('.ln.earlier', panes)) line.hidden = false;
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
    });
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
