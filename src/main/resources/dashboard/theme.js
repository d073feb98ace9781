'use strict';
// Runs before the page is painted: the viewer's choice of light or dark, else what the system says.
(() => {
  const KEY = 'millrace-theme';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const kept = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      // A browser that keeps nothing: the system's choice.
      return null;
    }
  };
  const apply = () => {
    const theme = ['light', 'dark'].includes(kept()) ? kept() : dark.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = theme;
    window.dispatchEvent(new Event('themechange'));
  };
  window.toggleTheme = () => {
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Lasts until the page is closed.
    }
    document.documentElement.dataset.theme = next;
    window.dispatchEvent(new Event('themechange'));
  };
  dark.addEventListener('change', apply);
  apply();
})();
