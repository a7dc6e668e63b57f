/* A page that explore serves: it hears of every save, takes over what changed and shows the same place again. */

function startLive() {
    showMessages();
    document.body.dataset.version = data.version;
    // The server is on this machine; when it is gone, the browser tries again by itself.
    const events = new EventSource(`events?version=${data.version}`);
    events.addEventListener('open', () => showStatus('watching'));
    events.addEventListener('error', () => showStatus('not connected', true));
    events.addEventListener('reload', () => location.reload());
    events.addEventListener('update', event => takeOver(JSON.parse(event.data)));
}

function takeOver(update) {
    for (const news of update.sets) {
        const set = findSet(news.id);
        const byName = new Map([...set.operations, ...news.operations].map(operation => [operation.name, operation]));
        set.operations = news.names.map(name => byName.get(name));
        set.targets = news.targets;
        set.diff = news.diff;
    }
    data.messages = update.messages;
    // The server fills the same templates as for a whole page; they escape what comes from the sources.
    byId('overview').innerHTML = update.overview;
    byId('changes').innerHTML = update.changes;
    showMessages();
    const focused = document.activeElement.closest?.('[role=tab]');
    focusNext = focused ? `[role=tablist][aria-label="${focused.parentElement.getAttribute('aria-label')}"] [aria-selected=true]` : null;
    route();
    const errors = update.messages.filter(message => message.severity === 'error').length;
    showStatus(errors > 0 ? count(errors, 'error') : `${update.milliseconds}\u00a0ms`, errors > 0);
    document.body.dataset.version = update.version;
}

function showStatus(text, isWrong = false) {
    const status = byId('status');
    status.textContent = text;
    status.classList.toggle('wrong', isWrong);
}

/** Errors and warnings stand above every page, with the line and a way to the micro-op that it belongs to. */
function showMessages() {
    const section = byId('messages');
    const messages = data.messages ?? [];
    const hasErrors = messages.some(message => message.severity === 'error');
    section.hidden = messages.length === 0;
    section.className = hasErrors ? 'error' : 'warning';
    section.replaceChildren(
        h('h2', null, hasErrors ? 'The sources do not compile; the code is the last that did' : 'The compiler warns'),
        ...messages.slice(0, 20).map(message => h('div', { class: 'said' },
            h('p', null, messagePlace(message), ` ${[message.severity, message.code].filter(Boolean).join(' ')}: ${message.message}`),
            message.text ? h('pre', { class: 'scroll', tabindex: 0 }, `${message.text}\n`, caret(message.text, message)) : null)));
}

function messagePlace(message) {
    const place = message.file ? `${message.file}:${message.line}:${message.column}` : message.set;
    const set = findSet(message.set);
    const owner = set.operations.find(operation => operation.source.split(':')[0] === message.file && operation.firstLine <= message.line && message.line < operation.firstLine + operation.text.length);
    return owner ? h('a', { href: address('op', set.id, owner.name) }, place) : h('code', null, place);
}
