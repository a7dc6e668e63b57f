/* The data that the page holds, and addresses in it. */

const data = JSON.parse(byId('data').textContent);

function findSet(id) {
    return data.sets.find(set => set.id === id);
}

function findOperation(set, name) {
    return set?.operations.find(operation => operation.name === name);
}

function unique(values) {
    return [...new Set(values)];
}

function placements(operation) {
    return unique(operation.stencils.map(stencil => stencil.placement));
}

function targets(set) {
    return set.targets.map(target => target.target);
}

/** The placement that says most about the micro-op itself: with most operands in registers. */
function plainest(operation) {
    const registers = text => text.split('r').length;
    return placements(operation).toSorted((a, b) => registers(b) - registers(a))[0];
}

function address(...parts) {
    return '#/' + parts.map(encodeURIComponent).join('/');
}

function bytesOf(stencil) {
    return stencil.code.facts.bytes;
}

/** What a reader prefers stays chosen from stencil to stencil. */
const preference = { target: null };

function preferredTarget(set) {
    const names = targets(set);
    return preference.target === 'all' || names.includes(preference.target) ? preference.target : names.includes('linux-x64') ? 'linux-x64' : names[0];
}
