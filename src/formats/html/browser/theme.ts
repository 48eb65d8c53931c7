import { one } from './dom.js';

// The system's theme, unless another was chosen. Storage may be denied; the page then forgets.

type Theme = 'dark' | 'light';

const key = 'tablewright-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
let chosen = stored();

function system(): Theme {
  return dark.matches ? 'dark' : 'light';
}

function stored(): Theme | undefined {
  try {
    const theme = localStorage.getItem(key);
    return theme === 'dark' || theme === 'light' ? theme : undefined;
  } catch {
    return undefined;
  }
}

/** Gives the page its theme: called before it is drawn. */
export function applyTheme(): void {
  const { dataset } = document.documentElement;
  if (chosen) dataset.theme = chosen;
  else delete dataset.theme;
}

/** Makes the page's button switch the theme, and say which one comes. */
export function startTheme(): void {
  const button = one(':theme');
  const label = button.firstElementChild;
  const show = () => {
    applyTheme();
    const words = (chosen ?? system()) === 'dark' ? 'Use the light theme' : 'Use the dark theme';
    if (label) label.textContent = words;
    button.title = words;
  };
  button.addEventListener('click', () => {
    const next = (chosen ?? system()) === 'dark' ? 'light' : 'dark';
    chosen = next === system() ? undefined : next;
    try {
      if (chosen) localStorage.setItem(key, chosen);
      else localStorage.removeItem(key);
    } catch {
      // The page forgets it, then.
    }
    show();
  });
  dark.addEventListener('change', show);
  show();
}
