/* Light and dark: as the system says, or as chosen here. A page that is opened from a file may not be allowed to remember. */

const themes = { '': ['Auto', 'as the system'], light: ['Light', 'light'], dark: ['Dark', 'dark'] };

function startTheme() {
    const button = byId('theme');
    let current = remembered();
    const show = () => {
        document.documentElement.dataset.theme = current;
        button.textContent = themes[current][0];
        button.setAttribute('aria-label', `Colours: ${themes[current][1]}`);
    };
    button.addEventListener('click', () => {
        const names = Object.keys(themes);
        current = names[(names.indexOf(current) + 1) % names.length];
        try {
            localStorage.setItem('theme', current);
        } catch {
            // It holds for this page at least.
        }
        show();
    });
    show();
}

function remembered() {
    try {
        const name = localStorage.getItem('theme');
        return name in themes ? name : '';
    } catch {
        return '';
    }
}
