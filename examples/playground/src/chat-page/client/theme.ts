/** Read again by boot.ts, before the first paint. */
const key = 'chat-theme';

const isDark = (): boolean => {
  const chosen = document.documentElement.dataset['theme'];
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};

export const toggleTheme = (): void => {
  const next = isDark() ? 'light' : 'dark';
  localStorage.setItem(key, next);
  document.documentElement.dataset['theme'] = next;
};
