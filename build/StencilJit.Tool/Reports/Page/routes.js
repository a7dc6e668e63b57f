/*
 * Addresses: #/ is the overview, #/op/SET/NAME/PLACEMENT/TARGET a stencil (the last two may be missing), #/changes the
 * list of changes, #/changes/SET/NAME/PLACEMENT/TARGET one of them. A link to any of them works.
 */

let shownPage = null;
let focusNext = null;

/** Goes to an address; what the selector finds there gets the focus. */
function go(href, selector) {
    focusNext = selector;
    if (location.hash === href)
        route();
    else
        location.hash = href;
}

function route() {
    const [kind, ...parts] = location.hash.replace(/^#\/?/, '').split('/').map(decode);
    const set = findSet(parts[0]);
    let page = 'overview';
    let title = null;
    if (kind === 'op') {
        page = 'detail';
        const operation = findOperation(set, parts[1]);
        title = operation ? showOperation(byId('detail'), set, operation, parts[2], parts[3]) : showMissing(parts[1] ?? '');
    } else if (kind === 'changes' && parts.length > 1) {
        page = 'detail';
        const change = set?.diff?.changes.find(each => each.operation === parts[1] && each.placement === parts[2] && each.target === parts[3]);
        title = change ? showChange(byId('detail'), set, change) : showMissing(`${parts[1]} ${parts[2] ?? ''}`);
    } else if (kind === 'changes' && byId('changes').childElementCount > 0)
        page = 'changes';
    present(page, kind === 'changes' ? 'changes' : page, title);
}

function present(page, current, title) {
    for (const id of ['overview', 'changes', 'detail'])
        byId(id).hidden = id !== page;
    for (const link of document.querySelectorAll('nav [data-page]'))
        if (link.dataset.page === current)
            link.setAttribute('aria-current', 'page');
        else
            link.removeAttribute('aria-current');
    document.title = title ? `${title} – ${documentTitle}` : documentTitle;
    hideTip();
    if (page === 'overview')
        drawMaps();
    // Only another page begins at its top: a change of placement or target stays where the reader is.
    const identity = location.hash.split('/').slice(0, 4).join('/');
    if (shownPage !== null && identity !== shownPage)
        scrollTo(0, 0);
    shownPage = identity;
    if (focusNext)
        document.querySelector(focusNext)?.focus();
    focusNext = null;
}

function decode(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

function showMissing(name) {
    byId('detail').replaceChildren(h('h1', { class: 'name', tabindex: -1 }, name), h('p', { class: 'notice' }, 'This page has nothing of that name. ', h('a', { href: '#/' }, 'All micro-ops')));
    return name;
}

const documentTitle = document.title;

function start() {
    startTheme();
    startSearch();
    linkReferences(byId('detail'));
    addEventListener('hashchange', route);
    document.querySelector('.skip').addEventListener('click', event => {
        // Its address would be taken for that of a page.
        event.preventDefault();
        byId('main').focus();
    });
    let width = innerWidth;
    addEventListener('resize', () => {
        // Phones resize in height alone while they scroll.
        if (innerWidth !== width && !byId('overview').hidden)
            drawMaps();
        width = innerWidth;
    });
    route();
    if (document.body.classList.contains('live'))
        startLive();
}
