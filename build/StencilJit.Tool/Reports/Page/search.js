/* Search in names, texts and placements. Every word must be found; names count most. */

const mostResults = 40;

function find(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0)
        return [];
    const found = [];
    for (const set of data.sets)
        for (const operation of set.operations) {
            const own = placements(operation);
            const scores = words.map(word => score(word, set, operation, own));
            if (!scores.includes(0))
                found.push({ set, operation, placement: own.find(placement => words.includes(placement)) ?? null, score: scores.reduce((a, b) => a + b) });
        }
    return found.toSorted((a, b) => b.score - a.score || a.operation.name.length - b.operation.name.length || (a.operation.name < b.operation.name ? -1 : 1));
}

function score(word, set, operation, own) {
    const name = operation.name.toLowerCase();
    if (name === word)
        return 16;
    if (name.startsWith(word))
        return 8;
    if (name.includes(word))
        return 4;
    if (own.includes(word))
        return 2;
    return operation.documentation.toLowerCase().includes(word) || operation.family === word || set.name === word ? 1 : 0;
}

function startSearch() {
    const input = byId('search');
    const list = byId('results');
    let active = -1;

    const close = () => {
        list.hidden = true;
        active = -1;
        input.setAttribute('aria-expanded', 'false');
        input.removeAttribute('aria-activedescendant');
    };
    const mark = index => {
        const options = list.querySelectorAll('[role=option]');
        if (options.length === 0)
            return;
        active = (index + options.length) % options.length;
        options.forEach((option, number) => option.setAttribute('aria-selected', String(number === active)));
        options[active].scrollIntoView({ block: 'nearest' });
        input.setAttribute('aria-activedescendant', options[active].id);
    };
    const open = option => {
        input.value = '';
        close();
        go(option.dataset.href, 'h1');
    };
    const update = () => {
        const found = find(input.value);
        if (input.value.trim() === '') {
            close();
            return;
        }
        list.replaceChildren(...found.slice(0, mostResults).map((result, index) => h('li', {
            role: 'option', id: `result-${index}`, 'aria-selected': 'false', 'data-href': address(...['op', result.set.id, result.operation.name, result.placement].filter(part => part !== null)),
            onpointerdown: event => {
                event.preventDefault();
                open(event.currentTarget);
            },
        }, h('span', { class: 'found' }, result.operation.name), h('span', { class: 'quiet' }, `${result.set.name}${result.placement ? ` ${result.placement}` : ''}`), h('span', { class: 'about' }, result.operation.documentation))));
        if (found.length === 0)
            list.append(h('li', { class: 'quiet' }, 'Nothing found.'));
        if (found.length > mostResults)
            list.append(h('li', { class: 'quiet' }, `and ${found.length - mostResults} more`));
        list.hidden = false;
        input.setAttribute('aria-expanded', 'true');
        mark(0);
    };

    input.addEventListener('input', update);
    input.addEventListener('focus', update);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', event => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
            mark(active + (event.key === 'ArrowDown' ? 1 : -1));
        else if (event.key === 'Enter' && active >= 0)
            open(list.querySelectorAll('[role=option]')[active]);
        else if (event.key === 'Escape' && !list.hidden)
            close();
        else if (event.key === 'Escape') {
            input.value = '';
            byId('main').focus({ preventScroll: true });
        } else
            return;
        event.preventDefault();
    });
    document.addEventListener('keydown', event => {
        if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && document.activeElement !== input) {
            event.preventDefault();
            input.focus();
            input.select();
        }
    });
}
