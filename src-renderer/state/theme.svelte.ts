export type Theme = 'system' | 'dark' | 'light';

const storageKey = 'kinora.theme';

/** Dark or light: as the system has it until the person chooses. */
class ThemeChoice {
  current = $state<Theme>('system');

  constructor() {
    const stored = localStorage.getItem(storageKey);
    if (stored === 'dark' || stored === 'light') this.choose(stored);
  }

  choose(theme: Theme): void {
    this.current = theme;
    localStorage.setItem(storageKey, theme);
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }
}

export const theme = new ThemeChoice();
