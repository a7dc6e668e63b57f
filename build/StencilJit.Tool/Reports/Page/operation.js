/* The page of a micro-op. */

function showOperation(root, set, operation, placement, target) {
    const choices = placements(operation);
    const chosen = choices.includes(placement) ? placement : plainest(operation);
    const names = targets(set).length > 1 ? [...targets(set), 'all'] : targets(set);
    preference.target = names.includes(target) ? target : preferredTarget(set);
    const shown = operation.stencils.filter(stencil => stencil.placement === chosen && (preference.target === 'all' || stencil.target === preference.target));
    const messages = liveMessages(set, operation);
    root.replaceChildren(
        h('p', { class: 'trail' }, h('a', { href: '#/' }, set.name), ` / ${operation.source}`),
        h('h1', { class: 'name', tabindex: -1 }, operation.name),
        operation.documentation ? h('p', { class: 'lead' }, operation.documentation) : null,
        h('div', { class: 'choices' },
            tabs('Placement', choices, chosen, name => address('op', set.id, operation.name, name, preference.target)),
            tabs('Target', names, preference.target, name => address('op', set.id, operation.name, chosen, name))),
        h('div', { class: 'sides' },
            h('section', { 'aria-label': 'C source' }, h('h2', null, 'C'),
                operation.text.length ? scroller('C source', sourceView(operation, messages)) : h('p', { class: 'notice' }, operation.family === 'toolchain' ? 'The toolchain makes this one itself; it has no C text.' : 'The C file was not at hand when this page was made.')),
            h('section', { id: 'code', class: 'result', 'aria-label': 'Machine code', role: 'tabpanel' }, shown.length ? shown.map(stencil => stencilView(set, operation, stencil)) : h('p', { class: 'notice' }, `There is no ${chosen} on ${preference.target}.`)),
            h('section', { 'aria-label': 'Sizes' }, sizesTable(set, operation, chosen))),
        neighbours(set, operation));
    return `${operation.name} ${chosen}`;
}

function stencilView(set, operation, stencil) {
    const facts = stencil.code.facts;
    const change = set.diff?.changes.find(each => each.operation === operation.name && each.placement === stencil.placement && each.target === stencil.target);
    return h('section', { class: 'stencil', 'aria-label': stencil.target },
        h('h2', null, stencil.target, h('span', { class: 'facts' }, [stencil.placement, count(facts.bytes, 'byte'), count(facts.instructions, 'instruction'), stencil.kind].join(' · '))),
        assemblyView(stencil),
        change ? [h('p', { class: 'changed' }, `${kindText(change.kind)} against ${set.diff.before}: `, changeText(change), estimate(change), '. ', h('a', { href: changeAddress(set, change) }, 'The change')), sideBySide(set, change)] : null,
        patchTable(stencil),
        h('dl', { class: 'details' }, details(stencil).map(([name, value]) => [h('dt', null, name), h('dd', null, value)])));
}

function patchTable(stencil) {
    if (stencil.code.holes.length === 0)
        return null;
    const rows = stencil.code.holes.map(readPatch).map(patch => h('tr', { tabindex: 0, 'data-ref': patch.value },
        h('td', { class: 'number' }, patch.offset.toString(16).padStart(2, '0')), h('td', null, h('span', { class: 'hole' }, patch.value)), h('td', null, patch.meaning), h('td', { class: 'quiet' }, patch.field)));
    return scroller(`Holes of ${stencil.placement} on ${stencil.target}`, h('table', { class: 'patches' },
        h('thead', null, h('tr', null, ['at', 'hole', 'meaning', 'field'].map(name => h('th', { scope: 'col' }, name)))), h('tbody', null, rows)));
}

function details(stencil) {
    const facts = stencil.code.facts;
    const control = [facts.branches ? count(facts.branches, 'branch', 'branches') : '', facts.calls ? count(facts.calls, 'call') : '', facts.usesStack ? 'uses the stack' : ''].filter(Boolean);
    return [
        ['Registers', stencil.code.registers.map(registerText).join(' ')],
        ['Any of', stencil.pool.join(' ')],
        ['Holes', stencil.holes.join(', ')],
        ['Reads', facts.reads.join(' ')],
        ['Writes', facts.writes.join(' ')],
        ['Control', control.join(', ')],
        ...stencil.data.map(data => [`data+${data.offset}`, data.bytes]),
    ].filter(([, value]) => value !== '');
}

/** The result may take an operand's place. */
function registerText({ name, register, access }) {
    return `${name}=${access === 'Update' ? 'result=' : ''}${register}`;
}

/** The sizes of all placements side by side. */
function sizesTable(set, operation, chosen) {
    const names = targets(set);
    return [h('h2', null, 'Sizes', h('span', { class: 'facts' }, 'bytes')), scroller('Sizes of all placements', h('table', { class: 'sizes' },
        h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'placement'), names.map(name => h('th', { scope: 'col', class: 'number' }, name)))),
        h('tbody', null, placements(operation).map(placement => h('tr', { class: placement === chosen ? 'chosen' : null },
            h('th', { scope: 'row' }, h('a', { href: address('op', set.id, operation.name, placement, preference.target) }, placement)),
            names.map(name => {
                const stencil = operation.stencils.find(each => each.placement === placement && each.target === name);
                return h('td', { class: 'number' }, stencil ? bytesOf(stencil) : '–');
            }))))))];
}

function neighbours(set, operation) {
    const index = set.operations.indexOf(operation);
    const link = (other, relation, text) => other ? h('a', { href: address('op', set.id, other.name), rel: relation }, text) : h('span', null);
    const [before, after] = [set.operations[index - 1], set.operations[index + 1]];
    return h('nav', { class: 'neighbours', 'aria-label': 'Micro-ops beside this one' }, link(before, 'prev', `← ${before?.name}`), link(after, 'next', `${after?.name} →`));
}

/** Messages about lines that are shown; a report has none. */
function liveMessages(set, operation) {
    const file = operation.source.split(':')[0];
    return (data.messages ?? []).filter(message => message.set === set.id && message.file === file);
}
