// Everything works without this file; with it, less clicking. No dependency, no inline style, nothing stored.
(() => {
  'use strict';

  const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // The summary of errors takes the focus, so that it is read first; native bubbles would hide it.
  each('form[method="post"]', form => { form.noValidate = true; });
  document.querySelector('.error-summary')?.focus();
  document.addEventListener('click', event => {
    const link = event.target.closest('.error-summary a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) {
      event.preventDefault();
      field.scrollIntoView({ block: 'center' });
      field.focus({ preventScroll: true });
    }
  });

  // A status that was in the page from the start is not announced: put it again once the page is read.
  each('[data-status]', region => {
    const said = [...region.childNodes];
    if (region.textContent.trim()) {
      setTimeout(() => { region.replaceChildren(); requestAnimationFrame(() => region.replaceChildren(...said)); }, 400);
    }
  });

  // Sent once: a second press while the first travels does nothing.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'true';
    event.submitter?.setAttribute('aria-disabled', 'true');
    if ('download' in form.dataset) {
      // A file comes and the page stays: it may be asked for again.
      setTimeout(() => { delete form.dataset.sent; event.submitter?.removeAttribute('aria-disabled'); }, 5000);
    }
  });
  window.addEventListener('pageshow', () => {
    each('form[data-sent]', form => { delete form.dataset.sent; });
    each('[aria-disabled="true"]', button => button.removeAttribute('aria-disabled'));
  });

  // <select data-submit>: the choice is enough; the button beside it is then hidden.
  each('select[data-submit]', select => {
    const form = select.form;
    form?.querySelectorAll('[data-submit-fallback]').forEach(button => { button.hidden = true; });
    // With the keyboard, arrows change the value at each press: wait until the field is left or Enter is pressed.
    let keys = false;
    select.addEventListener('keydown', event => { keys = event.key !== 'Enter'; });
    select.addEventListener('pointerdown', () => { keys = false; });
    select.addEventListener('change', () => { if (!keys) { form.requestSubmit(); } else { select.dataset.changed = 'true'; } });
    select.addEventListener('blur', () => { if (select.dataset.changed) { form.requestSubmit(); } });
  });

  // Filter as one types, on the rows that are in the page.
  each('[data-filter]', box => {
    const holder = box.closest('.table');
    const bar = box.closest('.table-filter');
    const rows = [...holder.querySelectorAll('tbody tr')];
    const texts = rows.map(row => fold(row.textContent));
    bar.hidden = false;
    box.addEventListener('input', () => {
      const words = fold(box.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, at) => {
        row.hidden = !words.every(word => texts[at].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      bar.querySelector('[role="status"]').textContent = words.length === 0 ? '' :
        shown === 0 ? 'Aucune ligne ne correspond' : `${shown}\u00A0${shown === 1 ? 'ligne' : 'lignes'} sur\u00A0${rows.length}`;
    });
  });

  // The same for a list, such as the bodies of the switcher; Enter still searches all of them.
  each('[data-filter-list]', box => {
    const items = [...box.closest('.menu-panel').querySelectorAll('li')];
    box.addEventListener('input', () => {
      const wanted = fold(box.value.trim());
      items.forEach(item => { item.hidden = !fold(item.textContent).includes(wanted); });
    });
  });

  // Stacked tables lose their roles where a browser follows display; and cells without label take their heading's.
  each('.table.stack table', table => {
    // A heading for screen readers only ("Acte") is no word to show before a button.
    const headings = [...table.querySelectorAll('thead th')].map(th => th.querySelector(':scope > .sr:only-child') ? '' : th.textContent.trim());
    table.setAttribute('role', 'table');
    table.querySelectorAll('thead, tbody').forEach(part => part.setAttribute('role', 'rowgroup'));
    table.querySelectorAll('tr').forEach(row => {
      row.setAttribute('role', 'row');
      [...row.cells].forEach((cell, at) => {
        cell.setAttribute('role', cell.tagName === 'TD' ? 'cell' : cell.closest('thead') ? 'columnheader' : 'rowheader');
        if (cell.tagName === 'TD' && !cell.dataset.label && headings[at] && (cell.childElementCount || cell.textContent.trim())) {
          cell.dataset.label = headings[at];
        }
      });
    });
  });

  // The tab that one is on is in sight, also where the tabs do not fit.
  const showTab = () => each('.tabs [aria-current="page"]', tab => {
    const list = tab.closest('ul');
    list.scrollLeft = tab.offsetLeft - list.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
  });
  showTab();
  window.addEventListener('resize', showTab);

  // On the map, arrows go to the nearest commune in their direction; Tab still goes through all, in the order of names.
  each('svg[data-places]', map => {
    const middle = place => {
      const box = place.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];
    };
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    map.addEventListener('keydown', event => {
      const way = ways[event.key];
      const from = event.target.closest('a');
      if (!way || !from || event.altKey || event.ctrlKey || event.metaKey) {
        return;
      }
      event.preventDefault();
      const [x, y] = middle(from);
      let [best, least] = [null, Infinity];
      map.querySelectorAll('a').forEach(place => {
        const [dx, dy] = [middle(place)[0] - x, middle(place)[1] - y];
        const along = dx * way[0] + dy * way[1];
        const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
        if (place !== from && along > 1 && along + 2 * aside < least) {
          [best, least] = [place, along + 2 * aside];
        }
      });
      best?.focus();
    });
  });

  // What takes seconds says so at once, and can be stopped: nothing is written before the end.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.dataset.working || event.defaultPrevented) {
      return;
    }
    const box = document.createElement('div');
    box.className = 'working';
    const [text, bar, stop] = [document.createElement('p'), document.createElement('progress'), document.createElement('button')];
    const began = Date.now();
    let far = '';
    const say = () => { text.textContent = `${form.dataset.working} ${far || `${Math.round((Date.now() - began) / 1000)}\u00a0s`}`; };
    // Where the service tells how far it is, rows are shown; otherwise the seconds alone.
    const ask = async () => {
      const answer = await fetch(form.dataset.progress).catch(() => null);
      const told = answer?.ok ? await answer.json() : null;
      if (told?.total > 0) {
        [bar.max, bar.value] = [told.total, told.done];
        far = `Lignes ${told.step === 'Writing' ? 'prêtes' : 'examinées'}\u00a0: ${told.done.toLocaleString('fr')} sur ${told.total.toLocaleString('fr')}.`;
      }
    };
    text.setAttribute('role', 'status');
    text.textContent = form.dataset.working;
    bar.setAttribute('aria-label', form.dataset.working);
    [stop.type, stop.className, stop.textContent] = ['button', 'button small', 'Arrêter'];
    box.append(text, bar, stop);
    form.after(box);
    box.scrollIntoView({ block: 'nearest' });
    let ticking = setTimeout(async function tick() {
      if (form.dataset.progress) {
        await ask();
      }
      if (ticking && Date.now() - began > 1500) {
        text.removeAttribute('role');
        say();
      }
      ticking &&= setTimeout(tick, 700);
    }, 700);
    const end = () => {
      clearTimeout(ticking);
      ticking = 0;
      box.remove();
      delete form.dataset.sent;
      form.querySelectorAll('[aria-disabled="true"]').forEach(button => button.removeAttribute('aria-disabled'));
    };
    stop.addEventListener('click', () => { window.stop(); end(); form.querySelector('[type="submit"]')?.focus(); });
    window.addEventListener('pageshow', end, { once: true });
  });

  // Cells copied in a spreadsheet and pasted anywhere but in a field go to the import, which shows first what they would change.
  each('form[data-paste]', form => {
    each('[data-paste-hint]', hint => { hint.hidden = false; });
    document.addEventListener('paste', event => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (event.target.closest('input:not([type="checkbox"]), textarea, [contenteditable]') || !/[\t\n]./.test(text)) {
        return;
      }
      event.preventDefault();
      form.querySelector('textarea').value = text;
      form.requestSubmit();
    });
  });

  // Arrow keys in the grid: one tab stop, then up, down, left, right, Home, End; Enter opens the row's link.
  each('table[data-grid]', table => {
    const cellsOf = row => [...row.cells];
    const bodyRows = () => [...table.tBodies[0].rows].filter(row => !row.hidden);
    let current = table.tBodies[0]?.rows[0]?.cells[0];
    if (!current) {
      return;
    }
    table.tBodies[0].querySelectorAll('a:not(.grid-note a)').forEach(link => { link.tabIndex = -1; });
    table.closest('.table-scroll').removeAttribute('tabindex');
    current.tabIndex = 0;
    const go = cell => {
      if (!cell) {
        return;
      }
      current.tabIndex = -1;
      current = cell;
      current.tabIndex = 0;
      current.focus({ preventScroll: true });
      current.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };
    table.addEventListener('click', event => {
      const cell = event.target.closest('tbody td, tbody th');
      if (cell && !event.target.closest('a, button, input, .grid-note')) {
        go(cell);
      }
    });
    table.addEventListener('keydown', event => {
      const cell = event.target.closest('tbody td, tbody th');
      if (!cell || event.target !== cell || event.altKey || event.ctrlKey && !['Home', 'End'].includes(event.key)) {
        return;
      }
      const rows = bodyRows();
      const row = rows.indexOf(cell.parentElement);
      const column = cell.cellIndex;
      // A row that is not shared has one wide cell.
      const at = other => other && (other.cells[column] ?? other.cells[other.cells.length - 1]);
      const target = {
        ArrowRight: () => cellsOf(rows[row])[column + 1],
        ArrowLeft: () => cellsOf(rows[row])[column - 1],
        ArrowDown: () => at(rows[row + 1]),
        ArrowUp: () => at(rows[row - 1]),
        PageDown: () => at(rows[Math.min(row + 10, rows.length - 1)]),
        PageUp: () => at(rows[Math.max(row - 10, 0)]),
        Home: () => event.ctrlKey ? rows[0].cells[0] : cellsOf(rows[row])[0],
        End: () => event.ctrlKey ? cellsOf(rows[rows.length - 1]).at(-1) : cellsOf(rows[row]).at(-1),
      }[event.key];
      if (target) {
        event.preventDefault();
        go(target());
      } else if (event.key === 'Enter') {
        (cell.querySelector('a') ?? rows[row].querySelector('a'))?.click();
      } else if (event.key === 'n') {
        // The follow-up notes of the commune, in the grid.
        rows[row].querySelector('a.note-mark')?.click();
      }
    });
    // After a filter the tab stop must be on a row that is shown.
    table.closest('.table').querySelector('[data-filter]')?.addEventListener('input', () => {
      if (current.parentElement.hidden && bodyRows().length > 0) {
        current.tabIndex = -1;
        current = bodyRows()[0].cells[0];
        current.tabIndex = 0;
      }
    });
  });

  // Menus close with Escape or a press elsewhere.
  document.addEventListener('click', event => {
    each('details.menu[open]', menu => { if (!menu.contains(event.target)) { menu.open = false; } });
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      each('details.menu[open]', menu => {
        menu.open = false;
        if (menu.contains(document.activeElement)) {
          menu.querySelector('summary').focus();
        }
      });
    }
  });

  // Browsers that fold <details> without ::details-content need it open where the menu stands at the side.
  if (!CSS.supports('selector(::details-content)')) {
    const wide = matchMedia('(min-width: 62.01em)');
    const follow = () => each('[data-side]', menu => { menu.open = wide.matches; });
    wide.addEventListener('change', follow);
    follow();
  }

  // Confirmation: the panel that unfolds without script opens as a dialog, inside the same form.
  each('details.confirm', details => {
    const panel = details.querySelector('.confirm-panel');
    const dialog = document.createElement('dialog');
    if (!panel || !dialog.showModal) {
      return;
    }
    panel.querySelector('[data-close]').hidden = false;
    dialog.setAttribute('aria-labelledby', panel.getAttribute('aria-labelledby'));
    dialog.append(panel);
    details.after(dialog);
    panel.removeAttribute('role');
    panel.removeAttribute('aria-labelledby');
    const summary = details.querySelector('summary');
    summary.setAttribute('role', 'button');
    summary.setAttribute('aria-haspopup', 'dialog');
    summary.addEventListener('click', event => {
      event.preventDefault();
      dialog.showModal();
      panel.querySelector('[data-close]').focus();
    });
    dialog.addEventListener('click', event => {
      if (event.target === dialog || event.target.closest('[data-close]')) {
        dialog.close();
      }
    });
    dialog.addEventListener('close', () => summary.focus());
  });

  // Passwords may be read back before sending.
  each('.field input[type="password"]', input => {
    const wrap = document.createElement('span');
    const button = document.createElement('button');
    const label = document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.firstChild?.textContent.trim() ?? '';
    const tell = () => {
      const hidden = input.type === 'password';
      button.textContent = hidden ? 'Afficher' : 'Masquer';
      button.setAttribute('aria-label', `${button.textContent} ${label}`.trim());
    };
    wrap.className = 'reveal';
    button.type = 'button';
    input.replaceWith(wrap);
    wrap.append(input, button);
    button.addEventListener('click', () => { input.type = input.type === 'password' ? 'text' : 'password'; tell(); });
    input.form?.addEventListener('submit', () => { input.type = 'password'; });
    tell();
  });

  // What was typed is not lost by leaving by mistake.
  each('form[data-guard]', form => {
    let typed = false;
    form.addEventListener('input', () => { typed = true; });
    form.addEventListener('submit', () => { typed = false; });
    window.addEventListener('beforeunload', event => { if (typed) { event.preventDefault(); } });
  });

  each('[data-print]', button => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });
})();
