// A classic script: it runs before the first paint, where a module would come too late.
{
  const chosen = localStorage.getItem('chat-theme');
  if (chosen) document.documentElement.dataset['theme'] = chosen;
}
