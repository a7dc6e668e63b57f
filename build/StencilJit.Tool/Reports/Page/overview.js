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
    const height = width < 600 ? Math.round(width * 1.2) : Math.min(460, Math.round(width * 0.45));
    const families = unique(set.operations.map(operation => operation.family)).toSorted();
    const groups = families.map((name, index) => ({ name, index, items: cells(set, name, target) }));
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
            h('span', { class: 'quiet' }, 'An area is the bytes of a stencil in all positions; colours are C files.')),
        picture);
}

function cells(set, family, target) {
    return set.operations.filter(operation => operation.family === family).flatMap(operation =>
        operation.stencils.filter(stencil => stencil.target === target && totalBytes(stencil) > 0).map(stencil => ({ operation, stencil, size: totalBytes(stencil) })));
}

function drawFamily(block, set, target) {
    const group = svg('g', { class: `hue${block.group.index % 12}` });
    if (block.label > 0)
        group.append(clipped(block.group.name, block.x + 1, block.y + 12, block.width, 'family'));
    for (const [item, x, y, width, height] of block.cells) {
        const name = `${item.operation.name} ${item.stencil.placement}`;
        const text = `${name}: ${count(item.size, 'byte')}${item.stencil.sizes.length > 1 ? ` (${sizesText(item.stencil)} in ${count(item.stencil.sizes.length, 'position')})` : ''}`;
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
        height > 14 ? clipped(name, x + 3, y + 12, width - 6, 'cell') : null));
    }
    return group;
}

/** A name where it fits; SVG cuts nothing off by itself. Characters are about 5.6 units wide at the size of the style. */
function clipped(text, x, y, width, kind) {
    const room = Math.floor(width / 5.6);
    const fits = text.length <= room ? text : kind === 'cell' && text.split(' ')[0].length <= room ? text.split(' ')[0] : kind === 'family' && room > 2 ? text.slice(0, room) : '';
    return fits === '' ? '' : svg('text', { x: x.toFixed(1), y: y.toFixed(1), class: kind, 'aria-hidden': 'true' }, fits);
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
