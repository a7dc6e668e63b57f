/* The page of one change: both assemblies side by side. Signs stand beside the colours. */

function kindText(kind) {
    return kind.replace(/(?<!^)[A-Z]/g, ' $&').replace(/^./, letter => letter.toUpperCase()).replace(/ ([A-Z])/g, text => text.toLowerCase());
}

function signed(number) {
    return number === 0 ? '0' : number < 0 ? `−${-number}` : `+${number}`;
}

function changeText(change) {
    const delta = (change.bytesAfter ?? 0) - (change.bytesBefore ?? 0);
    return [h('span', { class: delta < 0 ? 'less' : delta > 0 ? 'more' : null }, `${change.bytesBefore ?? '–'} → ${change.bytesAfter ?? '–'} bytes (${signed(delta)})`)];
}

function showChange(root, set, change) {
    const changes = set.diff.changes;
    const index = changes.indexOf(change);
    const link = (other, relation, text) => other ? h('a', { href: changeAddress(set, other), rel: relation }, text) : h('span', null);
    const [before, after] = [changes[index - 1], changes[index + 1]];
    root.replaceChildren(
        h('p', { class: 'trail' }, h('a', { href: '#/changes' }, 'Changes'), ` / ${index + 1} of ${changes.length}`),
        h('h1', { class: 'name', tabindex: -1 }, change.operation, ' ', h('span', { class: 'quiet' }, change.placement)),
        h('p', { class: 'lead' }, `${change.target}: ${kindText(change.kind).toLowerCase()}, `, changeText(change), estimate(change), '. ',
            findOperation(set, change.operation) ? h('a', { href: address('op', set.id, change.operation, change.placement, change.target) }, 'The stencil as it is') : null),
        change.notes.length ? h('ul', { class: 'notes' }, change.notes.map(note => h('li', null, note))) : null,
        sideBySide(set, change),
        h('nav', { class: 'neighbours', 'aria-label': 'Changes beside this one' },
            link(before, 'prev', `← ${before?.operation} ${before?.placement}`), link(after, 'next', `${after?.operation} ${after?.placement} →`)));
    return `${change.operation} ${change.placement} changed`;
}

function changeAddress(set, change) {
    return address('changes', set.id, change.operation, change.placement, change.target);
}

function estimate(change) {
    const cycles = value => value ? value.cycles.toFixed(1) : '–';
    return change.estimateBefore || change.estimateAfter
        ? `; estimated cycles ${cycles(change.estimateBefore)} → ${cycles(change.estimateAfter)}` : '';
}

function sideBySide(set, change) {
    const cell = (text, sign, kind, name) => h('td', { class: text === undefined ? 'none' : kind },
        text === undefined ? null : [h('span', { class: 'sign', role: name && 'img', 'aria-label': name }, sign), h('code', null, operandsText(text))]);
    const rows = change.lines.map(line => h('tr', { class: line.isSame ? 'same' : null },
        cell(line.before, line.isSame ? ' ' : '−', line.isSame ? null : 'gone', line.isSame ? null : 'removed'),
        cell(line.after, line.isSame ? ' ' : '+', line.isSame ? null : 'new', line.isSame ? null : 'added')));
    return scroller(`Machine code before and after on ${change.target}`, h('table', { class: 'beside' },
        h('thead', null, h('tr', null, h('th', { scope: 'col' }, set.diff.before), h('th', { scope: 'col' }, set.diff.after))),
        h('tbody', null, rows)));
}
