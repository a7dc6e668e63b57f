/* The picture of all stencils by size, coloured by C file. */

const mapTargets = new Map();

function drawMaps() {
    for (const figure of document.querySelectorAll('figure.map'))
        drawMap(figure);
}

function drawMap(figure) {
    const set = findSet(figure.dataset.set);
    const names = targets(set);
    const target = names.includes(mapTargets.get(set.id)) ? mapTargets.get(set.id) : preferredTarget(set) === 'all' ? names[0] : preferredTarget(set);
    const width = figure.clientWidth;
    if (width === 0)
        return;
    const families = unique(set.operations.map(operation => operation.family)).toSorted();
    const groups = families.map((name, index) => ({ name, index, items: cells(set, name, target) }));
    // Few stencils need little room; many on a narrow screen need more of it.
    const height = Math.min(width < 600 ? Math.round(width * 1.25) : 460, 160 + groups.reduce((sum, group) => sum + group.items.length, 0));
    const total = set.targets.find(each => each.target === target);
    const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': `Sizes of the stencils of ${set.name} on ${target}; arrow keys move, Enter opens` });
    for (const block of groupedTreemap(groups, width, height, 16))
        picture.append(drawFamily(block, set, target));
    picture.querySelector('a')?.setAttribute('tabindex', 0);
    picture.addEventListener('keydown', event => moveInMap(event, picture));
    const choose = h('div', { class: 'tabs', role: 'group', 'aria-label': `Target of the picture of ${set.name}` }, names.map(name => h('button', {
        type: 'button', 'aria-pressed': String(name === target),
        onclick: () => {
            mapTargets.set(set.id, name);
            drawMap(figure);
            figure.querySelector('button[aria-pressed=true]').focus();
        },
    }, name)));
    figure.replaceChildren(
        h('figcaption', null, h('span', null, `${total.bytes.toLocaleString('en').replaceAll(',', '\u202f')} bytes on `), choose,
            h('span', { class: 'quiet' }, 'An area is the bytes of a stencil; colours are C files.')),
        picture);
}

function cells(set, family, target) {
    return set.operations.filter(operation => operation.family === family).flatMap(operation =>
        operation.stencils.filter(stencil => stencil.target === target && bytesOf(stencil) > 0).map(stencil => ({ operation, stencil, size: bytesOf(stencil) })));
}

function drawFamily(block, set, target) {
    const group = svg('g', { class: `hue${block.group.index % 12}` });
    if (block.label > 0)
        group.append(label(cut(block.group.name, Math.floor(block.width / (letterWidth + 1))), block.x + 1, block.y + 12, 'family'));
    for (const [item, x, y, width, height] of block.cells) {
        const name = `${item.operation.name} ${item.stencil.placement}`;
        const text = `${name}: ${count(item.size, 'byte')}`;
        group.append(svg('a', {
            href: address('op', set.id, item.operation.name, item.stencil.placement, target), tabindex: -1, 'aria-label': text,
            onpointermove: event => showTip(text, event.clientX, event.clientY), onpointerleave: hideTip,
            onfocus: event => {
                const place = event.target.getBoundingClientRect();
                showTip(text, place.right, place.bottom);
            },
            onblur: hideTip,
        },
        svg('rect', { x: x.toFixed(1), y: y.toFixed(1), width: Math.max(0.5, width - 1).toFixed(1), height: Math.max(0.5, height - 1).toFixed(1), rx: Math.min(2, width / 4).toFixed(1) }),
        cellLabel(item, block.group.name, x, y, width, height)));
    }
    return group;
}

/** A character of the picture's labels is about 5.6 units wide, a line 10 high: SVG neither breaks nor cuts text. */
const letterWidth = 5.6;
const lineHeight = 10;
const narrowest = 6; // letters a line, below which broken names read badly

/** The longest form of a name that fits into a cell, broken at its underscores; empty where none does. */
function cellLabel(item, family, x, y, width, height) {
    const { name } = item.operation;
    const short = name.startsWith(family + '_') ? name.slice(family.length + 1) : name;
    for (const text of [`${name} ${item.stencil.placement}`, name, short]) {
        const lines = broken(text, Math.floor((width - 5) / letterWidth));
        if (lines && lines.length * lineHeight + 4 <= height)
            return lines.map((line, index) => label(line, x + 3, y + lineHeight * (index + 1), 'cell'));
    }
    return [];
}

function broken(text, room) {
    if (room < narrowest)
        return text.length <= room ? [text] : null;
    const lines = [''];
    for (const part of text.split(/(?<=_)|(?<= )/)) {
        if (lines.at(-1).length + part.trimEnd().length > room && lines.at(-1) !== '')
            lines.push('');
        lines.push(lines.pop() + part);
    }
    return lines.every(line => line.trimEnd().length <= room) ? lines : null;
}

function cut(text, room) {
    return text.length <= room ? text : room < 3 ? '' : text.slice(0, room - 1) + '…';
}

function label(text, x, y, kind) {
    return svg('text', { x: x.toFixed(1), y: y.toFixed(1), class: kind, 'aria-hidden': 'true' }, text);
}

/** One cell is a stop of the Tab key; arrows go to the nearest one in their direction. */
function moveInMap(event, picture) {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const from = event.target.closest('a');
    if (!direction || !from)
        return;
    event.preventDefault();
    const middle = element => {
        const box = element.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const [x, y] = middle(from);
    let nearest = null;
    let least = Infinity;
    for (const cell of picture.querySelectorAll('a')) {
        const [otherX, otherY] = middle(cell);
        const ahead = (otherX - x) * direction[0] + (otherY - y) * direction[1];
        const aside = Math.abs((otherX - x) * direction[1] + (otherY - y) * direction[0]);
        if (ahead > 1 && ahead + 2 * aside < least)
            [nearest, least] = [cell, ahead + 2 * aside];
    }
    if (nearest) {
        from.setAttribute('tabindex', -1);
        nearest.setAttribute('tabindex', 0);
        nearest.focus();
    }
}

function showTip(text, x, y) {
    const tip = byId('tip');
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = `${Math.max(8, Math.min(x + 12, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 16 + tip.offsetHeight > innerHeight ? y - tip.offsetHeight - 8 : y + 12}px`;
}

function hideTip() {
    byId('tip').hidden = true;
}
