/* C and machine code. Holes carry data-ref, so that all places of one can be lit together. */

const sourcePattern = /(\/\*.*?(?:\*\/|$)|\/\/.*$)|("(?:[^"\\]|\\.)*")|\b(\d[\w.]*)\b|\b([A-Z][A-Z0-9_]{2,})\b|\b(if|else|return|for|while|do|switch|case|static|inline|const|void|struct|union|int|unsigned|float|double|u?int\d+_t)\b/g;

/** The C text of a micro-op with the numbers of its lines; messages stand below the lines that they are about. */
function sourceView(operation, messages = []) {
    let inComment = false;
    const lines = operation.text.map((text, index) => {
        const number = operation.firstLine + index;
        const own = messages.filter(message => message.line === number);
        const line = h('span', { class: own.length ? 'line wrong' : 'line', 'data-line': number }, inComment && !text.includes('*/') ? comment(text) : colour(text, inComment), '\n');
        inComment = (inComment || text.lastIndexOf('/*') >= 0) && text.lastIndexOf('*/') <= text.lastIndexOf('/*');
        return [line, own.map(message => h('span', { class: `message ${message.severity}` }, caret(text, message), `${message.severity}: ${message.message}\n`))];
    });
    return h('pre', { class: 'source' }, h('code', null, lines));
}

function caret(text, message) {
    return message.column > 0 && message.column <= text.length + 1 ? `${' '.repeat(message.column - 1)}^\n` : null;
}

function comment(text) {
    return h('span', { class: 'comment' }, text);
}

function colour(text, inComment) {
    const parts = [];
    let end = 0;
    if (inComment) {
        end = text.indexOf('*/') + 2;
        parts.push(comment(text.slice(0, end)));
    }
    const rest = text.slice(end);
    end = 0;
    for (const match of rest.matchAll(sourcePattern)) {
        parts.push(rest.slice(end, match.index));
        const kind = match[1] ? 'comment' : match[2] ? 'string' : match[3] ? 'literal' : match[4] ? 'macro' : 'keyword';
        parts.push(h('span', { class: kind }, match[0]));
        end = match.index + match[0].length;
    }
    parts.push(rest.slice(end));
    return parts;
}

/** What a line such as "@4 abs32 b (slot)" says. */
function readPatch(text) {
    const [, offset, field, value, meaning] = /^@(\d+) (\S+) (.+?)(?: \(([^()]*)\))?$/.exec(text);
    return { offset: Number(offset), field, value, meaning: meaning ?? (value.startsWith('trap ') ? 'trap' : 'data') };
}

/** The instructions of a stencil: offset, bytes, assembly. */
function assemblyView(stencil) {
    const patches = stencil.code.holes.map(readPatch);
    const label = `Machine code of ${stencil.placement} on ${stencil.target}`;
    const rows = stencil.code.lines.map(line => h('tr', null,
        h('td', { class: 'offset' }, line.offset.toString(16).padStart(2, '0')),
        h('td', { class: 'bytes' }, bytes(line, patches)),
        h('td', { class: 'label' }, line.label ? h('span', { 'data-ref': line.label }, line.label + ':') : null),
        h('td', { class: 'text' }, assemblyText(line))));
    return scroller(label, h('table', { class: 'assembly' },
        h('thead', { class: 'unseen' }, h('tr', null, ['Offset', 'Bytes', 'Label', 'Instruction'].map(name => h('th', { scope: 'col' }, name)))),
        h('tbody', null, rows)));
}

function bytes(line, patches) {
    return line.bytes.split(' ').map((text, index) => {
        if (text !== '__')
            return text + ' ';
        const patch = patches.findLast(each => each.offset <= line.offset + index);
        return [h('span', { class: 'hole', 'data-ref': patch?.value, title: patch?.value }, '··'), ' '];
    });
}

function assemblyText(line) {
    return [h('span', { class: 'mnemonic' }, line.mnemonic), line.operands ? ' ' : null, operandsText(line.operands)];
}

/** Operands with their holes and labels marked. */
function operandsText(operands) {
    return operands.split(/(\{[^}]*\}|(?<![\w.])\.\d+\b|\bnext\b)/).map((part, index) => {
        if (index % 2 === 0)
            return part;
        if (part[0] === '{')
            return h('span', { class: 'hole', 'data-ref': part.slice(1, -1).replace(/:(\d+\.\.\d+|page)$/, '') }, part);
        return h('span', { class: 'place', 'data-ref': part === 'next' ? null : part }, part);
    });
}

/** Lights all places of a hole or label while one of them is pointed at or has the focus. */
function linkReferences(root) {
    const light = event => {
        const reference = event.type === 'pointerover' || event.type === 'focusin' ? event.target.closest?.('[data-ref]') : null;
        const scope = reference?.closest('.stencil') ?? root;
        for (const lit of root.querySelectorAll('.lit'))
            lit.classList.remove('lit');
        if (reference)
            for (const each of scope.querySelectorAll(`[data-ref="${CSS.escape(reference.dataset.ref)}"]`))
                each.classList.add('lit');
    };
    for (const type of ['pointerover', 'pointerleave', 'focusin', 'focusout'])
        root.addEventListener(type, light);
}
