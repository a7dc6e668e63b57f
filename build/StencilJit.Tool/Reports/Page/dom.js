/* Building blocks of the page. Text only ever goes in as text, so nothing in the data can become markup. */

/** Makes an element. Attributes that are null or false are left out; those that begin with "on" are listeners. */
function h(tag, attributes, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
function svg(tag, attributes, ...children) {
    return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (name.startsWith('on'))
            element.addEventListener(name.slice(2), value);
        else if (value !== null && value !== undefined && value !== false)
            element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
    return element;
}

/** The element of an id. */
function byId(id) {
    return document.getElementById(id);
}

/** A part of the page that scrolls by itself, with the keyboard too. */
function scroller(label, ...children) {
    return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, children);
}

/** A choice of one among few, as tabs: arrow keys move, and what has the focus is chosen. */
function tabs(label, names, chosen, address) {
    const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label }, names.map(name => h('a', {
        role: 'tab', 'aria-controls': 'code', href: address(name), 'aria-selected': String(name === chosen), tabindex: name === chosen ? 0 : -1, 'data-name': name,
    }, name)));
    const choose = name => go(address(name), `[role=tablist][aria-label="${label}"] [aria-selected=true]`);
    list.addEventListener('click', event => {
        // With Ctrl and the like, a link opens elsewhere.
        if (event.target.dataset.name === undefined || event.ctrlKey || event.metaKey || event.shiftKey)
            return;
        event.preventDefault();
        choose(event.target.dataset.name);
    });
    list.addEventListener('keydown', event => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        const target = step ? names[(names.indexOf(chosen) + step + names.length) % names.length]
            : event.key === 'Home' ? names[0] : event.key === 'End' ? names.at(-1) : null;
        if (target === null)
            return;
        event.preventDefault();
        choose(target);
    });
    return list;
}

/** A count and what it counts. */
function count(number, one, many) {
    return `${number}\u00a0${number === 1 ? one : many ?? one + 's'}`;
}
